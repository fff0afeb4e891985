/** This process's copy of the sandbox's files; its changes go to the kernel, which passes them to the others. */
import { FileTree, resolvePath, type FileChange } from '../../file-tree.ts';
import { decodeUtf8 } from '../host.ts';
import { onKernel, tellKernel } from '../kernel-link.ts';
import { realm } from '../realm.ts';

export const tree = new FileTree();

let watch: (change: FileChange) => void = () => undefined;

/** Sends every change, once it is made. */
export function watchChanges(watcher: (change: FileChange) => void): void {
  watch = watcher;
}

export function changed(change: FileChange): void {
  tellKernel({ op: 'files', changes: [change] });
  watch(change);
}

/** The absolute path of a program's path, relative to its working folder. */
export function absolute(path: unknown): string {
  return resolvePath(path instanceof Uint8Array ? decodeUtf8(path) : String(path), realm.cwd);
}

export function listenForFileChanges(): void {
  onKernel('files', ({ changes }) => {
    for (const change of changes) {
      tree.apply(change);
      watch(change);
    }
  });
}
