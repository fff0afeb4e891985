/** The rules for a sandbox's files as plain facts: engines refuse by them, and a page can warn before. */

/** More files than a page's program needs: a folder dragged in by mistake is refused instead of copied. */
export const MOST_FILES = 500;
export const LARGEST_FILE_BYTES = 1_000_000;

/** Where a program's packages are. They are counted apart: express alone has more than two hundred files. */
export const PACKAGES = 'node_modules/';
export const MOST_PACKAGE_FILES = 5_000;

/** A page's own files beside the program's are not counted, up to this number. */
const MOST_OWN_FILES = 8;

/**
 * How many of the files count towards `MOST_FILES`; those of packages do not.
 * @param ownFolder the folder of the page's own files beside the program's; without it all files count
 */
export function countOf(paths: readonly string[], ownFolder?: string): number {
  const others = paths.filter((path) => !path.startsWith(PACKAGES));
  if (ownFolder === undefined) return others.length;
  const own = others.filter((path) => path.startsWith(`${ownFolder}/`)).length;
  return others.length - Math.min(own, MOST_OWN_FILES);
}

/** Whether the path is plain and relative, with `/` between its parts. */
export function isInside(path: string): boolean {
  const isPlain = path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  // Backslashes and drive letters lead out of the folder on Windows, NUL ends a path early.
  return isPlain && !/[\\\0:]/.test(path);
}

/** Length of a text as UTF-8, without making the bytes. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (isPair(unit, text.charCodeAt(at + 1))) {
      bytes += 4;
      at++;
    } else bytes += 3;
  }
  return bytes;
}

/** Whether both halves of a surrogate pair are there; a single half becomes the replacement character, of three bytes. */
function isPair(unit: number, next: number): boolean {
  return unit >= 0xd8_00 && unit < 0xdc_00 && next >= 0xdc_00 && next < 0xe0_00;
}
