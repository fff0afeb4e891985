/** Reads the authored content from disk: the pages' build, CI and the authors' commands all see it through here. */
import path from 'node:path';
import type { z } from 'zod';
import { lessonSchema, stepSchema, type LessonMatter, type StepMatter } from '../core/lesson/lesson.schema.ts';
import { toStepProgram } from '../core/lesson/outline.ts';
import type { Files, StepProgram } from '../core/lesson/step-program.ts';
import {
  misconceptionsSchema,
  quizSchema,
  type Misconceptions,
  type Question,
} from '../features/quiz/model/quiz.schema.ts';
import { ContentFolder } from './content-folder.ts';
import { parseYaml, type Parsed } from './parse.ts';
import { describeProblems, type Problem } from './problem.ts';
import type { Prose } from './prose.ts';
import { fingerprint, headerIn, type FoundRecording } from './recordings.ts';
import { whileUnchanged } from './while-unchanged.ts';
import type { Said, WrittenYaml, YamlSource } from './yaml-source.ts';

/** A step as it is written, whether or not its fields are in order. */
export interface WrittenStep extends Prose {
  readonly slug: string;
  /** `<lesson>/<step>`, as in the address. */
  readonly id: string;
  /** `03-cluster-basics/02-same-port`. */
  readonly folder: string;
  readonly files: Files;
  /** The front matter. */
  readonly matterSource: YamlSource;
  readonly quizSource: YamlSource;
}

export interface WrittenLesson extends Prose {
  readonly slug: string;
  readonly folder: string;
  readonly steps: readonly WrittenStep[];
}

/** The whole of what is written: what stands in one file can be held against another, whatever is wrong in either. */
export interface Written {
  readonly lessons: readonly WrittenLesson[];
  readonly misconceptionsSource: YamlSource;
}

export interface CourseStep extends WrittenStep {
  readonly matter: StepMatter;
  readonly program: StepProgram;
  readonly quiz: readonly Question[];
  /** What a recording of this step must have been made from. */
  readonly fingerprint: string;
  /** The step's recording.cast; undefined where there is none. */
  readonly recording: FoundRecording | undefined;
}

export interface CourseLesson extends WrittenLesson {
  readonly order: number;
  readonly matter: LessonMatter;
  readonly steps: readonly CourseStep[];
}

export interface Course {
  readonly lessons: readonly CourseLesson[];
  readonly misconceptions: Misconceptions;
}

export interface Reading {
  /** Lessons and steps whose fields are in order. */
  readonly course: Course;
  readonly written: Written;
  /** What keeps the course from being shown; empty for content that is in order. */
  readonly problems: readonly Problem[];
}

/** @param root the content folder, which holds `lessons/` and `misconceptions.yaml` */
export function readCourse(root: string): Reading {
  const reader = new Reader(root);
  return { ...reader.read(), problems: reader.problems };
}

/**
 * The course, read once for as long as its files stay as they are.
 * @throws with every problem, each in full
 */
export const courseIn = whileUnchanged((root: string): Course => {
  const { course, problems } = readCourse(root);
  if (problems.length > 0) throw new Error(`The content has mistakes.\n${describeProblems(problems)}`);
  return course;
});

/** What is written, and the same with its fields, where these are in order. */
interface ReadPart<WrittenPart, Part> {
  readonly written: WrittenPart;
  readonly part: Part | undefined;
}

/** `<lesson>/<step>` of each, in order. */
export function stepIdsOf({ lessons }: Pick<Written, 'lessons'>): readonly string[] {
  return lessons.flatMap(({ steps }) => steps.map(({ id }) => id));
}

/** The files that Run can start. */
export function entriesOf(matter: YamlSource): readonly Said[] {
  const entries = matter.texts('run', 'entries', '*');
  return entries.length === 0 ? matter.texts('run', 'entry') : entries;
}

class Reader {
  readonly #content: ContentFolder;

  constructor(root: string) {
    this.#content = new ContentFolder(root);
  }

  get problems(): readonly Problem[] {
    return this.#content.problems;
  }

  read(): { readonly course: Course; readonly written: Written } {
    const catalogue = this.#yaml(misconceptionsSchema, this.#content.yaml('misconceptions.yaml'));
    const lessons = this.#content.places('lessons').map((place) => this.#lesson(place));
    return {
      course: { lessons: lessons.flatMap(({ part }) => part ?? []), misconceptions: catalogue.value ?? {} },
      written: { lessons: lessons.map(({ written }) => written), misconceptionsSource: catalogue.source },
    };
  }

  #lesson({ name, slug, order }: { name: string; slug: string; order: number }): ReadPart<WrittenLesson, CourseLesson> {
    const folder = `lessons/${name}`;
    const { matter: yaml, ...prose } = this.#content.frontMatter(`${folder}/lesson.mdx`);
    const { value: matter } = this.#yaml(lessonSchema, yaml);
    const steps = this.#content.places(folder).map((step) => this.#step(slug, `${folder}/${step.name}`, step.slug));
    const own = { slug, folder: name, ...prose };
    const part = matter && { ...own, order, matter, steps: steps.flatMap((step) => step.part ?? []) };
    return { written: { ...own, steps: steps.map(({ written }) => written) }, part };
  }

  #step(lesson: string, folder: string, slug: string): ReadPart<WrittenStep, CourseStep> {
    const { matter: yaml, ...prose } = this.#content.frontMatter(`${folder}/step.mdx`);
    const { value: matter, source: matterSource } = this.#yaml(stepSchema, yaml);
    const { value: quiz = [], source: quizSource } = this.#yaml(quizSchema, this.#content.yaml(`${folder}/quiz.yaml`));
    const [files, solution] = [this.#content.files(`${folder}/files`), this.#content.files(`${folder}/solution`)];
    this.#checkFiles(matterSource, files, solution);
    const id = `${lesson}/${slug}`;
    const written = { slug, id, folder: folder.replace('lessons/', ''), ...prose, files, matterSource, quizSource };
    if (matter === undefined) return { written, part: undefined };
    const { run, scenario } = matterSource.data as { run: unknown; scenario: unknown };
    const part = {
      ...written,
      matter,
      program: toStepProgram(id, matter, files, solution),
      quiz,
      fingerprint: fingerprint({ run, scenario, files, solution }),
      recording: headerIn(path.join(this.#content.root, folder, 'recording.cast')),
    };
    return { written, part };
  }

  #checkFiles(matter: YamlSource, files: Files, solution: Files): void {
    for (const { text: entry, line } of entriesOf(matter)) {
      if (Object.hasOwn(files, entry)) continue;
      const fix = `Create files/${entry} beside step.mdx, or correct run.`;
      this.#content.report(matter.file, `files/${entry}`, 'no such file', fix, line);
    }
    if (Object.keys(solution).length > 0) return;
    const fix = 'Add the files that the solution changes.';
    this.#content.report(matter.file, 'a solution that passes every check', 'an empty solution/', fix);
  }

  #yaml<Schema extends z.ZodType>(schema: Schema, written: WrittenYaml): Omit<Parsed<z.output<Schema>>, 'problems'> {
    const { problems, ...read } = parseYaml(schema, written);
    this.#content.problems.push(...problems);
    return read;
  }
}
