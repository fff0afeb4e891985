/** Node in any web page: its own library, unmodified, on Web Workers. No server, no isolation, no network. */
import { SandboxError, type SandboxEngine } from '../sandbox.ts';
import { BrowserSandbox } from './browser-sandbox.ts';
import { whatIsMissing } from './support.ts';
import { WorkerPool, type StartWorker } from './kernel/worker-pool.ts';
import type { ScriptChunk } from './protocol.ts';

/** What the build made of the pinned Node. */
export type ProcessScript =
  | {
      readonly url: string;
      readonly lines: string;
      readonly chunks: readonly ScriptChunk[];
      readonly nodeVersion: string;
    }
  /** It could not be made where the site was built: one sentence why. */
  | { readonly missing: string };

/** A primary's first two workers start at once. */
const BOOTED_AHEAD = 2;
/** Booting takes a tenth of a second; on a machine that is very busy it may take much longer. */
const BOOT_LIMIT_MS = 10_000;

export function createBrowserNodeEngine(script: ProcessScript): SandboxEngine {
  let opened = 0;
  let pool: Promise<WorkerPool> | undefined;

  return {
    name: 'browser-node',
    label: 'In-browser Node',
    async support() {
      const reason = 'missing' in script ? script.missing : whatIsMissing(globalThis);
      return reason === undefined ? { ok: true } : { ok: false, reason };
    },
    async warmUp() {
      if ('missing' in script || pool !== undefined) return;
      pool = openPool(script.url);
      try {
        await (
          await pool
        ).first;
      } catch {
        pool = undefined;
      }
    },
    async boot(_options, signal) {
      if ('missing' in script) throw bootFailed(script.missing);
      pool ??= openPool(script.url);
      try {
        const opening = await pool;
        await Promise.race([opening.first, aborted(signal), tooLong()]);
        signal.throwIfAborted();
        opening.fill();
        return new BrowserSandbox({
          pool: opening,
          nodeVersion: script.nodeVersion,
          chunks: script.chunks.map((chunk) => ({ ...chunk, url: absolute(chunk.url), lines: absolute(chunk.lines) })),
          lines: absolute(script.lines),
          number: ++opened,
        });
      } catch (error) {
        pool = undefined;
        signal.throwIfAborted();
        if (error instanceof SandboxError) throw error;
        throw bootFailed(`It did not start: ${error instanceof Error ? error.message : String(error)}`);
      }
    },
  };
}

/** A worker from a blob has no address that others could be relative to. */
function absolute(url: string): string {
  return new URL(url, location.href).href;
}

async function openPool(url: string): Promise<WorkerPool> {
  return new WorkerPool(await workerStarter(url), BOOTED_AHEAD);
}

/** In a frame with an opaque origin no worker starts from an address, but one from a blob does. */
async function workerStarter(url: string): Promise<StartWorker> {
  if (globalThis.origin !== 'null') return (kind) => new Worker(url, { name: kind });
  const script = await (await fetch(url)).blob();
  const blob = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  return (kind) => new Worker(blob, { name: kind });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );
}

function tooLong(): Promise<never> {
  return new Promise((_, reject) => {
    const reason = `It did not start within ${BOOT_LIMIT_MS / 1_000} seconds.`;
    setTimeout(() => reject(bootFailed(reason)), BOOT_LIMIT_MS);
  });
}

function bootFailed(reason: string): SandboxError {
  return new SandboxError('boot-failed', reason, 'Choose another engine in the menu, or reload the page.');
}
