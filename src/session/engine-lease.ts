/** The engine under a session: booted when first needed, replaced when a better one is ready, released at the end. */
import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { Sandbox, SandboxError } from '@cluster-lab/sandbox';
import { explain } from './explain.ts';

/** A booted engine, and the reasons against the engines before it. */
export interface Booted {
  readonly sandbox: Sandbox;
  /** The name in the Engine menu. */
  readonly label: string;
  readonly passedOver: readonly { readonly label: string; readonly reason: string }[];
  /** A better engine that is still starting. */
  readonly successor?: { readonly label: string; readonly booted: Promise<Sandbox> };
}

/** The state of the change to a better engine; null when none is due. */
export type Takeover =
  | { readonly kind: 'starting'; readonly label: string }
  | { readonly kind: 'ready'; readonly label: string }
  | { readonly kind: 'given-up'; readonly label: string; readonly reason: string }
  | null;

export interface EngineLeaseOptions {
  readonly boot: (signal: AbortSignal) => Promise<Booted>;
  readonly onReady: (booted: Booted) => void;
  /** Called when the engine is gone by itself; the next `get` boots anew. */
  readonly onLost: (error: SandboxError) => void;
}

interface Lease {
  readonly booted: Promise<Booted>;
  readonly abort: AbortController;
}

export class EngineLease {
  readonly takeover: ReadonlySignal<Takeover>;

  readonly #options: EngineLeaseOptions;
  readonly #takeover = signal<Takeover>(null);
  #current: Lease | null = null;
  /** The better engine, which serves from the next `get` on. */
  #successor: Booted | null = null;

  constructor(options: EngineLeaseOptions) {
    this.#options = options;
    this.takeover = this.#takeover;
  }

  /** The engine to use now; no caller may still use the one before. A failed boot is tried anew. */
  get(): Promise<Booted> {
    if (this.#successor !== null) this.#replaceBy(this.#successor);
    this.#current ??= this.#boot();
    return this.#current.booted;
  }

  async release(): Promise<void> {
    const [current, successor] = [this.#current, this.#successor];
    this.#current = null;
    this.#successor = null;
    this.#takeover.value = null;
    current?.abort.abort(new DOMException('The sandbox is not needed any more', 'AbortError'));
    await Promise.all([successor?.sandbox.dispose(), current && disposeOf(current)]);
  }

  #boot(): Lease {
    const abort = new AbortController();
    const lease = { abort, booted: this.#options.boot(abort.signal) };
    lease.booted.then(
      (booted) => this.#follow(lease, booted),
      () => {
        if (this.#current === lease) this.#current = null;
      },
    );
    return lease;
  }

  #follow(lease: Lease, booted: Booted): void {
    if (this.#current !== lease) return;
    this.#options.onReady(booted);
    void booted.sandbox.lost.then((error) => {
      if (this.#current !== lease) return;
      this.#current = null;
      this.#options.onLost(error);
    });
    if (booted.successor !== undefined) void this.#await(lease, booted.successor);
  }

  async #await(lease: Lease, { label, booted }: NonNullable<Booted['successor']>): Promise<void> {
    this.#takeover.value = { kind: 'starting', label };
    try {
      const sandbox = await booted;
      if (this.#current !== lease) return void sandbox.dispose();
      this.#successor = { sandbox, label, passedOver: [] };
      this.#takeover.value = { kind: 'ready', label };
    } catch (error) {
      if (this.#current === lease)
        this.#takeover.value = { kind: 'given-up', label, reason: explain(error, label).message };
    }
  }

  #replaceBy(successor: Booted): void {
    const before = this.#current;
    const lease = { abort: new AbortController(), booted: Promise.resolve(successor) };
    this.#current = lease;
    this.#successor = null;
    this.#takeover.value = null;
    this.#follow(lease, successor);
    if (before !== null) void disposeOf(before);
  }
}

async function disposeOf({ booted }: Lease): Promise<void> {
  await booted.then(({ sandbox }) => sandbox.dispose()).catch(() => undefined);
}
