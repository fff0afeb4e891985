/** `fs_dir`: a folder that is read a part at a time. */
import { defineBinding } from '../binding.ts';
import { uvException } from '../uv.ts';
import { folderEntries, later, type Callback } from './fs.ts';

/** With a request it answers later. */
function answer(operation: () => unknown, request: Callback | undefined): unknown {
  if (request === undefined) return operation();
  return void later(operation, request);
}

class DirHandle {
  #rest: [name: string, kind: number][] | undefined;

  constructor(path: unknown) {
    this.#rest = folderEntries(path, 'opendir');
  }

  read(_encoding: unknown, count: number, request?: Callback): unknown {
    return answer(() => {
      if (this.#rest === undefined) throw uvException('EBADF', 'scandir');
      const part = this.#rest.splice(0, count);
      return part.length === 0 ? null : part.flat();
    }, request);
  }

  close(request?: Callback): unknown {
    return answer(() => {
      this.#rest = undefined;
    }, request);
  }
}

defineBinding('fs_dir', () => ({
  opendir: (path: unknown, _encoding: unknown, request?: Callback) => answer(() => new DirHandle(path), request),
  opendirSync: (path: unknown) => new DirHandle(path),
}));
