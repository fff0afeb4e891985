/** The door of a workshop: who is let in, and who stays out until the instructor says otherwise. */
import { expect, test } from 'vitest';
import { applyAll } from './apply-event.ts';
import type { WorkshopEvent } from './event.schema.ts';
import type { Act } from './protocol.schema.ts';
import { hostView } from './views.ts';
import { whyNotIn } from './why-not.ts';

const ADA = 'a'.repeat(64);
const GRACE = 'b'.repeat(64);
const act = (what: Act): WorkshopEvent => ({ type: 'acted', act: what, at: 2 });
const two: readonly WorkshopEvent[] = [
  { type: 'joined', member: 'm1', name: 'Ada', device: ADA, at: 1 },
  { type: 'joined', member: 'm2', name: 'Ada', device: GRACE, at: 1 },
];

test('a locked door lets nobody new in, until it is unlocked', () => {
  const locked = applyAll([...two, act({ kind: 'lock', locked: true })]);
  expect(whyNotIn(locked, { name: 'Bo' })).toMatchObject({ why: 'locked' });
  expect(whyNotIn(applyAll([act({ kind: 'lock', locked: false })], locked), { name: 'Bo' })).toBeUndefined();
});

test('who was removed stays out under the same name or from the same browser, until let in again', () => {
  const gone = applyAll([
    ...two,
    act({ kind: 'rename', member: 'm1', name: 'Guest' }),
    act({ kind: 'remove', member: 'm1' }),
  ]);
  expect(whyNotIn(gone, { name: 'Quite another', device: ADA })).toMatchObject({ why: 'removed' });
  for (const name of ['ada', 'Ａｄａ', 'A-d-a ', 'guest']) {
    expect(whyNotIn(gone, { name }), name).toMatchObject({
      why: 'bad-name',
      sentence: expect.stringContaining('Guest'),
    });
  }
  for (const came of [{ name: 'Bo' }, { name: 'Adam' }, { name: 'Bo', device: GRACE }]) {
    expect(whyNotIn(gone, came)).toBeUndefined();
  }
  expect(hostView(gone, 'CODE', 5).removed).toEqual([{ id: 'm1', name: 'Guest' }]);
  const back = applyAll([act({ kind: 'let-in', members: ['m1'] })], gone);
  expect(whyNotIn(back, { name: 'Ada', device: ADA })).toBeUndefined();
  expect(hostView(back, 'CODE', 5).removed).toEqual([]);
});

test('many are removed at once, and who left of themselves may come back', () => {
  const gone = applyAll([...two, act({ kind: 'remove-many', members: ['m2', 'm1', 'm77'] })]);
  expect([gone.members.size, gone.names.size, gone.removed.size]).toEqual([0, 0, 2]);
  const left = applyAll([...two, { type: 'left', member: 'm1', at: 3 }]);
  expect(whyNotIn(left, { name: 'Ada', device: ADA })).toBeUndefined();
});

test('a board never hears what a browser is known by', () => {
  const gone = applyAll([...two, act({ kind: 'remove', member: 'm1' })]);
  expect(JSON.stringify(hostView(gone, 'CODE', 5))).not.toContain(ADA);
});
