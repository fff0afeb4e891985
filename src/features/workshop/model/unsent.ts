/** What a learner sees of their own before the server has confirmed it: a press shows at once, with or without a network. */
import type { Report } from './protocol.schema.ts';
import type { OwnView } from './views.ts';

/** @param unsent reports that the server's view does not know yet, in their order */
export function asIfSent(own: OwnView, unsent: readonly { readonly id: string; readonly report: Report }[]): OwnView {
  return unsent.reduce(withReport, own);
}

function withReport(own: OwnView, { id, report }: { readonly id: string; readonly report: Report }): OwnView {
  switch (report.kind) {
    case 'hand':
      return { ...own, hand: report.raised };
    case 'vote':
      return { ...own, votes: { ...own.votes, [report.poll]: report.choice } };
    case 'ask':
      return own.questions.some((asked) => asked.id === id)
        ? own
        : { ...own, questions: [...own.questions, { id, text: report.text }] };
    case 'share':
      return { ...own, shareAsked: false, isSharing: true };
    case 'unshare':
      return { ...own, shareAsked: false, isSharing: false, inSpotlight: false };
    default:
      return own;
  }
}
