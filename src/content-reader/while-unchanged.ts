/** Keeps what was read from a folder for as long as its files stay as they are: some 130 pages of a build ask for the same course. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/** @returns a function that reads a folder anew only after a file in it came, went or was written; what it throws is not kept */
export function whileUnchanged<Value>(read: (folder: string) => Value): (folder: string) => Value {
  const kept = new Map<string, { readonly state: string; readonly value: Value }>();
  return (folder) => {
    const state = stateOf(folder);
    const last = kept.get(folder);
    if (last?.state === state) return last.value;
    const value = read(folder);
    kept.set(folder, { state, value });
    return value;
  };
}

/** Looking at the files takes a few milliseconds, reading and judging them hundreds. */
function stateOf(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => {
      const file = path.join(parentPath, name);
      const { mtimeMs, size } = statSync(file);
      return `${file} ${mtimeMs} ${size}`;
    })
    .join('\n');
}
