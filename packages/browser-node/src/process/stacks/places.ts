/** The place of a stack's frame, in Node's form. */
import { isIn, realm } from '../realm.ts';
import type { Place } from './place.ts';
import { columnInProgram, fileOf, lineOfProgram } from './program-texts.ts';
import { isLibraryScript, lineOfLibrary, placeInLibrary } from './library-lines.ts';

const LIBRARY = 'node:';

/** @returns undefined for a hidden frame: of our runtime, or of the page's own folder */
export function placeOf(file: string, line: number, column: number): Place | undefined {
  if (!isLibraryScript(file)) {
    const own = fileOf(file) ?? file;
    const isOurs = isIn(realm.start?.ownFolder, own) || own.startsWith('blob:');
    return isOurs ? undefined : { file: own, line, column: columnInProgram(own, line, column) };
  }
  const found = placeInLibrary(file, line, column);
  return found === undefined ? undefined : { file: `${LIBRARY}${found.id}`, line: found.line, column: found.column };
}

export function sourceLine({ file, line }: Place): string | undefined {
  if (line === undefined) return undefined;
  return file.startsWith(LIBRARY) ? lineOfLibrary(file.slice(LIBRARY.length), line) : lineOfProgram(file, line);
}

/** Node's lines above an error: its place, the source line, and a mark below it. */
export function arrowFor(place: Place, length = 1): string | undefined {
  const text = sourceLine(place);
  if (text === undefined || place.column === undefined) return undefined;
  const indent = text.slice(0, place.column - 1).replace(/[^\t]/g, ' ');
  return `${place.file}:${place.line}\n${text}\n${indent}${'^'.repeat(length)}`;
}
