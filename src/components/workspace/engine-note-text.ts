/** What the note about a recorded run says. Pure, so that each sentence has its test. */
import { missingNeeds, needsInWords, type Need } from '../../core/lesson/needs.ts';
import type { SessionStatus } from '../../session/session-status.ts';

/** Why the note is there; `null` when there is no reason, undefined while that is not known. */
export type NoteReason =
  | { readonly kind: 'lacking'; readonly needs: readonly Need[]; readonly engine: string }
  | { readonly kind: 'failed' }
  | { readonly kind: 'watching'; readonly node: string }
  | null;

export function noteReason(needs: readonly Need[], status: SessionStatus): NoteReason | undefined {
  switch (status.kind) {
    case 'idle':
    case 'booting':
      return undefined;
    case 'failed':
      return { kind: 'failed' };
    case 'ready':
    case 'running': {
      const { sandbox, label } = status.booted;
      if (!sandbox.capabilities.editable) return { kind: 'watching', node: sandbox.nodeVersion.replace('v', '') };
      const missing = missingNeeds(needs, sandbox.capabilities.needs);
      return missing.length === 0 ? null : { kind: 'lacking', needs: missing, engine: label };
    }
    default:
      return status satisfies never;
  }
}

export function noteText(reason: NonNullable<NoteReason>, isRecorded: boolean): string {
  const way = isRecorded ? 'Watch the recorded run, or run it at home:' : 'Run it at home:';
  switch (reason.kind) {
    case 'lacking':
      return `This step needs ${needsInWords(reason.needs)}, which ${reason.engine} cannot give. ${way}`;
    case 'failed':
      return `Nothing runs this step here at the moment. ${way}`;
    case 'watching':
      return (
        `This is a recording: Node ${reason.node} ran the solution, and you see its real output, picture and numbers with ` +
        'their original timing, pauses over two seconds shortened. Your requests, signals and edits do not reach it.'
      );
    default:
      return reason satisfies never;
  }
}
