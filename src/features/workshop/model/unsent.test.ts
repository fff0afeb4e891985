/** What is not sent yet shows as the server will show it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyAll } from './apply-event.ts';
import type { WorkshopEvent } from './event.schema.ts';
import type { Report } from './protocol.schema.ts';
import { asIfSent } from './unsent.ts';
import { ownView } from './views.ts';

const poll = { id: 'poll-0001', text: 'Who?', choices: [{ text: 'One' }, { text: 'Two' }] };
const anyReport = fc.oneof<fc.Arbitrary<Report>[]>(
  fc.boolean().map((raised): Report => ({ kind: 'hand', raised })),
  fc.nat(1).map((choice): Report => ({ kind: 'vote', poll: poll.id, choice })),
  fc.constant<Report>({ kind: 'ask', text: 'Why?' }),
  fc.constant<Report>({ kind: 'share', step: 'a/one', run: 'packed' }),
  fc.constant<Report>({ kind: 'unshare' }),
  fc.constant<Report>({ kind: 'step', step: 'a/one' }),
);

test('any history shows the same before it is confirmed and after', () => {
  fc.assert(
    fc.property(fc.array(anyReport, { maxLength: 5 }), fc.nat(5), (reports, confirmed) => {
      const sent = reports.map((report, index) => ({ id: `report-${index}`, report }));
      const start: WorkshopEvent[] = [
        { type: 'joined', member: 'm1', name: 'Ada', at: 1 },
        { type: 'acted', act: { kind: 'open-poll', poll }, at: 2 },
      ];
      const after = (count: number) =>
        applyAll([
          ...start,
          ...sent.slice(0, count).map((each): WorkshopEvent => ({ type: 'reported', member: 'm1', ...each, at: 3 })),
        ]);
      const own = ownView(after(confirmed), 'm1');
      const whole = ownView(after(sent.length), 'm1');
      expect(own && asIfSent(own, sent.slice(confirmed))).toEqual(whole);
      // Confirmed, but the view that knows it is still on its way: applied once more it changes nothing.
      expect(whole && asIfSent(whole, sent)).toEqual(whole);
    }),
  );
});
