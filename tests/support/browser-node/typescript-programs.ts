/** Programs in TypeScript: types are stripped as Node strips them, and what has no plain JavaScript is refused in the same words. */
import type { Program } from './beside-node.ts';

const module = (text: string): Program => ({ files: { 'main.ts': text } });
/** What is said and where: deeper in the stack are Node's own lines, of which the minified library has lost one. */
const refused = (text: string): Program => ({
  files: {
    'main.mjs':
      "await import('./part.ts').catch(({ name, code, stack }) => console.log(name, code, stack.split('\\n    at ')[0]));",
    'part.ts': text,
  },
});

export const TYPESCRIPT: Readonly<Record<string, Program>> = {
  'a cluster of two files': {
    files: {
      'main.ts': `import cluster, { type Worker } from 'node:cluster';
        import { greet } from './greet.ts';
        interface Stats { served: number }
        const stats: Stats = { served: 0 };
        if (cluster.isPrimary) {
          const worker: Worker = cluster.fork();
          worker.on('message', (text: string): void => console.log(text));
        } else process.send!(greet(cluster.worker!.id), () => process.disconnect());`,
      'greet.ts': 'export const greet = (id: number): string => `hello from ${id}`;',
    },
  },
  'the line of what is thrown': module(`interface A {
      b: number;
    }
    function f(value: A): never {
      throw new TypeError(String(value satisfies A as unknown as number));
    }
    f({ b: 1 });`),
  'an enum': refused('enum Colour { Red, Blue }\nconsole.log(Colour.Red);'),
  'a parameter property': refused('class A { constructor(private b: number) {} }\nconsole.log(new A(1));'),
  'what is no TypeScript': refused('const a: = 1;'),
  'an import without its ending': {
    files: { 'main.ts': "import { a } from './a'; console.log(a);", 'a.ts': 'export const a = 1;' },
  },
  '.mts and .cts': {
    files: {
      'main.mts':
        "import one from './one.cts'; console.log(one.value as number, import.meta.filename.endsWith('.mts'));",
      'one.cts': "const value: number = require('./two.cts').two; module.exports = { value };",
      'two.cts': 'exports.two = 2 as const;',
    },
  },
  'of a package': {
    files: {
      'main.ts': "import 'a';",
      'node_modules/a/index.ts': 'export {};',
      'node_modules/a/package.json': '{"exports":"./index.ts"}',
    },
  },
  'by its own name': {
    files: {
      'main.mjs':
        "import module from 'node:module'; console.log(process.features.typescript, module.stripTypeScriptTypes('let a: 1 = 1'));",
      'a.ts': '',
    },
    args: ['--disable-warning=ExperimentalWarning', 'main.mjs'],
  },
  'as a text': {
    files: { 'a.ts': '' },
    args: ['--input-type=module-typescript', '-e', 'const a: number = 1; console.log(a);'],
  },
};
