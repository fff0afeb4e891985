/**
 * StackBlitz's WebContainer behind the seam, through the unmodified `@webcontainer/api`. Whether node:cluster works in one is
 * published nowhere, so each container version is probed once and promises only what was seen.
 */
import type { WebContainer } from '@webcontainer/api';
import { SandboxError, type Capabilities, type Sandbox, type SandboxEngine } from '@cluster-lab/sandbox';
import {
  ContainerSandbox,
  mountFolder,
  TOOL_FILE,
  type ContainerFacts,
  type ContainerGuests,
} from './container-sandbox.ts';
import { bootFailed, PageContainer } from './page-container.ts';
import { asProbeReport, capabilitiesFrom, PROBE_LIMIT_MS, type ProbeReport } from './probe.ts';
import { whyNot, type PageFacts } from './support.ts';
import { callTool } from './tool.ts';

export interface WebContainerOptions {
  readonly page: () => PageFacts;
  readonly guests: () => Promise<ContainerGuests>;
  /** Keeps a probe's report for each container version. */
  readonly reports: { get(version: string): string | undefined; set(version: string, report: string): unknown };
  readonly clientId?: string | undefined;
  readonly bootLimitMs?: number;
}

const BOOT_LIMIT_MS = 15_000;
/** Two process starts at most. */
const FACTS_LIMIT_MS = 5_000;

export function createWebContainerEngine(options: WebContainerOptions): SandboxEngine {
  const { clientId, bootLimitMs = BOOT_LIMIT_MS } = options;
  const page = new PageContainer({ clientId, bootLimitMs });
  let opened = 0;

  return {
    name: 'webcontainer',
    label: 'WebContainer',
    async support() {
      const reason = page.givenUp ?? whyNot(options.page());
      return reason === undefined ? { ok: true, note: 'over the network, from StackBlitz' } : { ok: false, reason };
    },
    async boot(_options, signal) {
      const [container, guests] = await Promise.all([page.open(), options.guests()]);
      signal.throwIfAborted();
      const folder = `sandbox-${++opened}`;
      const place = { container, folder, guests };
      try {
        await mountFolder(place, {});
        const facts = await factsOf(place);
        const capabilities = capabilitiesFrom(await reportOf(place, facts), facts.parallelism);
        signal.throwIfAborted();
        return openSandbox(place, facts, capabilities);
      } catch (error) {
        void container.fs.rm(folder, { recursive: true, force: true }).catch(() => undefined);
        signal.throwIfAborted();
        throw error instanceof SandboxError ? error : bootFailed(`It could not be set up: ${String(error)}.`, error);
      }
    },
  };

  function openSandbox(place: Place, facts: ContainerFacts, capabilities: Capabilities): Sandbox {
    const forget = page.onDeath((error) => sandbox.lose(error));
    const sandbox = new ContainerSandbox({
      ...place,
      facts,
      capabilities,
      onClose: forget,
      onStuck: () => page.tearDown(stuck()),
    });
    return sandbox;
  }

  async function reportOf(place: Place, { node, container }: ContainerFacts): Promise<ProbeReport> {
    const version = `${node} ${container}`;
    const kept = asProbeReport(parse(options.reports.get(version)));
    if (kept !== undefined) return kept;
    const report = asProbeReport(
      await callTool({ ...place, file: TOOL_FILE, args: ['probe'], limitMs: PROBE_LIMIT_MS }),
    );
    if (report === undefined)
      throw bootFailed(`Its trial of node:cluster did not end within ${PROBE_LIMIT_MS / 1_000} seconds.`);
    if (!report.messages) throw bootFailed('Its trial of node:cluster failed: no worker answered its primary.');
    options.reports.set(version, JSON.stringify(report));
    return report;
  }
}

interface Place {
  readonly container: WebContainer;
  readonly folder: string;
  readonly guests: ContainerGuests;
}

async function factsOf(place: Place): Promise<ContainerFacts> {
  const answer = await callTool({ ...place, file: TOOL_FILE, args: ['facts'], limitMs: FACTS_LIMIT_MS });
  const { node, container, parallelism, port } = (answer ?? {}) as Partial<ContainerFacts>;
  if (node === undefined || container === undefined || parallelism === undefined || port === undefined) {
    throw bootFailed('It started, but no program runs in it.');
  }
  return { node, container, parallelism, port };
}

function stuck(): SandboxError {
  return new SandboxError(
    'connection-lost',
    'The WebContainer cannot end a busy program, so the whole container was ended.',
    'Press Run: your code is kept.',
  );
}

function parse(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
