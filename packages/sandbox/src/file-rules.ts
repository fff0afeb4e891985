/** Which files a sandbox takes, as plain facts: engines refuse by them, and a page can say so before it comes to that. */

/** More than a program of a page needs; a folder dragged in by mistake is refused instead of copied. */
export const MOST_FILES = 500;
export const LARGEST_FILE_BYTES = 1_000_000;

/** Files of a page's own that are not counted among those of the program. */
const MOST_OWN_FILES = 8;

/**
 * How many of the files count towards `MOST_FILES`.
 * @param ownFolder where a page puts files of its own beside the program's; without it all count
 */
export function countOf(paths: readonly string[], ownFolder?: string): number {
  if (ownFolder === undefined) return paths.length;
  const own = paths.filter((path) => path.startsWith(`${ownFolder}/`)).length;
  return paths.length - Math.min(own, MOST_OWN_FILES);
}

/** Whether it is a plain relative path with `/` between its parts. */
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

/** Half a pair by itself becomes the replacement character, which has three bytes as most others do. */
function isPair(unit: number, next: number): boolean {
  return unit >= 0xd8_00 && unit < 0xdc_00 && next >= 0xdc_00 && next < 0xe0_00;
}
