/** Node in any web page: its own library, unmodified, on Web Workers. No server, no isolation, no network. */
import { RemoteSandbox } from '@cluster-lab/sandbox/remote/remote-sandbox';
import { CHANNEL, SandboxError, type Capabilities, type SandboxEngine } from '@cluster-lab/sandbox';
import { EngineFrame, type EngineScripts } from './engine-frame.ts';
import { settingsOf, type EngineOptions, type Messages } from './options.ts';
import { DELIVERED_SIGNALS } from './protocol.ts';
import { whatIsMissing } from './support.ts';

export type { EngineLimits, EngineOptions, Messages } from './options.ts';

/** What the build made of the pinned Node. */
export type ProcessScript =
  | (EngineScripts & { readonly nodeVersion: string })
  /** It could not be made where the site was built: one sentence why. */
  | { readonly missing: string };

const FIRST_PORT = 8_080;

export function createEngine(script: ProcessScript, options: EngineOptions = {}): SandboxEngine {
  const settings = settingsOf(options);
  const { messages } = settings;
  let opened = 0;
  let frame: EngineFrame | undefined;

  const frameOf = (scripts: EngineScripts): EngineFrame => {
    if (frame === undefined || frame.isGone) frame = new EngineFrame(scripts, settings);
    return frame;
  };
  const drop = (broken: EngineFrame, reason: SandboxError) => {
    broken.end(reason);
    if (frame === broken) frame = undefined;
  };

  return {
    name: 'browser-node',
    label: 'In-browser Node',
    async support() {
      const reason = 'missing' in script ? script.missing : whatIsMissing(globalThis);
      return reason === undefined ? { ok: true } : { ok: false, reason };
    },
    async warmUp() {
      if ('missing' in script || frame !== undefined) return;
      const warmed = frameOf(script);
      await warmed.booted.catch((error: unknown) => drop(warmed, bootFailed(error, messages)));
    },
    async boot(_options, signal) {
      if ('missing' in script) throw bootFailed(script.missing, messages);
      const booting = frameOf(script);
      try {
        await Promise.race([booting.ready, aborted(signal)]);
      } catch (error) {
        signal.throwIfAborted();
        const reason = error instanceof Error ? error.message : String(error);
        const failure = bootFailed(`It did not start: ${reason}`, messages);
        drop(booting, failure);
        throw failure;
      }
      // Folders and ports of the page's sandboxes differ.
      const number = ++opened;
      const [workdir, port] = [`/lab/sandbox-${number}`, FIRST_PORT + number];
      const facts = { workdir, port, nodeVersion: script.nodeVersion, capabilities: capabilities(options.grants) };
      return new RemoteSandbox(booting.open(workdir, port), facts);
    },
  };
}

function capabilities(needs: readonly string[] = []): Capabilities {
  return {
    signals: DELIVERED_SIGNALS,
    parallelism: navigator.hardwareConcurrency || 1,
    handlePassing: true,
    editable: true,
    network: false,
    inspection: true,
    needs,
    channel: CHANNEL,
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true }),
  );
}

function bootFailed(reason: unknown, { bootFailed: hint }: Messages): SandboxError {
  const sentence = reason instanceof Error ? reason.message : String(reason);
  return new SandboxError('boot-failed', sentence, hint);
}
