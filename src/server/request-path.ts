/** Which path a request asks for. Anybody may have written its target, so one place reads it, and never throws. */

/** The name before the path, which a request for a proxy has. */
const NAME = /^https?:\/\/[^/?#]+(?=\/)/i;
/** What a file system takes for another path than it looks like, or a browser for another host. Browsers send none of it. */
const AMBIGUOUS = /\/\.{0,2}\/|\/\.{1,2}$|[\\\0]/;

/** A request line may name the server too. */
export function withoutName(target: string | undefined): string {
  return (target ?? '').replace(NAME, '');
}

/** @param target of a request line. @returns the path as files have it; undefined when it names none */
export function pathOf(target: string | undefined): string | undefined {
  try {
    const path = decodeURIComponent(withoutName(target).split(/[?#]/, 1)[0] ?? '');
    return !path.startsWith('/') || AMBIGUOUS.test(path) ? undefined : path;
  } catch {
    return undefined;
  }
}

/** @returns where a folder's page is that was asked for without its last slash; undefined for what is none, such as a file */
export function folderOf(target: string | undefined): string | undefined {
  const [, path, query = ''] = /^(\/[^?#]*)(\?[^#]*)?/.exec(withoutName(target)) ?? [];
  if (path === undefined || pathOf(path) === undefined || !/^(?:\/[\w~%-]+)+$/.test(path)) return undefined;
  return `${path}/${query}`;
}
