/** What a trial of node:cluster found (src/guest/container/probe.ts), and what an engine may promise from it. */
import type { Capabilities, Sandbox, Signal } from '@cluster-lab/sandbox';
import { piecesOf } from '@cluster-lab/sandbox/pieces';
import { answerIn } from './tool.ts';

/** What was seen; what was not seen in time is false or empty. */
export interface ProbeReport {
  /** A worker ran and answered a message. */
  readonly messages: boolean;
  /** Of 20 requests on new connections, how many each of two workers on one port got. */
  readonly shares: readonly number[];
  /** Signals that one process sent to another and that did what they do; SIGKILL ended a busy one. */
  readonly signals: readonly string[];
  /** A worker's exit code reached the primary. */
  readonly crashes: boolean;
}

/** The tool's own trials take 6 s at most; the rest is for its start on a busy computer. No learner waits for it. */
export const PROBE_LIMIT_MS = 12_000;

const SIGNALS: readonly Signal[] = ['SIGTERM', 'SIGKILL', 'SIGINT', 'SIGUSR2'];

/** Ten each is what round robin makes of 20. */
function passesHandles({ shares }: ProbeReport): boolean {
  return shares.length === 2 && shares.every((share) => share === 10);
}

export function capabilitiesFrom(report: ProbeReport, parallelism: number): Capabilities {
  const signals = SIGNALS.filter((signal) => report.signals.includes(signal));
  return {
    signals,
    parallelism,
    handlePassing: passesHandles(report),
    editable: true,
    network: false,
    inspection: false,
    needs: [
      ...(signals.length === SIGNALS.length ? (['signals'] as const) : []),
      ...(parallelism >= 2 ? (['two-cores'] as const) : []),
    ],
  };
}

/** A report out of storage or a container, both of which may hold anything. */
export function asProbeReport(value: unknown): ProbeReport | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { messages, shares, signals, crashes } = value as Partial<Record<keyof ProbeReport, unknown>>;
  const isReport =
    typeof messages === 'boolean' &&
    typeof crashes === 'boolean' &&
    isArrayOf(shares, 'number') &&
    isArrayOf(signals, 'string');
  return isReport ? (value as ProbeReport) : undefined;
}

/**
 * Tries out any engine's sandbox, for the page of diagnoses.
 * @param tool the text of the tool. @returns undefined when the sandbox gave no report in time
 */
export async function probeSandbox(sandbox: Sandbox, tool: string): Promise<ProbeReport | undefined> {
  await sandbox.mount({ 'tool.mjs': tool });
  const program = await sandbox.spawn('node', ['tool.mjs', 'probe']);
  const timer = setTimeout(() => void program.stop(), PROBE_LIMIT_MS);
  let text = '';
  for await (const chunk of piecesOf(program.output)) text += chunk;
  clearTimeout(timer);
  return asProbeReport(answerIn(text));
}

function isArrayOf(value: unknown, type: 'number' | 'string'): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === type);
}
