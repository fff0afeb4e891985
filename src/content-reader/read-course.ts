/** Reads the authored content from disk: the pages' build, CI and the authors' commands all see it through here. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { lessonSchema, stepSchema, type LessonMatter, type StepMatter } from '../core/lesson/lesson.schema.ts';
import { placeOf, toStepProgram } from '../core/lesson/outline.ts';
import type { Files, StepProgram } from '../core/lesson/step-program.ts';
import { misconceptionsSchema, quizSchema, type Misconceptions, type Question } from '../core/quiz/quiz.schema.ts';
import { parseYaml, type LineOf } from './parse.ts';
import { fingerprint, headerIn, type FoundRecording } from './recordings.ts';
import { describeProblem, type Problem } from './problem.ts';
import type { Prose } from './prose.ts';
import { whileUnchanged } from './while-unchanged.ts';

export interface CourseStep extends Prose {
  readonly slug: string;
  /** `<lesson>/<step>`, as in the address. */
  readonly id: string;
  /** `03-cluster-basics/02-same-port`. */
  readonly folder: string;
  readonly matter: StepMatter;
  readonly program: StepProgram;
  readonly quiz: readonly Question[];
  /** Line of a part of quiz.yaml. */
  readonly quizLine: LineOf;
  /** What a recording of this step must have been made from. */
  readonly fingerprint: string;
  /** The step's recording.cast; undefined where there is none. */
  readonly recording: FoundRecording | undefined;
}

export interface CourseLesson extends Prose {
  readonly slug: string;
  readonly order: number;
  readonly folder: string;
  readonly matter: LessonMatter;
  readonly steps: readonly CourseStep[];
}

export interface Course {
  readonly lessons: readonly CourseLesson[];
  readonly misconceptions: Misconceptions;
  /** Line of a part of misconceptions.yaml. */
  readonly misconceptionLine: LineOf;
}

export interface Reading {
  readonly course: Course;
  /** What keeps the course from being shown; empty for content that is in order. */
  readonly problems: readonly Problem[];
}

/** @param root the content folder, which holds `lessons/` and `misconceptions.yaml` */
export function readCourse(root: string): Reading {
  const reader = new Reader(root);
  const course = reader.read();
  return { course, problems: reader.problems };
}

/**
 * The course, read once for as long as its files stay as they are.
 * @throws with every problem, each in full
 */
export const courseIn = whileUnchanged((root: string): Course => {
  const { course, problems } = readCourse(root);
  if (problems.length > 0) throw new Error(`The content has mistakes.\n${problems.map(describeProblem).join('\n')}`);
  return course;
});

const FRONT_MATTER = /^---\n([\s\S]*?)\n---\n?([\s\S]*)$/;

