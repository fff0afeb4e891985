/**
 * A recorded run as a file: asciicast v2, so that other players show it too. The program's raw output, trace frames included, are
 * its `o` events; what further processes print are `o<number>`, and what the driver did and how processes ended are markers (`m`).
 */
import type { HostFacts } from '@cluster-lab/sandbox/host-facts';
import { nonceIn } from '../../core/recording/nonce-in.ts';
import { readCastHeader, type CastHeader } from '../../core/recording/cast-header.ts';
import type { ExitStatus, KillTarget, Signal } from '@cluster-lab/sandbox';

/** What the driver did, in the order of its doing. Processes are numbered from 1 as they were started. */
export type Action =
  | {
      readonly do: 'spawn';
      readonly process: number;
      readonly pid: number;
      readonly command: string;
      readonly args: readonly string[];
      /** The word that this run's frames carry. */
      readonly nonce: string;
    }
  | { readonly do: 'kill'; readonly process: number; readonly signal: Signal; readonly target: KillTarget }
  | { readonly do: 'input'; readonly process: number; readonly text: string }
  | { readonly do: 'end-input'; readonly process: number }
  | { readonly do: 'inspect'; readonly process: number; readonly facts: HostFacts | null }
  | { readonly do: 'stop'; readonly process: number }
  | { readonly do: 'write'; readonly path: string; readonly text: string };

export type Happening =
  | { readonly kind: 'output'; readonly process: number; readonly text: string }
  | { readonly kind: 'exit'; readonly process: number; readonly status: ExitStatus }
  | { readonly kind: 'action'; readonly action: Action };

/** Something that happened, `at` seconds after the recording began. */
export type Entry = Happening & { readonly at: number };

export interface Cast {
  readonly header: CastHeader;
  readonly entries: readonly Entry[];
}

type Line = readonly [at: number, code: string, data: string];

export function formatCast({ header, entries }: Cast): string {
  let latest = 0;
  const lines = entries.map((entry): Line => {
    const at = Number(entry.at.toFixed(4));
    switch (entry.kind) {
      case 'output':
        return [at, entry.process === latest ? 'o' : `o${entry.process}`, entry.text];
      case 'exit':
        return [at, 'm', JSON.stringify({ do: 'exit', process: entry.process, status: entry.status })];
      case 'action':
        if (isProgram(entry.action)) latest = entry.action.process;
        return [at, 'm', JSON.stringify(entry.action)];
      default:
        return entry satisfies never;
    }
  });
  return `${[header, ...lines].map((line) => JSON.stringify(line)).join('\n')}\n`;
}

/** Undefined for a text that is no recording of ours: it comes over a network, and a host may send a page in its place. */
export function parseCast(text: string): Cast | undefined {
  const header = readCastHeader(text);
  if (header === undefined) return undefined;
  try {
    const lines = text.trimEnd().split('\n').slice(1);
    let latest = 0;
    const entries = lines.map((line): Entry => {
      const [at, code, data] = JSON.parse(line) as Line;
      if (code !== 'm') return { at, kind: 'output', process: Number(code.slice(1) || latest), text: data };
      const marker = JSON.parse(data) as Action | { do: 'exit'; process: number; status: ExitStatus };
      if (marker.do === 'exit') return { at, kind: 'exit', process: marker.process, status: marker.status };
      if (isProgram(marker)) latest = marker.process;
      return { at, kind: 'action', action: marker };
    });
    return { header, entries };
  } catch {
    return undefined;
  }
}

/** A learner's program, which runs under the tracer, and not a guest that the driver started beside it. */
function isProgram(action: Action): action is Extract<Action, { do: 'spawn' }> {
  return action.do === 'spawn' && nonceIn(action.args) !== undefined;
}
