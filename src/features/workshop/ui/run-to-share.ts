/** The run that this page shows, packed for the workshop: what was traced of it, never the code. */
import { encodeRunLink } from '../../../browser/run-link.ts';
import type { Outcome } from '../../../core/outcome.ts';
import { saveRun } from '../../../core/trace/run-file.ts';
import { openWorkspaces } from './reporter.ts';

export async function runToShare(): Promise<Outcome<{ readonly step: string; readonly run: string }>> {
  const [workspace] = openWorkspaces();
  const program = workspace?.opened?.session.program.peek() ?? null;
  if (workspace === undefined || program === null) {
    return { ok: false, message: 'There is no run on this page yet. Run your program, and share it then.' };
  }
  const { telling, dropped } = program.log;
  const packed = await encodeRunLink(
    saveRun({ title: workspace.step.id, exit: program.exit, dropped, events: telling }),
  );
  return packed.ok ? { ok: true, value: { step: workspace.step.id, run: packed.value } } : packed;
}
