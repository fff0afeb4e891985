/** Which files of a package a program can reach: all code of its own, and of what it needs those that something imports. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import { folderOf } from './closure.ts';

const CODE = /\.[cm]?js$/;
const CODE_OR_DATA = /\.(?:[cm]?js|json)$/;
/** Nothing in them runs for a user of the package. */
const LEFT_OUT = /^(?:\..*|node_modules|tests?|__tests__|docs?|examples?|bench(?:marks?)?|integration|types|typings)$/;
const IS_TEST = /\.(?:test|spec)\.[cm]?js$/;
/** Threads are started by a file's path, so nothing imports it. */
const STARTED: Readonly<Record<string, readonly string[]>> = {
  pino: ['file.js', 'lib/worker.js'],
  'thread-stream': ['lib/worker.js'],
};

/** @param closure folders of a package and of all that it needs, itself first. @returns absolute paths */
export async function publishedFiles(closure: readonly string[]): Promise<readonly string[]> {
  const [own = ''] = closure;
  const ownFiles = filesIn(own);
  const started = closure.flatMap((folder) =>
    Object.entries(STARTED)
      .filter(([name]) => folder.endsWith(path.join('node_modules', name)))
      .flatMap(([, files]) => files.map((file) => path.join(folder, file))),
  );
  const manifests = closure.map((folder) => path.join(folder, 'package.json'));
  const reached = await reachedFrom([...ownFiles.filter((file) => CODE.test(file)), ...started], closure);
  return [...new Set([...ownFiles, ...reached, ...manifests])].sort();
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return LEFT_OUT.test(entry.name) ? [] : filesIn(file);
    return CODE_OR_DATA.test(entry.name) && !IS_TEST.test(entry.name) ? [file] : [];
  });
}

/** The bundler reads imports as Node resolves them; nothing of what it would write is used. */
async function reachedFrom(input: readonly string[], closure: readonly string[]): Promise<readonly string[]> {
  let reached: readonly string[] = [];
  const build = await rolldown({
    input: [...input],
    platform: 'node',
    treeshake: false,
    // What Node resolves by, beside import and require.
    resolve: { conditionNames: ['node', 'module-sync'] },
    // An optional package that is not there.
    onLog: () => undefined,
    plugins: [
      {
        name: 'cluster-lab:reached',
        resolveId(source, importer) {
          const name = importer === undefined ? undefined : packageOf(source);
          if (name === undefined) return undefined;
          const folder = folderOf(name, path.dirname(importer as string));
          return folder !== undefined && closure.includes(folder) ? undefined : { id: source, external: true };
        },
        buildEnd() {
          reached = [...this.getModuleIds()].filter((id) => path.isAbsolute(id) && CODE_OR_DATA.test(id));
        },
      },
    ],
  });
  await build.generate({ format: 'esm' });
  await build.close();
  return reached;
}

/** Undefined for a path. */
function packageOf(specifier: string): string | undefined {
  return /^(?![./#])(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0];
}
