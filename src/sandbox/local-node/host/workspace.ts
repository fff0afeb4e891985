/** A sandbox's folder on this computer: a temporary one that holds the learner's files and nothing else. */
import { lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { badPath, notFound, refuseBadFiles, refuseBadPath, refuseLarge } from '../../files.ts';
import type { FileMap } from '../../sandbox.ts';

/** The host's and the session's own programs lie here; a learner's mount leaves the host's alone. */
export const OWN_FOLDER = '.cluster-lab';

export class Workspace {
  /** Absolute, without symbolic links, as Node's permission flags need it. */
  readonly folder: string;
  readonly #ownFiles: FileMap;

  private constructor(folder: string, ownFiles: FileMap) {
    this.folder = folder;
    this.#ownFiles = ownFiles;
  }

  /** @param ownFiles the host's, mounted with every mount, for example the guard */
  static async create(ownFiles: FileMap = {}): Promise<Workspace> {
    const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'cluster-lab-')));
    const workspace = new Workspace(folder, ownFiles);
    await workspace.mount({});
    return workspace;
  }

  /** Afterwards the folder holds exactly these files and the host's own. Nothing changes when a path or size is refused. */
  async mount(files: FileMap): Promise<void> {
    refuseBadFiles(files);
    for (const name of await readdir(this.folder))
      await rm(path.join(this.folder, name), { recursive: true, force: true });
    for (const [file, text] of Object.entries({ ...files, ...this.#ownFiles })) await this.#put(file, text);
  }

  /** @throws {SandboxError} `not-found`, `bad-path`, `file-too-large` */
  async readFile(file: string): Promise<string> {
    const location = this.#locate(file);
    await this.#refuseLinks(file);
    const entry = await lstat(location).catch(() => undefined);
    if (!entry?.isFile()) throw notFound(file);
    refuseLarge(file, entry.size);
    return readFile(location, 'utf8');
  }

  /** @throws {SandboxError} `bad-path`, `file-too-large` */
  async writeFile(file: string, text: string): Promise<void> {
    refuseLarge(file, Buffer.byteLength(text));
    this.#locate(file);
    await this.#refuseLinks(file);
    await this.#put(file, text);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }

  async #put(file: string, text: string): Promise<void> {
    const location = this.#locate(file);
    await mkdir(path.dirname(location), { recursive: true });
    await writeFile(location, text);
  }

  #locate(file: string): string {
    refuseBadPath(file);
    return path.join(this.folder, ...file.split('/'));
  }

  /** A program may have made a link that leads out; the host, which has no guard, must not follow it. */
  async #refuseLinks(file: string): Promise<void> {
    let location = this.folder;
    for (const part of file.split('/')) {
      location = path.join(location, part);
      const entry = await lstat(location).catch(() => undefined);
      if (entry === undefined) return;
      if (entry.isSymbolicLink()) throw badPath(file);
    }
  }
}
