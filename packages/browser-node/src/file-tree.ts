/** The files of a sandbox, in memory: the kernel's tree is the truth, each process has a copy that hears of every change. */

export interface FileTimes {
  readonly accessedMs: number;
  readonly modifiedMs: number;
  /** Of its contents, its mode or its times. */
  readonly changedMs: number;
  readonly bornMs: number;
}

export interface FileNode {
  readonly type: 'file' | 'folder' | 'socket';
  /** Undefined once the file has no name any more: open descriptors go on with it. */
  path: string | undefined;
  data: Uint8Array<ArrayBuffer>;
  /** Who may do what: the last nine bits. */
  mode: number;
  times: FileTimes;
  readonly inode: number;
}

/** A file with its contents, or a folder (null). */
export type FileEntry = readonly [
  path: string,
  data: Uint8Array<ArrayBuffer> | null,
  facts: Pick<FileNode, 'mode' | 'times'>,
];

export type FileChange =
  | { readonly do: 'put'; readonly path: string; readonly data: Uint8Array<ArrayBuffer>; readonly mode: number }
  | { readonly do: 'write'; readonly path: string; readonly at: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly do: 'truncate'; readonly path: string; readonly length: number }
  | { readonly do: 'folder'; readonly path: string; readonly mode?: number }
  | { readonly do: 'remove' | 'socket'; readonly path: string }
  | { readonly do: 'mode'; readonly path: string; readonly mode: number }
  | { readonly do: 'times'; readonly path: string; readonly accessedMs: number; readonly modifiedMs: number }
  | { readonly do: 'rename'; readonly path: string; readonly to: string };

/** The size of all files of a sandbox together; a program that fills the disk hears ENOSPC, as on a machine. */
export const MOST_FILE_BYTES = 64_000_000;

const MODE_BITS = 0o7777;

export class FileTree {
  readonly #nodes = new Map<string, FileNode>();
  #lastInode = 1;
  #bytes = 0;

  constructor() {
    this.folder('/');
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** @param path absolute and plain, as `resolvePath` makes it */
  get(path: string): FileNode | undefined {
    return this.#nodes.get(path);
  }

  /** Names in a folder, sorted. */
  list(folder: string): readonly string[] {
    const prefix = folder === '/' ? '/' : `${folder}/`;
    return [...this.#nodes.keys()]
      .filter((path) => path.startsWith(prefix) && path !== '/' && !path.includes('/', prefix.length))
      .map((path) => path.slice(prefix.length))
      .sort();
  }

  /** All entries, for a process that starts; folders come before their contents. */
  entries(): FileEntry[] {
    return [...this.#nodes]
      .filter(([, { type }]) => type !== 'socket')
      .map(([path, { type, data, mode, times }]) => [path, type === 'file' ? data : null, { mode, times }]);
  }

  /** What another tree had. */
  restore([path, data, { mode, times }]: FileEntry): void {
    const node = data === null ? this.#madeFolder(path) : this.put(path, data);
    Object.assign(node, { mode, times });
  }

  #madeFolder(path: string): FileNode {
    this.folders(path);
    return this.#nodes.get(path) as FileNode;
  }

  /** Creates or replaces a file, with the folders above it. */
  put(path: string, data: Uint8Array<ArrayBuffer>, mode = 0o644): FileNode {
    this.folders(parentOf(path));
    const before = this.#nodes.get(path);
    if (before?.type === 'file') {
      this.#resize(before, data);
      return before;
    }
    this.#bytes += data.length;
    return this.#add(path, 'file', data, mode);
  }

  socket(path: string): FileNode {
    return this.#add(path, 'socket', new Uint8Array(0), 0o755);
  }

  folder(path: string, mode = 0o755): FileNode {
    return this.#add(path, 'folder', new Uint8Array(0), mode);
  }

  /** Makes a folder and those above it. @returns the first that was missing */
  folders(path: string, mode?: number): string | undefined {
    if (this.#nodes.has(path)) return undefined;
    const first = this.folders(parentOf(path), mode);
    this.folder(path, mode);
    return first ?? path;
  }

  write(node: FileNode, at: number, bytes: Uint8Array): void {
    const end = at + bytes.length;
    if (end > node.data.length) {
      const grown = new Uint8Array(end);
      grown.set(node.data);
      this.#resize(node, grown);
    }
    node.data.set(bytes, at);
    modified(node);
  }

  truncate(node: FileNode, length: number): void {
    const data = new Uint8Array(length);
    data.set(node.data.subarray(0, length));
    this.#resize(node, data);
  }

  setMode(node: FileNode, mode: number): void {
    node.mode = mode & MODE_BITS;
    node.times = { ...node.times, changedMs: Date.now() };
  }

  setTimes(node: FileNode, accessedMs: number, modifiedMs: number): void {
    node.times = { ...node.times, accessedMs, modifiedMs, changedMs: Date.now() };
  }

  /** With everything in it. */
  remove(path: string): void {
    for (const [each, node] of this.#within(path)) {
      this.#nodes.delete(each);
      node.path = undefined;
      this.#bytes -= node.data.length;
    }
  }

  rename(from: string, to: string): void {
    if (from === to) return;
    this.remove(to);
    for (const [each, node] of this.#within(from)) {
      this.#nodes.delete(each);
      node.path = to + each.slice(from.length);
      this.#nodes.set(node.path, node);
    }
  }

  /** Applies a change that another process made. */
  apply(change: FileChange): void {
    const node = this.#nodes.get(change.path);
    switch (change.do) {
      case 'put':
        this.put(change.path, change.data, change.mode);
        return;
      case 'write':
        if (node !== undefined) this.write(node, change.at, change.bytes);
        return;
      case 'truncate':
        if (node !== undefined) this.truncate(node, change.length);
        return;
      case 'folder':
        this.folders(change.path, change.mode);
        return;
      case 'mode':
        if (node !== undefined) this.setMode(node, change.mode);
        return;
      case 'times':
        if (node !== undefined) this.setTimes(node, change.accessedMs, change.modifiedMs);
        return;
      case 'socket':
        this.socket(change.path);
        return;
      case 'remove':
        this.remove(change.path);
        return;
      case 'rename':
        this.rename(change.path, change.to);
        return;
      default:
        change satisfies never;
    }
  }

  #resize(node: FileNode, data: Uint8Array<ArrayBuffer>): void {
    this.#bytes += data.length - node.data.length;
    node.data = data;
    modified(node);
  }

  #add(path: string, type: FileNode['type'], data: Uint8Array<ArrayBuffer>, mode: number): FileNode {
    const now = Date.now();
    const times = { accessedMs: now, modifiedMs: now, changedMs: now, bornMs: now };
    const node = { type, path, data, mode, times, inode: ++this.#lastInode };
    this.#nodes.set(path, node);
    return node;
  }

  /** The root itself is never among them: there are always files. */
  #within(path: string): [string, FileNode][] {
    const folder = path === '/' ? '' : path;
    return [...this.#nodes].filter(([each]) => each !== '/' && (each === path || each.startsWith(`${folder}/`)));
  }
}

function modified(node: FileNode): void {
  const now = Date.now();
  node.times = { ...node.times, modifiedMs: now, changedMs: now };
}

export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `a/../b` in `/work` is `/work/b`. */
export function resolvePath(path: string, folder: string): string {
  const parts: string[] = [];
  for (const part of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
