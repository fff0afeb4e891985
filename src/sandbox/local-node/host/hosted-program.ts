/** One program of a sandbox on this computer, from its start to the end of the last process of its run. */
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { COURSE_NAME } from '../../../core/course.ts';
import type { HostFacts } from '@cluster-lab/sandbox/host-facts';
import { SandboxError, type ExitStatus, type KillTarget, type Signal, type StopReason } from '@cluster-lab/sandbox';
import { OUTPUT_WINDOW_BYTES } from '@cluster-lab/sandbox/remote/protocol';
import type { Launched } from './launch.ts';
import type { Limits } from '@cluster-lab/sandbox/limits';
import { usageOf } from './memory.ts';
import { asNotice, heapSentence, isHeapFailure, slowSentence, stopSentence } from '@cluster-lab/sandbox/notices';
import { endRun, signalGroup, signalMember } from './process-group.ts';
import { canInspect, inspectRun, runMembers, type Run } from './process-table.ts';
import { TokenBucket } from '@cluster-lab/sandbox/token-bucket';

export interface HostedProgramOptions extends Launched {
  /** What the child was launched with. */
  readonly mark: string;
  readonly limits: Limits;
  /** Hears the output as whole characters. */
  readonly onOutput: (bytes: Buffer) => void;
}

/** Workers whose primary ended leave by themselves when their channel closes; after so long they are made to. */
const ORPHANS_MS = 1_000;
const LOOK_MS = 20;

/** A process that nobody can end could hold the pipe open for ever; its output is not waited for. */
const LAST_OUTPUT_MS = 1_000;

export class HostedProgram {
  readonly pid: number;
  /** Settles after the last output, when no process of the run lives. */
  readonly ended: Promise<ExitStatus>;

  readonly #launched: Launched;
  readonly #run: Run;
  readonly #limits: Limits;
  readonly #onOutput: (bytes: Buffer) => void;
  readonly #bucket: TokenBucket;
  readonly #over = new AbortController();
  #reason: StopReason | undefined;
  #hasSlowed = false;
  #unread = 0;
  #sinceTouch = 0;
  #touchedAt = performance.now();
  /** Settles when there is room for more output. */
  #room = Promise.withResolvers<undefined>();

  private constructor(options: HostedProgramOptions, pid: number) {
    const { mark, limits, onOutput } = options;
    this.pid = pid;
    this.#run = { group: pid, mark };
    this.#launched = options;
    this.#limits = limits;
    this.#onOutput = onOutput;
    this.#bucket = new TokenBucket(limits.outputBytesPerSecond, limits.outputBurstBytes, performance.now());
    // A program that reads no input may close it at any time.
    options.child.stdin?.on('error', () => undefined);
    this.ended = this.#follow();
    void this.#watch();
  }

  /** Settles once it runs. @throws {SandboxError} `internal` when the system refuses */
  static async start(options: HostedProgramOptions): Promise<HostedProgram> {
    try {
      await once(options.child, 'spawn');
    } catch (error) {
      options.channel?.close();
      const hint = `The system says: ${(error as Error).message}. Close other programs and press Run again.`;
      throw new SandboxError('internal', 'This computer did not start another process.', hint, { cause: error });
    }
    return new HostedProgram(options, options.child.pid ?? 0);
  }

  /** Someone does something with the program: the limits on idleness and on output count anew. */
  touch(): void {
    this.#touchedAt = performance.now();
    this.#sinceTouch = 0;
  }

  input(text: string): void {
    this.touch();
    this.#launched.child.stdin?.write(text);
  }

  endInput(): void {
    this.#launched.child.stdin?.end();
  }

  /** The page has read so much, so more may be sent. */
  consumed(bytes: number): void {
    this.#unread -= bytes;
    this.#makeRoom();
  }

