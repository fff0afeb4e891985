/** `worker.Worker`: a thread, which is a Web Worker of its own beside that of its process. */
import { inheritedDescriptor } from '../bindings/children.ts';
import { newPair } from '../connections.ts';
import { fire, HandleWrap } from '../handles/async-wrap.ts';
import { onKernel, tellKernel } from '../kernel-link.ts';
import { realm, started } from '../realm.ts';
import { refusal } from '../spawn-limits.ts';
import { Channel } from './channel.ts';
import { newPort, type MessagePort } from './message-port.ts';
import type { ThreadFacts } from '../../protocol.ts';

/** A thread numbers its own threads far from those of the others. */
const IDS_OF_A_THREAD = 1_000;
const STANDARD_STREAMS = [0, 1, 2];
const LIMITS = 4;

const running = new Map<number, Worker>();
let lastThread = 0;

export class Worker extends HandleWrap {
  declare onexit: ((code: number, error: null, reason: null) => void) | null;
  readonly messagePort: MessagePort;
  readonly threadId: number;
  readonly threadName: string;
  readonly loopStartTime = () => -1;
  readonly loopIdleTime = () => 0;
  readonly #thread: ThreadFacts;
  readonly #env: Readonly<Record<string, string>>;
  readonly #options: readonly string[];

  constructor(
    _url: unknown,
    env: Readonly<Record<string, string>> | null,
    execArgv: readonly string[] | undefined,
    ...rest: unknown[]
  ) {
    super();
    refuseMany();
    const { pid, thread, args } = started();
    this.threadId = (thread?.id ?? 0) * IDS_OF_A_THREAD + ++lastThread;
    this.threadName = String(rest[3]);
    const { ours, theirs } = newPair(pid);
    tellKernel({ op: 'pair', end: ours });
    this.messagePort = newPort(Channel.of(ours));
    this.#thread = { id: this.threadId, name: this.threadName, processId: thread?.processId ?? pid, end: theirs };
    this.#env = { ...(env ?? realm.process.env) };
    this.#options = [args[0] ?? 'node', ...(execArgv ?? realm.process.execArgv)];
  }

  protected override isActive(): boolean {
    return running.has(this.threadId);
  }

  startThread(): void {
    running.set(this.threadId, this);
    tellKernel({
      op: 'start-thread',
      thread: this.#thread,
      args: this.#options,
      env: this.#env,
      cwd: realm.cwd,
      descriptors: STANDARD_STREAMS.map((fd) => inheritedDescriptor(fd, fd)),
    });
  }

  stopThread(): void {
    tellKernel({ op: 'stop-thread', thread: this.threadId });
  }

  ended(code: number): void {
    running.delete(this.threadId);
    fire(this, () => this.onexit?.(code, null, null), true);
  }

  getResourceLimits(): Float64Array {
    return new Float64Array(LIMITS);
  }
}

function refuseMany(): void {
  const { children } = started().limits;
  if (running.size < children) return;
  throw refusal(`a process has at most ${children} worker threads at once. Start fewer.`);
}

onKernel('thread-exit', ({ thread, code }) => running.get(thread)?.ended(code));
