/** Changes of the files, made in this process's copy and told to the kernel. */
import type { FileNode } from '../../file-tree.ts';
import { changed, tree } from './tree.ts';

export function put(path: string, data: Uint8Array<ArrayBuffer>, mode: number): FileNode {
  changed({ do: 'put', path, data, mode });
  return tree.put(path, data, mode);
}

export function truncate(node: FileNode, length: number): void {
  tree.truncate(node, length);
  if (node.path !== undefined) changed({ do: 'truncate', path: node.path, length });
}

export function setMode(node: FileNode, mode: number): void {
  tree.setMode(node, mode);
  if (node.path !== undefined) changed({ do: 'mode', path: node.path, mode });
}

/** @param accessed seconds, as `modified` */
export function setTimes(node: FileNode, accessed: number, modified: number): void {
  const [accessedMs, modifiedMs] = [accessed * 1_000, modified * 1_000];
  tree.setTimes(node, accessedMs, modifiedMs);
  if (node.path !== undefined) changed({ do: 'times', path: node.path, accessedMs, modifiedMs });
}

/** @returns the first folder that was missing */
export function makeFolders(path: string, mode: number): string | undefined {
  changed({ do: 'folder', path, mode });
  return tree.folders(path, mode);
}

/** With everything in it. */
export function remove(path: string): void {
  tree.remove(path);
  changed({ do: 'remove', path });
}

export function move(path: string, to: string): void {
  tree.rename(path, to);
  changed({ do: 'rename', path, to });
}
