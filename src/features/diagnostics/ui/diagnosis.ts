/** Tries out each engine as a teacher would before class, and puts into words what was found. No DOM. */
import type { PageFacts } from '../../../browser/page-facts.ts';
import { SandboxError, type Capabilities } from '@cluster-lab/sandbox';
import type { EngineChoice } from '../../../sandbox/select-engine.ts';
import { probeSandbox, type ProbeReport } from '../../../sandbox/webcontainer/probe.ts';

export type Diagnosis =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'trying' }
  /** It cannot run here, or did not: one sentence why. */
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'probed';
      readonly node: string;
      readonly capabilities: Capabilities;
      /** Undefined when the trial did not end in time. */
      readonly report: ProbeReport | undefined;
      readonly bootMs: number;
      readonly probeMs: number;
    };

/** More than any engine's own limit. */
const BOOT_LIMIT_MS = 30_000;

/** Boots the engine, runs a cluster in it and lets go of it. @param tool text of the course's tool. Never throws. */
export async function diagnose({ load }: EngineChoice, tool: string): Promise<Diagnosis> {
  try {
    const engine = await load();
    const support = await engine.support();
    if (!support.ok) return { kind: 'refused', reason: support.reason };
    const start = performance.now();
    const sandbox = await engine.boot({}, AbortSignal.timeout(BOOT_LIMIT_MS));
    const booted = performance.now();
    try {
      const report = await probeSandbox(sandbox, tool);
      const { nodeVersion: node, capabilities } = sandbox;
      const [bootMs, probeMs] = [booted - start, performance.now() - booted].map(Math.round) as [number, number];
      return { kind: 'probed', node, capabilities, report, bootMs, probeMs };
    } finally {
      await sandbox.dispose();
    }
  } catch (error) {
    const reason = error instanceof SandboxError ? error.message : `It broke: ${String(error)}`;
    return { kind: 'refused', reason };
  }
}

/** What the table says of one engine, an answer to each of the table's questions. */
export function inWords(diagnosis: Diagnosis): readonly string[] {
  switch (diagnosis.kind) {
    case 'waiting':
      return ['not tried yet'];
    case 'trying':
      return ['trying …'];
    case 'refused':
      return [`no: ${diagnosis.reason}`];
    case 'probed': {
      const { node, capabilities, report, bootMs, probeMs } = diagnosis;
      const times = `${bootMs} ms, trial ${probeMs} ms`;
      if (report === undefined) return ['it started, but its trial did not end in time', node, '', '', '', '', times];
      return [
        'yes',
        node,
        report.messages ? 'yes' : 'no',
        `${report.shares.join(' and ') || 'no answer'}${capabilities.handlePassing ? '' : ', through a relay'}`,
        report.signals.join(', ') || 'none',
        report.crashes ? 'yes' : 'no',
        times,
      ];
    }
    default:
      return diagnosis satisfies never;
  }
}

export const QUESTIONS = [
  'Runs here',
  'Node',
  'A worker answers',
  '20 requests, two workers, one port',
  'Signals that arrive',
  'Exit code arrives',
  'Start',
] as const;

/** The page and its browser, as a report needs them. */
export function pageInWords(page: PageFacts, userAgent: string): readonly string[] {
  return [
    `isolated: ${yes(page.isIsolated)}`,
    `framed: ${yes(page.isFramed)}`,
    `online: ${yes(page.isOnline)}`,
    `storage: ${page.canStore ? 'works' : 'blocked'}`,
    `memory: ${page.memoryGigabytes === undefined ? 'not told' : `${page.memoryGigabytes} GB or more`}`,
    `browser: ${userAgent}`,
  ];
}

/** The whole as text, to be pasted into a report. */
export function asText(page: readonly string[], rows: readonly (readonly [string, Diagnosis])[]): string {
  const engines = rows.map(([label, diagnosis]) => {
    const cells = inWords(diagnosis).map((text, index) => `  ${QUESTIONS[index]}: ${text}`);
    return [label, ...cells.filter((cell) => !cell.endsWith(': '))].join('\n');
  });
  return ['Cluster Lab diagnosis', ...page, '', ...engines].join('\n');
}

function yes(fact: boolean): string {
  return fact ? 'yes' : 'no';
}
