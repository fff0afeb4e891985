/** A kernel in plain Node: its processes are doubles that say what a test has them say, and keep what they hear. */
import { expect } from 'vitest';
import type { Endpoint } from '../src/kernel/endpoint.ts';
import { Kernel } from '../src/kernel/kernel.ts';
import type { StartOptions } from '../src/kernel/program.ts';
import { WorkerPool } from '../src/kernel/worker-pool.ts';
import { settingsOf } from '../src/options.ts';
import type { StartMessage, ToKernel, ToProcess } from '../src/protocol.ts';

/** The other side of an endpoint. Messages are copied as a browser copies them, and arrive at once. */
export class ProcessDouble implements Endpoint {
  readonly heard: ToProcess[] = [];
  readonly started: Promise<StartMessage>;
  isEnded = false;
  onmessage: Endpoint['onmessage'] = null;
  onerror: Endpoint['onerror'] = null;
  /** Hears what the kernel says. */
  listener: (message: ToProcess) => void = () => undefined;
  #start!: (message: StartMessage) => void;

  constructor() {
    this.started = new Promise((resolve) => (this.#start = resolve));
  }

  postMessage(message: unknown, transfer: Transferable[] = []): void {
    const copy = structuredClone(message, { transfer }) as ToProcess;
    this.heard.push(copy);
    if (copy.op === 'start') this.#start(copy);
    this.listener(copy);
  }

  terminate(): void {
    this.isEnded = true;
  }

  /** @param message any, also what our own code never says */
  say(message: ToKernel | object, transfer: Transferable[] = []): void {
    this.onmessage?.({ data: structuredClone(message, { transfer }) } as MessageEvent);
  }

  /** Becomes the process that it was started for. */
  async boot(): Promise<this> {
    this.say({ op: 'ready', bootMs: 0 });
    await this.started;
    return this;
  }

  /** What it heard of one kind, in order. */
  of<Op extends ToProcess['op']>(op: Op): readonly Extract<ToProcess, { op: Op }>[] {
    return this.heard.filter((message) => message.op === op) as Extract<ToProcess, { op: Op }>[];
  }
}

export class Machine {
  readonly workers: ProcessDouble[] = [];
  /** Pids that run, as the program knows them. */
  readonly members = new Set<number>();
  /** What the program was told: `[pid, code, signal]`. */
  readonly ends: unknown[] = [];
  readonly broken: string[] = [];
  readonly output: string[] = [];
  readonly kernel: Kernel;

  constructor() {
    const pool = new WorkerPool(() => {
      const worker = new ProcessDouble();
      this.workers.push(worker);
      return worker;
    }, 0);
    const { limits } = settingsOf();
    const parts = { current: { lines: undefined, chunks: [] } };
    this.kernel = new Kernel({ pool, limits, parts, speaker: 'Test', ownFolder: undefined });
  }

  /** Starts a process from outside: a program of its own. */
  async start(pid: number, options: Partial<StartOptions> = {}): Promise<ProcessDouble> {
    this.kernel.start(
      { pid, ppid: 0, args: ['node'], env: {}, cwd: '/', descriptors: [], ...options },
      {
        onOutput: (_, __, bytes) => void this.output.push(new TextDecoder().decode(bytes)),
        onSlowed: () => undefined,
        onBroken: (error) => void this.broken.push(error),
        onStart: (each) => void this.members.add(each),
        onEnd: (each, code, signal) => {
          this.members.delete(each);
          this.ends.push([each, code, signal]);
        },
      },
    );
    return this.newest().boot();
  }

  /** The worker that was made last. */
  newest(): ProcessDouble {
    const worker = this.workers.at(-1);
    expect(worker).toBeDefined();
    return worker as ProcessDouble;
  }
}

export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