class Reader {
  readonly problems: Problem[] = [];
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  read(): Course {
    const { value: misconceptions = {}, lineOf } = this.#yaml(misconceptionsSchema, 'misconceptions.yaml');
    const lessons = this.#places('lessons').map(({ name, ...place }): CourseLesson | undefined => {
      const folder = `lessons/${name}`;
      const read = this.#matter(lessonSchema, `${folder}/lesson.mdx`);
      const steps = this.#places(folder).map((step) => this.#step(place.slug, `${folder}/${step.name}`, step.slug));
      if (read === undefined) return undefined;
      const { raw: _, ...own } = read;
      return { ...place, folder: name, ...own, steps: steps.filter((step) => step !== undefined) };
    });
    return {
      lessons: lessons.filter((lesson) => lesson !== undefined),
      misconceptions,
      misconceptionLine: lineOf,
    };
  }

  #step(lesson: string, folder: string, slug: string): CourseStep | undefined {
    const read = this.#matter(stepSchema, `${folder}/step.mdx`);
    const { value: quiz = [], lineOf: quizLine } = this.#yaml(quizSchema, `${folder}/quiz.yaml`);
    const [files, solution] = [this.#files(`${folder}/files`), this.#files(`${folder}/solution`)];
    if (read === undefined) return undefined;
    const id = `${lesson}/${slug}`;
    const program = toStepProgram(id, read.matter, files, solution);
    for (const entry of program.run.entries) {
      if (entry in files) continue;
      this.#report(
        `${folder}/step.mdx`,
        `files/${entry}`,
        'no such file',
        `Create ${folder}/files/${entry}, or correct run.`,
      );
    }
    if (Object.keys(solution).length === 0) {
      this.#report(
        `${folder}/step.mdx`,
        'a solution that passes every check',
        'an empty solution/',
        'Add the files that the solution changes.',
      );
    }
    const { raw, ...own } = read;
    const { run, scenario } = raw as { run: unknown; scenario: unknown };
    const recording = headerIn(path.join(this.#root, folder, 'recording.cast'));
    return {
      slug,
      id,
      folder: folder.replace('lessons/', ''),
      ...own,
      program,
      quiz,
      quizLine,
      fingerprint: fingerprint({ run, scenario, files, solution }),
      recording,
    };
  }

  /** Folders named like a lesson or a step, in order; others are reported. */
  #places(folder: string): readonly { name: string; order: number; slug: string }[] {
    const own = new Set(['files', 'solution']);
    const entries = readdirSync(path.join(this.#root, folder), { withFileTypes: true });
    const names = entries.filter((entry) => entry.isDirectory() && !own.has(entry.name)).map(({ name }) => name);
    const places = names.toSorted().flatMap((name) => {
      const place = placeOf(name);
      if (place === undefined) {
        this.#report(
          `${folder}/${name}`,
          'a folder named like 03-my-step',
          name,
          'Rename it: two digits, a hyphen, lower case words.',
        );
      }
      return place === undefined ? [] : [{ name, ...place }];
    });
    places.forEach(({ name, order }, index) => {
      if (order === index + 1) return;
      const wanted = String(index + 1).padStart(2, '0');
      this.#report(
        `${folder}/${name}`,
        `${wanted}-… as the next in order`,
        name,
        'Number the folders 01, 02, 03 without gap or repeat.',
      );
    });
    return places;
  }

  #matter<Schema extends typeof lessonSchema | typeof stepSchema>(schema: Schema, file: string) {
    const text = this.#text(file);
    if (text === undefined) return undefined;
    const [, matter, body] = FRONT_MATTER.exec(text) ?? [];
    if (matter === undefined || body === undefined) {
      this.#report(
        file,
        'front matter between two lines of ---',
        text.split('\n')[0] ?? '',
        'Begin the file with ---, the fields, and --- again.',
      );
      return undefined;
    }
    const { value, problems } = parseYaml(schema, { file, text: matter, firstLine: 2 });
    this.problems.push(...problems);
    const raw: unknown = value && parse(matter);
    if (value === undefined) return undefined;
    const bodyLine = text.slice(0, text.length - body.length).split('\n').length;
    return { matter: value as ReturnType<Schema['parse']>, body, bodyLine, raw };
  }

  #yaml<Schema extends typeof quizSchema | typeof misconceptionsSchema>(schema: Schema, file: string) {
    const text = this.#text(file);
    if (text === undefined) return { value: undefined, lineOf: () => 1 };
    const { value, problems, lineOf } = parseYaml(schema, { file, text });
    this.problems.push(...problems);
    return { value: value as z.output<Schema> | undefined, lineOf };
  }

  #text(file: string): string | undefined {
    const location = path.join(this.#root, file);
    if (existsSync(location)) return readFileSync(location, 'utf8').replaceAll('\r\n', '\n');
    this.#report(file, 'this file', 'nothing', `Create ${file}; "npm run new:step" makes one with every field.`);
    return undefined;
  }

  #files(folder: string): Files {
    const location = path.join(this.#root, folder);
    if (!existsSync(location)) return {};
    const entries = readdirSync(location, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
    const read = entries.map(({ parentPath, name }): [string, string] => {
      const file = path.join(parentPath, name);
      return [path.relative(location, file).replaceAll('\\', '/'), readFileSync(file, 'utf8').replaceAll('\r\n', '\n')];
    });
    return Object.fromEntries(read.toSorted(([a], [b]) => a.localeCompare(b)));
  }

  #report(file: string, expected: string, found: string, fix: string): void {
    this.problems.push({ file, line: 1, expected, found, fix });
  }
}
