/** `process_wrap`: child processes. */
import { binding, defineBinding } from '../binding.ts';
import { Connection, newPair } from '../connections.ts';
import { descriptors } from '../files/descriptors.ts';
import { absolute, tree } from '../files/tree.ts';
import { fire, HandleWrap } from '../handles/async-wrap.ts';
import type { StreamWrap } from '../handles/stream-wrap.ts';
import { onKernel, tellKernel } from '../kernel-link.ts';
import { forgetChild, knowChild } from '../process-table.ts';
import { realm, started } from '../realm.ts';
import { asNode } from '../tiny-programs.ts';
import { isBeyondLimits, refusal, refuseStorm } from '../spawn-limits.ts';
import { UV } from '../uv.ts';
import type { Descriptor } from '../../protocol.ts';
import { EXEC_PATH } from './process.ts';
import { sendSignal } from './signals.ts';

/** Programs that a machine has and a page has not: to say so helps more than that there is none. */
const OF_A_MACHINE = /(?:^|\/)(?:(?:ba|da|z)?sh|env|ls|git|grep|kill|npm|npx|ps|python3?|taskset|which)$/;

interface Constants {
  readonly constants: { readonly kProcessFlagDetached: number };
}

interface Stdio {
  readonly type: 'pipe' | 'overlapped' | 'inherit' | 'fd' | 'ignore' | 'wrap';
  readonly handle?: StreamWrap;
  readonly ipc?: boolean;
  readonly fd?: number;
}

class Process extends HandleWrap {
  declare onexit: ((code: number, signal: string) => void) | undefined;
  declare pid: number | undefined;
  #isRunning = false;
  /** Of its streams and its channel. */
  #ends: Connection[] = [];

  protected override isActive(): boolean {
    return this.#isRunning;
  }

  spawn(
    file: string,
    args: readonly string[] | undefined,
    cwd: string | null | undefined,
    ...[envPairs, stdio, flags]: [readonly string[] | undefined, readonly Stdio[], number]
  ): number {
    const folder = cwd ?? realm.cwd;
    const env = Object.fromEntries((envPairs ?? []).map(splitPair));
    // Node's library takes whatever can be text.
    const given = (args ?? [file]).map(String);
    const asked = file === EXEC_PATH ? given : asNode(file, given, env);
    if (asked === undefined && OF_A_MACHINE.test(file)) {
      // `exec` hands its text to a shell.
      const command = given[1] === '-c' ? given[2] : file;
      throw refusal(
        `this sandbox starts Node processes only, not "${command}". ` +
          'What it would do a module of Node may do: node:fs, node:os, node:crypto.',
      );
    }
    if (asked === undefined || tree.get(absolute(folder))?.type !== 'folder') {
      this.#endStreams(stdio);
      return UV.ENOENT;
    }
    refuseStorm();
    if (isBeyondLimits()) {
      this.#endStreams(stdio);
      this.ended(1, null);
      return 0;
    }
    const { kProcessFlagDetached } = binding<Constants>('process_wrap').constants;
    const pid = nextPid++;
    this.pid = pid;
    const isDetached = (flags & kProcessFlagDetached) !== 0;
    knowChild(pid, isDetached);
    this.#isRunning = true;
    children.set(pid, this);
    tellKernel({
      op: 'spawn',
      pid,
      isDetached,
      args: asked,
      env,
      cwd: absolute(folder),
      descriptors: stdio.map((each, fd) => this.#descriptorFor(each, fd)),
    });
    return 0;
  }

  /** Of a child that never was: its streams are there, and end at once. */
  #endStreams(stdio: readonly Stdio[]): void {
    for (const each of stdio) {
      if (each.type !== 'pipe' && each.type !== 'overlapped') continue;
      const { ours, theirs } = newPair(started().pid);
      tellKernel({ op: 'pair', end: ours });
      tellKernel({ op: 'release', end: theirs, isReset: false });
      each.handle?.attach(Connection.of(ours, undefined, each.ipc));
    }
  }

  #descriptorFor({ type, handle, ipc: isIpc = false, fd: inherited = -1 }: Stdio, fd: number): Descriptor {
    if (type === 'pipe' || type === 'overlapped') {
      const { ours, theirs } = newPair(started().pid);
      const end = Connection.of(ours, undefined, isIpc);
      handle?.attach(end);
      this.#ends.push(end);
      return { fd, kind: 'pipe', end: theirs, isIpc };
    }
    if (type === 'wrap' && handle?.connection !== undefined) {
      return { fd, kind: 'pipe', end: handle.connection.end, isIpc: false };
    }
    return type === 'inherit' || type === 'fd' ? inheritedDescriptor(fd, inherited) : { fd, kind: 'null' };
  }

  kill(signal: number): number {
    return this.#isRunning ? sendSignal(this.pid ?? 0, signal) : UV.ESRCH;
  }

  ended(code: number, signal: string | null): void {
    this.#isRunning = false;
    fire(this, () => this.#tellEnd(code, signal), true);
  }

  /** After all messages that the child sent before, as libuv looks at signals last. */
  #tellEnd(code: number, signal: string | null): void {
    if (this.#ends.some((end) => end.isDelivering)) return fire(this, () => this.#tellEnd(code, signal));
    this.#ends = [];
    if (!this.isClosing) this.onexit?.(code, signal ?? '');
  }
}

/** A child's or thread's descriptor `fd`, inherited from this process's descriptor `from`. */
export function inheritedDescriptor(fd: number, from: number): Descriptor {
  const file = descriptors.get(from);
  if (file?.kind === 'terminal') return { fd, kind: 'terminal', stream: file.stream };
  if (file?.kind === 'pipe') return { fd, kind: 'pipe', end: file.connection.end, isIpc: false };
  if (file?.kind !== 'file' || file.node.path === undefined) return { fd, kind: 'null' };
  file.isAppending = true;
  return { fd, kind: 'file', path: file.node.path, access: file.access };
}

const children = new Map<number, Process>();
let nextPid = 0;

export function listenForChildren(): void {
  onKernel('child-exit', ({ pid, code, signal }) => {
    forgetChild(pid);
    children.get(pid)?.ended(code, signal);
    children.delete(pid);
  });
}

export function knowPids(firstChild: number): void {
  nextPid = firstChild;
}

defineBinding('process_wrap', () => ({ Process }));

function splitPair(pair: string): [string, string] {
  const at = pair.indexOf('=', 1);
  return [pair.slice(0, at), pair.slice(at + 1)];
}
