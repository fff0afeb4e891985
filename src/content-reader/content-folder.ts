/** The content folder on disk: its texts, its numbered folders, and what is missing there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { placeOf, type Place } from '../core/lesson/outline.ts';
import type { Files } from '../core/lesson/step-program.ts';
import { problem, type Problem } from './problem.ts';
import type { Prose } from './prose.ts';
import type { WrittenYaml } from './yaml-source.ts';

const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n?([\s\S]*)$/;

export interface FrontMatter extends Prose {
  readonly matter: WrittenYaml;
}

export class ContentFolder {
  /** What was missing in what was asked for. */
  readonly problems: Problem[] = [];
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  /** Folders named like a lesson or a step, in order; others are reported. */
  places(folder: string): readonly (Place & { readonly name: string })[] {
    const own = new Set(['files', 'solution']);
    const entries = readdirSync(path.join(this.root, folder), { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory() && !own.has(entry.name)).map(({ name }) => name);
    const places = names.toSorted().flatMap((name) => {
      const place = placeOf(name);
      if (place === undefined) {
        const fix = 'Rename it: two digits, a hyphen, lower case words.';
        this.report(`${folder}/${name}`, 'a folder named like 03-my-step', name, fix);
      }
      return place === undefined ? [] : [{ name, ...place }];
    });
    places.forEach(({ name, order }, index) => {
      if (order === index + 1) return;
      const wanted = String(index + 1).padStart(2, '0');
      const fix = 'Number the folders 01, 02, 03 without gap or repeat.';
      this.report(`${folder}/${name}`, `${wanted}-… as the next in order`, name, fix);
    });
    return places;
  }

  /** A text below its front matter; what has none is all prose. */
  frontMatter(file: string): FrontMatter {
    const text = this.text(file);
    const [, matter, body] = FRONT_MATTER.exec(text ?? '') ?? [];
    if (text === undefined || matter === undefined || body === undefined) {
      if (text !== undefined) {
        const [found = ''] = text.split('\n');
        const fix = 'Begin the file with ---, the fields, and --- again.';
        this.report(file, 'front matter between two lines of ---', found, fix);
      }
      return { matter: { file, text: undefined }, body: text ?? '', bodyLine: 1 };
    }
    return {
      matter: { file, text: matter, firstLine: 2 },
      body,
      bodyLine: text.slice(0, text.length - body.length).split('\n').length,
    };
  }

  /** Undefined, and reported, where there is no such file. */
  text(file: string): string | undefined {
    if (existsSync(path.join(this.root, file))) return this.#read(path.join(this.root, file));
    this.report(file, 'this file', 'nothing', `Create ${file}; "npm run new:step" makes one with every field.`);
    return undefined;
  }

  yaml(file: string): WrittenYaml {
    return { file, text: this.text(file) };
  }

  /** Path below the folder -> text. */
  files(folder: string): Files {
    const location = path.join(this.root, folder);
    if (!existsSync(location)) return {};
    const entries = readdirSync(location, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
    const read = entries.map(({ parentPath, name }): [string, string] => {
      const file = path.join(parentPath, name);
      return [path.relative(location, file).replaceAll('\\', '/'), this.#read(file)];
    });
    return Object.fromEntries(read.toSorted(([a], [b]) => a.localeCompare(b)));
  }

  report(...said: Parameters<typeof problem>): void {
    this.problems.push(problem(...said));
  }

  #read(location: string): string {
    return readFileSync(location, 'utf8').replaceAll('\r\n', '\n');
  }
}
