/**
 * A sandbox's folders on this computer, all temporary: one holds the learner's files and nothing else, one the guard, one the names of
 * pipes, one for each run its starts.
 */
import { lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { badPath, notFound, refuseBadFiles, refuseBadPath, refuseLarge } from '@cluster-lab/sandbox/files';
import { COURSE_FOLDER } from '../../../core/course.ts';
import type { FileMap } from '@cluster-lab/sandbox';

export class Workspace {
  /** Holds all others; to be removed with all that is in it. */
  readonly root: string;
  /** Where programs run and what they may write. Absolute, without symbolic links, as Node's permission flags need it. */
  readonly folder: string;
  /** Beside it, where no program writes: a guard that could be rewritten would guard no child. */
  readonly guardFolder: string;
  /** For names of pipes; a program opens its own one there and no other. */
  readonly outletFolder: string;

  private constructor(root: string) {
    this.root = root;
    this.folder = path.join(root, 'program');
    this.guardFolder = path.join(root, 'guard');
    this.outletFolder = path.join(root, 'outlets');
  }

  /** @param guard files that programs may read and not write */
  static async create(guard: FileMap = {}): Promise<Workspace> {
    const workspace = new Workspace(await realpath(await mkdtemp(path.join(tmpdir(), 'cluster-lab-'))));
    await Promise.all([workspace.folder, workspace.guardFolder, workspace.outletFolder].map((folder) => mkdir(folder)));
    for (const [file, text] of Object.entries(guard)) await writeFile(path.join(workspace.guardFolder, file), text);
    return workspace;
  }

  /** Afterwards the folder holds exactly these files. Nothing changes when a path or size is refused. */
  async mount(files: FileMap): Promise<void> {
    refuseBadFiles(files, COURSE_FOLDER);
    for (const name of await readdir(this.folder))
      await rm(path.join(this.folder, name), { recursive: true, force: true });
    for (const [file, text] of Object.entries(files)) await this.#put(file, text);
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

  /** An empty folder in which the processes of one run count themselves. */
  async startsFolder(run: number): Promise<string> {
    const folder = path.join(this.root, `starts-${run}`);
    await mkdir(folder);
    return folder;
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true, force: true, maxRetries: 3 });
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
