/** `fs_dir`: a folder that is read a part at a time. */
import { defineBinding } from '../binding.ts';
import { encodedName, folderEntries } from '../files/paths.ts';
import type { Request } from '../handles/async-wrap.ts';
import { uvException } from '../uv.ts';
import { later } from './fs.ts';

/** With a request it answers later. */
function answer(operation: () => unknown, request: Request | undefined): unknown {
  if (request === undefined) return operation();
  return void later(operation, request);
}

class DirHandle {
  #rest: [name: string, kind: number][] | undefined;

  constructor(path: unknown) {
    this.#rest = folderEntries(path, 'opendir');
  }

  read(encoding: unknown, count: number, request?: Request): unknown {
    return answer(() => {
      if (this.#rest === undefined) throw uvException('EBADF', 'scandir');
      const part = this.#rest.splice(0, count);
      return part.length === 0 ? null : part.flatMap(([name, kind]) => [encodedName(name, encoding), kind]);
    }, request);
  }

  close(request?: Request): unknown {
    return answer(() => {
      this.#rest = undefined;
    }, request);
  }
}

defineBinding('fs_dir', () => ({
  opendir: (path: unknown, _encoding: unknown, request?: Request) => answer(() => new DirHandle(path), request),
  opendirSync: (path: unknown) => new DirHandle(path),
}));
