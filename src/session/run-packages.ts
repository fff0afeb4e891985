/** The packages of a run: what is mounted beside the program's own files, and what is said when one is not here. */
import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { FileMap } from '@cluster-lab/sandbox';
import type { Shelf } from '@cluster-lab/shelf';
import { inTerminal } from './in-terminal.ts';
import type { MissingPackage } from './missing-package.ts';

export interface PackagesOfRun {
  /** Below node_modules. */
  readonly packages: FileMap;
  /** Passes the program's text on, with a word where a package is missing. */
  readonly onText: (text: string) => void;
}

export class RunPackages {
  /** What the last run missed. */
  readonly missing: ReadonlySignal<MissingPackage | undefined>;
  readonly #missing = signal<MissingPackage | undefined>(undefined);
  readonly #shelf: (() => Promise<Shelf>) | undefined;

  constructor(shelf: (() => Promise<Shelf>) | undefined) {
    this.#shelf = shelf;
    this.missing = this.#missing;
  }

  /** @param files of the program. @throws {SandboxError} `not-found` when a package cannot be fetched */
  async of(files: FileMap, say: (text: string) => void): Promise<PackagesOfRun> {
    this.#missing.value = undefined;
    // Loaded with the run: the first window has no need of either.
    const [shelf, { missingPackage }] = await Promise.all([this.#shelf?.(), import('./missing-package.ts')]);
    const packages = (await shelf?.packagesOf(files)) ?? {};
    return {
      packages,
      onText: (text) => {
        say(text);
        // Each worker of a cluster misses it anew.
        if (shelf === undefined || this.#missing.value !== undefined) return;
        this.#missing.value = missingPackage(text, files, shelf.names);
        if (this.#missing.value !== undefined) say(inTerminal(...this.#missing.value.sentences));
      },
    };
  }
}