  /** @throws {SandboxError} `no-such-process` */
  async kill(signal: Signal, target: KillTarget): Promise<void> {
    this.touch();
    if (target !== 'group') return signalMember(this.#run, target === 'process' ? this.pid : target, signal);
    if (!signalGroup(this.pid, signal)) {
      throw new SandboxError('no-such-process', 'No process of this run is alive.', 'Press Run for a fresh start.');
    }
  }

  async stop(reason: StopReason = 'stopped'): Promise<ExitStatus> {
    if (!this.#over.signal.aborted) {
      this.#reason ??= reason;
      await endRun(this.#run);
    }
    return this.ended;
  }

  async inspect(): Promise<HostFacts | undefined> {
    return canInspect ? inspectRun(this.#run) : undefined;
  }

  async #follow(): Promise<ExitStatus> {
    const { child, outputs, channel } = this.#launched;
    const frames = channel === undefined ? [] : [channel.frames];
    const output = Promise.all([
      // What is reported of a text was said before it, so it goes first.
      ...outputs.map((stream) => this.#forward(stream, nextTurn)),
      ...frames.map((stream) => this.#forward(stream)),
    ]);
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    await this.#endOrphans();
    channel?.close();
    this.#over.abort();
    this.#makeRoom();
    await Promise.race([output, delay(LAST_OUTPUT_MS)]);
    for (const stream of [...outputs, ...frames]) stream.destroy();
    return { code, signal, reason: this.#reason };
  }

  async #endOrphans(): Promise<void> {
    for (let waited = 0; canInspect && this.#reason === undefined && waited < ORPHANS_MS; waited += LOOK_MS) {
      if ((await runMembers(this.#run)).length === 0) return;
      await delay(LOOK_MS);
    }
    await endRun(this.#run);
  }

  async #forward(stream: Readable, beforeEach?: () => Promise<void>): Promise<void> {
    const decoder = new StringDecoder('utf8');
    for await (const chunk of stream) {
      await beforeEach?.();
      const text = decoder.write(chunk as Buffer);
      this.#send(text);
      if (isHeapFailure(text)) this.#say(heapSentence(this.#limits));
      await this.#waitForRoom((chunk as Buffer).length);
    }
    this.#send(decoder.end());
  }

  #send(text: string): void {
    const bytes = Buffer.from(text);
    if (bytes.length === 0) return;
    this.#unread += bytes.length;
    this.#onOutput(bytes);
  }

  /** Waits where the program writes faster than it may or than the page reads; it feels a full pipe meanwhile. */
  async #waitForRoom(bytes: number): Promise<void> {
    this.#sinceTouch += bytes;
    if (this.#sinceTouch > this.#limits.outputBytes) this.#stopFor('output-limit');
    const pause = this.#bucket.take(bytes, performance.now());
    if (pause > 0 && !this.#hasSlowed && !this.#over.signal.aborted) {
      this.#hasSlowed = true;
      this.#say(slowSentence(this.#limits));
    }
    if (pause > 0) await delay(pause, undefined, { signal: this.#over.signal }).catch(() => undefined);
    while (this.#unread > OUTPUT_WINDOW_BYTES && !this.#over.signal.aborted) {
      await this.#room.promise;
    }
  }

  /** All that wait look again. */
  #makeRoom(): void {
    this.#room.resolve(undefined);
    this.#room = Promise.withResolvers();
  }

  async #watch(): Promise<void> {
    const { idleMs, processes, residentBytes, watchMs } = this.#limits;
    while (!this.#over.signal.aborted) {
      await delay(watchMs, undefined, { signal: this.#over.signal }).catch(() => undefined);
      if (performance.now() - this.#touchedAt > idleMs) this.#stopFor('idle-limit');
      const usage = await usageOf(this.#run);
      if (usage !== undefined && usage.processes > processes) this.#stopFor('process-limit');
      if (usage !== undefined && usage.residentBytes > residentBytes) this.#stopFor('memory-limit');
    }
  }

  #stopFor(reason: Exclude<StopReason, 'stopped' | 'connection-lost'>): void {
    if (this.#reason !== undefined || this.#over.signal.aborted) return;
    this.#say(stopSentence(reason, this.#limits));
    void this.stop(reason);
  }

  #say(sentence: string): void {
    this.#send(asNotice(sentence, COURSE_NAME));
  }
}
