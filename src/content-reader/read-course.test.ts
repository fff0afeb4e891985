/** What an author reads when something is wrong: file, line, expected, found, fix. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { newLesson, newStep } from '../../scripts/new-content.ts';
import { wrongSolutionOf } from '../../tests/support/wrong-solution.ts';
import { checkCourse } from './check-prose.ts';
import { readCourse } from './read-course.ts';
import { checkRecordings } from './recordings.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'content-'));
  cpSync('src/content', root, { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const STEP = 'lessons/03-cluster-basics/01-fork/step.mdx';
const QUIZ = 'lessons/03-cluster-basics/01-fork/quiz.yaml';
const ORDERED = 'lessons/03-cluster-basics/02-same-port/quiz.yaml';

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(path.join(root, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(path.join(root, file), text.replace(from, to));
}

const lineOf = (file: string, part: string) =>
  readFileSync(path.join(root, file), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(part)) + 1;

function problems() {
  const reading = readCourse(root);
  return [...reading.problems, ...checkCourse(reading.written)];
}

test('the course as it is has none', () => expect(problems()).toEqual([]));

describe('a mistake is found, with its line', () => {
  test('broken YAML', () => {
    edit(STEP, 'minutes: 6', 'minutes: 6: 7');
    expect(problems()[0]).toMatchObject({ file: STEP, line: lineOf(STEP, 'minutes'), found: 'minutes: 6: 7' });
  });
  test('a field of the wrong kind', () => {
    edit(STEP, 'minutes: 6', 'minutes: six');
    expect(problems()[0]).toMatchObject({
      file: STEP,
      line: lineOf(STEP, 'minutes'),
      expected: expect.stringContaining('minutes'),
      found: '"six"',
    });
  });
  test('an unknown kind of check', () => {
    edit(STEP, 'kind: output-count', 'kind: output-cuont');
    expect(problems()[0]).toMatchObject({ file: STEP, line: lineOf(STEP, 'output-cuont') });
  });
  test('an unknown kind of question', () => {
    edit(ORDERED, 'kind: ordering', 'kind: odering');
    expect(problems()[0]).toMatchObject({ file: ORDERED, line: lineOf(ORDERED, 'odering') });
  });
  test('a question id twice', () => {
    edit(QUIZ, 'id: who-runs-the-top', 'id: value-after-fork');
    const [problem] = problems();
    expect(problem).toMatchObject({ file: QUIZ, expected: expect.stringContaining('an id of its own') });
    expect(problem?.line).toBeGreaterThan(lineOf(QUIZ, 'id: value-after-fork'));
  });
  test('a misspelt key', () => {
    edit(QUIZ, 'feedback:', 'feedbak:');
    expect(problems()).toMatchObject([{ file: QUIZ, line: lineOf(QUIZ, 'feedbak:'), fix: 'Did you mean “feedback”?' }]);
  });
  test('one that makes a step unreadable, and no other beside it for that', () => {
    edit(STEP, 'minutes: 6', 'minutes: 6: 7');
    edit('misconceptions.yaml', 'shownBy: cluster-basics/identity', 'shownBy: cluster-basics/identiti');
    edit(QUIZ, 'misconception: fork-copies-memory', 'misconception: fork-copies-memori');
    edit(ORDERED, 'feedback:', 'feedbak:');
    expect(
      problems()
        .map(({ file }) => file)
        .toSorted(),
    ).toEqual([QUIZ, STEP, ORDERED, 'misconceptions.yaml']);
  });
  test('a catalogue that cannot be read, and no belief that is missed for that', () => {
    edit('misconceptions.yaml', 'belief: ', 'belief: a: ');
    expect(problems()).toMatchObject([{ file: 'misconceptions.yaml' }]);
  });
  test('front matter that is not closed, and what stands in the text', () => {
    edit(STEP, '---\n', '');
    edit(STEP, 'The same file again', '[Later](/lessons/nowhere/). The same file again');
    expect(problems()).toMatchObject([
      { file: STEP, line: 1, expected: 'front matter between two lines of ---' },
      { file: STEP, line: lineOf(STEP, '/nowhere/'), found: '/lessons/nowhere/' },
    ]);
  });
});

describe('mistakes between files', () => {
  test('an entry without its file', () => {
    rmSync(path.join(root, 'lessons/03-cluster-basics/01-fork/files/main.mjs'));
    expect(problems()[0]).toMatchObject({
      expected: 'files/main.mjs',
      found: 'no such file',
      fix: expect.stringContaining('files/main.mjs beside step.mdx'),
    });
  });
  test('a step without a solution', () => {
    rmSync(path.join(root, 'lessons/03-cluster-basics/01-fork/solution'), { recursive: true });
    expect(problems()[0]).toMatchObject({ found: 'an empty solution/' });
  });
  test('a misconception that is not in the catalogue', () => {
    edit(QUIZ, 'misconception: fork-copies-memory', 'misconception: fork-copies-everything');
    expect(problems()[0]).toMatchObject({
      file: QUIZ,
      line: lineOf(QUIZ, 'fork-copies-everything'),
      found: 'fork-copies-everything',
      fix: expect.stringContaining('Did you mean “fork-copies-memory”?'),
    });
  });
  test('a misconception shown by no step', () => {
    edit('misconceptions.yaml', 'shownBy: cluster-basics/identity', 'shownBy: cluster-basics/identiti');
    expect(problems()[0]).toMatchObject({
      file: 'misconceptions.yaml',
      line: lineOf('misconceptions.yaml', 'identiti'),
      found: 'cluster-basics/identiti',
    });
  });
  test("a prediction's program that the step does not have, and a belief that nobody knows", () => {
    edit(STEP, '  observe:', '  program: other.mjs\n  observe:');
    edit(STEP, 'misconception: top-level-runs-once', 'misconception: top-level-rnus-once');
    expect(problems()).toMatchObject([
      { line: lineOf(STEP, 'other.mjs'), expected: "a prediction's program among main.mjs", found: 'other.mjs' },
      {
        line: lineOf(STEP, 'rnus'),
        fix: expect.stringContaining('“top-level-runs-once”'),
        found: 'top-level-rnus-once',
      },
    ]);
  });
  test('a dead link', () => {
    edit(STEP, 'The same file again', '[Later](/lessons/cluster-basics/#nowhere). The same file again');
    expect(problems()).toMatchObject([
      { file: STEP, line: lineOf(STEP, '#nowhere'), found: '/lessons/cluster-basics/#nowhere' },
    ]);
  });
  test('a dead link at the beginning of a lesson', () => {
    const lesson = 'lessons/03-cluster-basics/lesson.mdx';
    writeFileSync(
      path.join(root, lesson),
      `${readFileSync(path.join(root, lesson), 'utf8')}\n[Later](/lessons/nowhere/)\n`,
    );
    expect(problems()).toMatchObject([{ file: lesson, line: lineOf(lesson, '/nowhere/') }]);
  });
  test('a load that the scenario does not send', () => {
    const file = 'lessons/03-cluster-basics/02-same-port/step.mdx';
    edit(file, 'load: visitors', 'load: visitor');
    expect(problems()).toMatchObject([
      { file, line: lineOf(file, 'load: visitor'), found: 'visitor', fix: expect.stringContaining('“visitors”') },
    ]);
  });
  test('a file of findings that nobody can fill in', () => {
    const check =
      '- kind: findings\n    says: Right.\n    load: visitors\n    file: findings.json\n  - kind: one-socket';
    edit('lessons/03-cluster-basics/02-same-port/step.mdx', '- kind: one-socket', check);
    expect(problems()[0]).toMatchObject({ expected: "a check's file among those of files/", found: 'findings.json' });
  });
  test('an import in prose', () => {
    edit(STEP, 'The same file again', "import x from 'y'\n\nThe same file again");
    expect(problems()).toMatchObject([
      { file: STEP, line: lineOf(STEP, 'import x'), expected: 'MDX without import or export' },
    ]);
  });
  test('a claim without an experiment', () => {
    const { written } = readCourse(root);
    expect(checkCourse(written, new Set())[0]).toMatchObject({ expected: expect.stringContaining('experiment') });
  });
  test('a gap in the numbers', () => {
    cpSync(path.join(root, 'lessons/03-cluster-basics'), path.join(root, 'lessons/09-more'), { recursive: true });
    expect(problems()[0]).toMatchObject({ expected: '08-… as the next in order' });
  });
});

describe('a recording', () => {
  const SAME_PORT = 'lessons/03-cluster-basics/02-same-port';
  const CAST = `${SAME_PORT}/recording.cast`;
  const found = (node = 'v24.21.0') => checkRecordings(readCourse(root).course, node);

  test('that is of the step as it stands is in order', () => expect(found()).toEqual([]));
  test('is stale once a file, the solution, the scenario or the run changes, and not when the prose does', () => {
    edit(`${SAME_PORT}/step.mdx`, 'Start any server', 'Begin any server');
    expect(found()).toEqual([]);
    for (const [file, from, to] of [
      ['files/main.mjs', 'cluster', 'cluster '],
      ['solution/main.mjs', 'cluster', 'cluster '],
      ['step.mdx', 'requests: 20', 'requests: 21'],
      ['step.mdx', 'entry: main.mjs', 'entry: main.mjs\n  args: [--quiet]'],
    ] as const) {
      edit(`${SAME_PORT}/${file}`, from, to);
      expect(found()[0]).toMatchObject({
        file: CAST,
        expected: expect.stringContaining('a recording of the step as it is'),
        fix: 'Run "npm run record cluster-basics/same-port".',
      });
      edit(`${SAME_PORT}/${file}`, to, from);
    }
    expect(found()).toEqual([]);
  });
  test('of another Node, of another step, or that is none', () => {
    expect(found('v25.0.0')[0]).toMatchObject({ expected: 'a run of Node v25.0.0', found: 'one of v24.21.0' });
    edit(CAST, '"step":"cluster-basics/same-port"', '"step":"cluster-basics/fork"');
    expect(found()[0]).toMatchObject({ found: 'one of cluster-basics/fork' });
    writeFileSync(path.join(root, CAST), 'hello');
    expect(found()[0]).toMatchObject({ file: CAST, found: 'hello' });
  });
  test('is missed where the step has needs, and only there', () => {
    rmSync(path.join(root, CAST));
    expect(found()).toEqual([]);
    edit(`${SAME_PORT}/step.mdx`, 'checks:', 'needs: [proc-fs]\nchecks:');
    expect(found()[0]).toMatchObject({
      file: CAST,
      expected: 'a recorded run, as the step needs proc-fs',
      found: 'none',
    });
  });
  test('for a need that nobody knows is refused with the list', () => {
    edit(`${SAME_PORT}/step.mdx`, 'checks:', 'needs: [procfs]\nchecks:');
    expect(problems()[0]).toMatchObject({ expected: expect.stringContaining('proc-fs'), found: '"procfs"' });
  });
});

test('new lessons and steps are in order from the start', () => {
  const tests = mkdtempSync(path.join(tmpdir(), 'judged-'));
  onTestFinished(() => rmSync(tests, { recursive: true }));
  const roots = { lessons: path.join(root, 'lessons'), tests };
  newLesson('my-lesson', roots);
  newStep('my-lesson', 'second-step', roots);
  newStep('03-cluster-basics', 'sixth-step', roots);
  expect(problems()).toEqual([]);
  expect(readFileSync(path.join(tests, 'steps/my-lesson.test.ts'), 'utf8')).toContain("judgeLesson('my-lesson');");
  const steps = readCourse(root).course.lessons.flatMap((lesson) => lesson.steps);
  for (const made of ['my-lesson/first-step', 'my-lesson/second-step', 'cluster-basics/sixth-step']) {
    const { program, matter, folder } = steps.find(({ id }) => id === made) ?? {};
    expect(matter?.prediction.observe).toEqual({ kind: 'times-printed', text: 'hello' });
    expect(readFileSync(path.join(root, `lessons/${folder}/quiz.yaml`), 'utf8')).toMatch(
      /^# yaml-language-server: \$schema=/,
    );
    expect(program && wrongSolutionOf(program, path.join(tests, 'wrong')).files).toHaveProperty('main.mjs');
  }
  expect(() => newStep('', '', roots)).toThrow('A lesson and the name of its new step are missing.');
  expect(() => newLesson('', roots)).toThrow('The name of the new lesson is missing.');
  expect(() => newStep('nowhere', 'x', roots)).toThrow('There is no lesson "nowhere"');
  expect(() => newStep('my-lesson', 'second-step', roots)).toThrow('already');
  expect(() => newLesson('My Lesson', roots)).toThrow('cannot be an address');
});
