/** The frame of the whole engine: its origin is opaque, so that no program shares the site's origin. */
import type { Connection } from '@cluster-lab/sandbox/remote/remote-sandbox';
import { SandboxError } from '@cluster-lab/sandbox';
import { FRAME_DOCUMENT } from './frame-document.ts';
import { CLOSE, type FromFrame, type ToFrame } from './frame-protocol.ts';
import { watchKernel } from './kernel-watch.ts';
import type { Settings } from './options.ts';
import type { ScriptChunk } from './protocol.ts';

/** Addresses of the build's parts of the pinned Node; the page fetches them, since the frame cannot. */
export interface EngineScripts {
  readonly kernel: string;
  readonly process: string;
  readonly lines: string;
  readonly chunks: readonly ChunkAddresses[];
}

interface ChunkAddresses {
  readonly url: string;
  readonly lines: string;
  readonly modules: readonly string[];
  /** A pattern of paths: it is fetched once a program has such files. */
  readonly files?: string | undefined;
}

/** The needed part of a frame's type: all else in this folder runs in workers, and is checked without the DOM. */
interface FrameElement {
  title: string;
  hidden: boolean;
  allow: string;
  srcdoc: string;
  readonly contentWindow: { postMessage(message: unknown, origin: string, transfer: Transferable[]): void } | null;
  setAttribute(name: string, value: string): void;
  addEventListener(type: 'load', listener: () => void, options: { once: boolean }): void;
  remove(): void;
}

declare const document: {
  createElement(name: 'iframe'): FrameElement;
  readonly body: { append(frame: FrameElement): void };
};

/** A primary's first two workers start at once. */
const BOOTED_AHEAD = 2;
/** The longest wait for an answer of the kernel, in milliseconds; then it is ended with its frame. */
const PATIENCE_MS = { stop: 10_000, close: 10_000, spawn: 60_000 } as const;

export class EngineFrame {
  /** Settles when Node's library has booted there. @throws {Error} the failure */
  readonly booted: Promise<void>;
  /** Settles when all modules for `require` have been handed over. */
  readonly ready: Promise<void>;

  readonly #frame: FrameElement;
  readonly #kernel: MessagePort;
  readonly #lost = new AbortController();
  readonly #settings: Settings;

  constructor(scripts: EngineScripts, settings: Settings) {
    this.#settings = settings;
    this.#frame = hiddenFrame();
    const { port1, port2 } = new MessageChannel();
    this.#kernel = port1;
    this.booted = this.#boot(scripts, port2);
    this.ready = this.booted.then(() => this.#handOver(scripts));
    this.ready.catch(() => undefined);
  }

  get isGone(): boolean {
    return this.#lost.signal.aborted;
  }

  /** Opens a sandbox there. */
  open(workdir: string, port: number): Connection {
    const { port1, port2 } = new MessageChannel();
    const { lost } = this.#settings.messages;
    this.#tell({ op: 'open', workdir, port, settings: this.#settings }, [port2]);
    return connectionOver(port1, this.#lost.signal, (error = didNotAnswer(lost)) => this.end(error));
  }

  /** Ends everything that runs there. */
  end(error: SandboxError): void {
    if (this.isGone) return;
    this.#frame.remove();
    this.#lost.abort(error);
  }

  async #boot({ kernel, process, chunks }: EngineScripts, port: MessagePort): Promise<void> {
    const loaded = new Promise<void>((resolve) => this.#frame.addEventListener('load', resolve, { once: true }));
    document.body.append(this.#frame);
    const [kernelScript, processScript] = await Promise.all([fetchScript(kernel), fetchScript(process), loaded]);
    const { lost: hint } = this.#settings.messages;
    const failure = new MessageChannel();
    // An opaque origin has no name, so a message cannot be addressed to it.
    this.#frame.contentWindow?.postMessage(kernelScript, '*', [failure.port2, port]);
    await new Promise<void>((resolve, reject) => {
      failure.port1.onmessage = ({ data }) => {
        const reason = String(data);
        reject(new Error(reason));
        this.end(crashed(reason, hint));
      };
      const watch = watchKernel(
        () => this.#tell({ op: 'ping' }),
        () => this.end(fellSilent(hint)),
      );
      whenAborted(this.#lost.signal, () => {
        watch.stop();
        reject(this.#lost.signal.reason as SandboxError);
      });
      this.#kernel.onmessage = ({ data }: MessageEvent<Partial<FromFrame> | null>) => {
        if (data?.op === 'pong') watch.answered();
        else if (data?.op === 'want') void this.#bring(chunks, Number(data.at));
        else if (data?.op === 'booted') resolve();
        else if (data?.op === 'broken') reject(new Error(String(data.error)));
      };
      this.#tell({ op: 'boot', process: processScript, ahead: BOOTED_AHEAD });
    });
  }

  /** A part that cannot be fetched is missing for the program that requires it, and reported there. */
  async #handOver({ lines, chunks }: EngineScripts): Promise<void> {
    const [linesScript, ...chunkScripts] = await Promise.all([
      fetchScript(lines).catch(missing),
      ...chunks.map((chunk) =>
        chunk.files === undefined ? fetchChunk(chunk) : { ...chunk, script: undefined, lines: undefined },
      ),
    ]);
    this.#tell({ op: 'parts', lines: linesScript, chunks: chunkScripts });
  }

  async #bring(chunks: readonly ChunkAddresses[], at: number): Promise<void> {
    const chunk = chunks[at];
    if (chunk !== undefined) this.#tell({ op: 'part', at, chunk: await fetchChunk(chunk) });
  }

