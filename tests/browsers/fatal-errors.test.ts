/** Errors in Firefox and WebKit, whose stacks have less: what is said of the learner's own lines is right there too. */
import { expect, test } from 'vitest';
import type { BrowserName } from '../support/browsers.ts';
import { inEach, runIn, useBrowser } from './page.ts';

/** Program -> what its last words begin with. */
const BEGINNINGS: readonly (readonly [string, string | Partial<Record<BrowserName, string>>])[] = [
  [
    `import http from 'node:http';\nfunction inner() {\n  throw new TypeError('boom');\n}\nhttp.METHODS.map(() => {\n  inner();\n});\n`,
    "MAIN:3\n  throw new TypeError('boom');\n        ^\n\nTypeError: boom\n    at inner (MAIN:3:9)\n    at MAIN:6:3\n",
  ],
  [
    `setTimeout(() => {\n  throw 'text';\n}, 1);\n`,
    // What is no error has no stack, and nothing else tells a place in WebKit.
    { firefox: "MAIN:2\n  throw 'text';\n  ^\ntext\n", webkit: 'Uncaught:\ntext\n' },
  ],
  [
    `setTimeout(() => {\n  throw new Error('late');\n}, 1);\n`,
    "MAIN:2\n  throw new Error('late');\n  ^\n\nError: late\n    at MAIN:2:9",
  ],
  [
    `Promise.reject(new Error('boom'));\n`,
    "MAIN:1\nPromise.reject(new Error('boom'));\n               ^\n\nError: boom\n",
  ],
  ['let a = 1;\nconst b = a +* 2;\n', 'MAIN:2\nconst b = a +* 2;\n             ^\n\nSyntaxError: '],
];

inEach(['firefox', 'webkit'], (name) => {
  const open = useBrowser(name);

  test('a program that fails says where, with its line', async () => {
    await using opened = await open('a page');
    for (const [source, told] of BEGINNINGS) {
      const beginning = typeof told === 'string' ? told : (told[name] ?? '');
      const { output, code } = await runIn(opened.frame, source);
      const shown = output.trimStart().replaceAll(/file:\S+main\.mjs/g, 'MAIN');
      expect(shown.slice(0, beginning.length)).toBe(beginning);
      expect(code).toBe(1);
    }
  });
});
