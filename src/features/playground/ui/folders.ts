/** Walks a folder that was dropped or picked. What is never needed is not even looked into. */
import { isSkipped, MOST_LOOKED_AT, type DiskFile } from './from-disk.ts';

/** @throws {RangeError} with a sentence, where the folder is a whole disk */
function add(found: DiskFile[], file: DiskFile): void {
  if (found.push(file) > MOST_LOOKED_AT)
    throw new RangeError(`There are more than ${MOST_LOOKED_AT} files in it. Choose the folder of one program.`);
}

export async function walkHandle(folder: FileSystemDirectoryHandle): Promise<readonly DiskFile[]> {
  const found: DiskFile[] = [];
  const walk = async (handle: FileSystemDirectoryHandle, before: string) => {
    // The names of its entries are newer than the types of the DOM.
    const entries = (handle as unknown as { values(): AsyncIterable<FileSystemHandle> }).values();
    for await (const entry of entries) {
      const path = before + entry.name;
      if (isSkipped(path)) continue;
      if (entry.kind === 'directory') await walk(entry as FileSystemDirectoryHandle, `${path}/`);
      else add(found, { path, file: await (entry as FileSystemFileHandle).getFile() });
    }
  };
  await walk(folder, '');
  return found;
}

export interface Dropped {
  readonly files: readonly DiskFile[];
  /** The one folder that was dropped; undefined for anything else. */
  readonly folder: string | undefined;
}

/** Must be called before the drop event is over: then the browser takes its items away. */
export function walkDropped(items: DataTransferItemList): Promise<Dropped> {
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  // What a page made itself is no entry of any disk.
  const loose = [...items].flatMap((item) => (item.webkitGetAsEntry() === null ? (item.getAsFile() ?? []) : []));
  const [only] = entries;
  const isFolder = entries.length === 1 && only?.isDirectory === true;
  return (async () => {
    const found: DiskFile[] = loose.map((file) => ({ path: file.name, file }));
    for (const entry of entries) await walkEntry(entry, isFolder ? '' : entry.name, found);
    return { files: found, folder: isFolder ? only.name : undefined };
  })();
}

async function walkEntry(entry: FileSystemEntry, path: string, found: DiskFile[]): Promise<void> {
  if (path !== '' && isSkipped(path)) return;
  if (entry.isFile) {
    add(found, { path, file: await new Promise<File>((...done) => (entry as FileSystemFileEntry).file(...done)) });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // It gives a hundred at a time, and none at the end.
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((...done) => reader.readEntries(...done));
    if (some.length === 0) return;
    for (const each of some) await walkEntry(each, path === '' ? each.name : `${path}/${each.name}`, found);
  }
}
