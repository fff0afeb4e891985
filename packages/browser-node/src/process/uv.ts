/** libuv's error numbers, and errors as Node's C++ makes them. */
import { parts } from './parts.ts';

type UvCode =
  | 'EACCES'
  | 'EADDRINUSE'
  | 'EADDRNOTAVAIL'
  | 'EBADF'
  | 'ECANCELED'
  | 'ECONNREFUSED'
  | 'ECONNRESET'
  | 'EDESTADDRREQ'
  | 'EEXIST'
  | 'EINVAL'
  | 'EISDIR'
  | 'EMSGSIZE'
  | 'ENODEV'
  | 'ENOENT'
  | 'ENOSPC'
  | 'ENOSYS'
  | 'ENOTCONN'
  | 'ENOTDIR'
  | 'ENOTEMPTY'
  | 'ENOTSUP'
  | 'EOF'
  | 'EPIPE'
  | 'ESRCH'
  | 'EAI_NONAME';

/** Number -> name and sentence. */
export const uvErrors: ReadonlyMap<number, readonly [string, string]> = new Map(parts.facts.errors);

/** `UV.EADDRINUSE` is -98. */
export const UV = Object.fromEntries([...uvErrors].map(([number, [name]]) => [name, number])) as Readonly<
  Record<UvCode, number>
>;

/** `ENOENT: no such file or directory, open 'a.txt'` */
export function uvException(code: UvCode, syscall: string, path?: string, destination?: string): Error {
  const sentence = uvErrors.get(UV[code])?.[1] ?? code;
  const where = [path === undefined ? '' : ` '${path}'`, destination === undefined ? '' : ` -> '${destination}'`].join(
    '',
  );
  return Object.assign(new Error(`${code}: ${sentence}, ${syscall}${where}`), {
    errno: UV[code],
    code,
    syscall,
    ...(path !== undefined && { path }),
    ...(destination !== undefined && { dest: destination }),
  });
}
