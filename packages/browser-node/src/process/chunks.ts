/**
 * Loads the rarer parts of Node's library when they are required. `require` is synchronous, and so is running a blob, which a
 * policy without 'unsafe-eval' allows.
 */
import * as kit from './chunk-kit.ts';
import { runBlob } from './host.ts';
import { parts } from './parts.ts';
import { realm } from './realm.ts';
import { fromShape, missingPart } from './shape.ts';
import { knowScript } from './stacks/library-lines.ts';
import type { ScriptChunk } from '../protocol.ts';
import type { LibraryModule, NodeChunk } from './shape-format.ts';

export function libraryModule(id: string): LibraryModule {
  return parts.library[id] ?? loadedModule(id);
}

/** Whether the library can give this module to a program: some parts are fetched only for programs whose files need them. */
export function isLoadable(id: string): boolean {
  return (
    id in parts.library || realm.start?.parts.chunks.find(({ modules }) => modules.includes(id))?.script !== undefined
  );
}

function loadedModule(id: string): LibraryModule {
  const chunk = realm.start?.parts.chunks.find(({ modules }) => modules.includes(id));
  if (chunk !== undefined) load(chunk, id);
  const module = parts.library[id] ?? standIn(`node:${id}`);
  if (module !== undefined) return module;
  throw missingPart(`the module "${id}"`);
}

/** An absent module has its names and constants, since many packages require what they never use; a call says that it is absent. */
function standIn(id: string): LibraryModule | undefined {
  const shape = parts.facts.shapes[id];
  if (shape === undefined) return undefined;
  return (_exports, _require, module) => {
    (module as { exports: unknown }).exports = fromShape(shape, id);
  };
}

/** The chunk's first line gives what it brings of Node; the rest of it is our side, which asks for the kit. */
function load({ script, lines }: ScriptChunk, id: string): void {
  if (script === undefined) {
    const hint = 'Reload the page when it can be reached again.';
    throw new Error(`In-browser Node could not load its part for "${id}". ${hint}`);
  }
  const take = ({ library, shapes }: NodeChunk) => {
    Object.assign(parts.library, library);
    Object.assign(parts.facts.shapes, shapes);
  };
  Object.defineProperties(globalThis, {
    __nodeChunk: { value: take, configurable: true },
    __nodeKit: { value: kit, configurable: true },
  });
  try {
    knowScript(runBlob(script), lines);
  } finally {
    Reflect.deleteProperty(globalThis, '__nodeChunk');
    Reflect.deleteProperty(globalThis, '__nodeKit');
  }
}