  #tell(message: ToFrame, transfer: Transferable[] = []): void {
    this.#kernel.postMessage(message, transfer);
  }
}

function hiddenFrame(): FrameElement {
  const frame = document.createElement('iframe');
  frame.title = 'In-browser Node';
  frame.hidden = true;
  frame.setAttribute('sandbox', 'allow-scripts');
  // Memory that threads share stays possible where the page is isolated.
  frame.allow = 'cross-origin-isolated';
  frame.srcdoc = FRAME_DOCUMENT;
  return frame;
}

/** @param abandon ends the other side: with an error it is no longer trusted, without one it ignores a request to end */
function connectionOver(port: MessagePort, lost: AbortSignal, abandon: (error?: SandboxError) => void): Connection {
  const giveUp = () => abandon();
  const unanswered = new Map<number, ReturnType<typeof setTimeout>>();
  let onClosed: () => void = () => undefined;
  return {
    send(message) {
      if (message.do === 'stop' || message.do === 'spawn')
        unanswered.set(message.id, setTimeout(giveUp, PATIENCE_MS[message.do]));
      port.postMessage(message);
    },
    listen(onMessage, onLost) {
      port.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (data === CLOSE) {
          onClosed();
          return;
        }
        const id = (data as { id?: unknown } | null)?.id;
        if (typeof id === 'number') {
          clearTimeout(unanswered.get(id));
          unanswered.delete(id);
        }
        onMessage(data);
      };
      whenAborted(lost, () => onLost(lost.reason as SandboxError));
    },
    async close() {
      for (const timer of unanswered.values()) clearTimeout(timer);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(giveUp, PATIENCE_MS.close);
        onClosed = () => {
          clearTimeout(timer);
          resolve();
        };
        whenAborted(lost, onClosed);
        port.postMessage(CLOSE);
      });
      port.close();
    },
    abandon,
  };
}

function whenAborted(signal: AbortSignal, listener: () => void): void {
  if (signal.aborted) listener();
  else signal.addEventListener('abort', listener, { once: true });
}

const missing = () => undefined;

async function fetchChunk({ url, lines: table, modules, files }: ChunkAddresses): Promise<ScriptChunk> {
  const [script, lines] = await Promise.all([url, table].map((each) => fetchScript(each).catch(missing)));
  return { script, lines, modules, files };
}

/** @throws {Error} one sentence */
async function fetchScript(url: string): Promise<Blob> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`A part of In-browser Node could not be fetched (${response.status}).`);
  return new Blob([await response.blob()], { type: 'text/javascript' });
}

function crashed(reason: string, hint: string): SandboxError {
  return new SandboxError('connection-lost', `In-browser Node itself broke: ${reason}`, hint);
}

function didNotAnswer(hint: string): SandboxError {
  return new SandboxError(
    'connection-lost',
    'In-browser Node did not answer, so it was ended with all that ran in it.',
    hint,
  );
}

/** Seen in Firefox: with a debugger for workers, a worker that starts another may wait for ever. */
function fellSilent(hint: string): SandboxError {
  return new SandboxError(
    'connection-lost',
    'In-browser Node does not answer any more, so it was ended with all that ran in it.',
    `${hint} Should it happen in Firefox again, close its developer tools.`,
  );
}
