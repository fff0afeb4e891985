/** A snapshot is the state, no more and no less: whoever reads on from it comes to the same workshop. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyAll } from './apply-event.ts';
import type { WorkshopEvent } from './event.schema.ts';
import type { Act, Report } from './protocol.schema.ts';
import { readSnapshot, writeSnapshot } from './snapshot.schema.ts';
import { newWorkshop } from './workshop.ts';

const STEP = 'a-lesson/a-step';
const poll = { id: 'poll-0001', text: 'Who?', choices: [{ text: 'One', misconception: 'a-belief' }, { text: 'Two' }] };
const members = fc.integer({ min: 1, max: 5 }).map((number) => `m${number}`);
const report = fc.oneof<fc.Arbitrary<Report>[]>(
  fc.constantFrom<Report>({ kind: 'step', step: STEP }, { kind: 'ran', step: STEP }, { kind: 'unshare' }),
  fc.constant<Report>({ kind: 'checks', step: STEP, passed: 1, total: 2 }),
  fc.constant<Report>({ kind: 'ask', text: 'Why? =1' }),
  fc.constant<Report>({ kind: 'share', step: STEP, run: 'packed' }),
  fc.nat(1).map((choice): Report => ({ kind: 'vote', poll: poll.id, choice })),
  fc.boolean().map((raised): Report => ({ kind: 'hand', raised })),
  fc
    .tuple(
      fc.constantFrom<string[]>(['a-belief'], ['a-belief', 'constructor'], []),
      fc.constantFrom('x', ' \n\\n\\', '\u2028\r\ud800', ''),
    )
    .map(([beliefs, given]): Report => ({
      ...{ kind: 'answer', question: `${STEP}/q`, correct: false, given, offers: ['a-belief'], beliefs },
    })),
  fc
    .nat(3)
    .map((picked): Report => ({ kind: 'prediction', step: STEP, picked, correct: true, offers: [], beliefs: [] })),
);
const act = fc.oneof<fc.Arbitrary<Act>[]>(
  fc.constantFrom<Act>(
    { kind: 'lead', step: STEP, follow: true },
    { kind: 'pace', step: STEP },
    { kind: 'timer', timer: { id: 'timer-0001', milliseconds: 60_000, label: '' } },
    { kind: 'open-poll', poll },
    { kind: 'close-poll', poll: poll.id },
    { kind: 'reveal-poll', poll: poll.id, revealed: true },
    { kind: 'settle-question', question: 'report-0003' },
    { kind: 'show', what: 'poll', poll: poll.id },
    { kind: 'lock', locked: true },
    { kind: 'limit', members: 3 },
    { kind: 'end', ended: true },
    { kind: 'remove-many', members: ['m1', 'm2', 'm9'] },
    { kind: 'let-in', members: ['m1'] },
  ),
  fc.tuple(members, fc.constantFrom('lower-hand', 'ask-to-share', 'spotlight', 'remove')).map(([member, kind]) => {
    return { kind, member };
  }),
  members.map((member): Act => ({ kind: 'rename', member, name: 'Bo' })),
);
const anyEvent = fc.oneof<fc.Arbitrary<WorkshopEvent>[]>(
  fc.constant({ type: 'created', title: 'Class', at: 1, most: 7 }),
  fc
    .tuple(members, fc.constantFrom('Ada', 'ada', 'Bo'), fc.constantFrom(undefined, 'a'.repeat(64)))
    .map(([member, name, device]): WorkshopEvent => ({
      ...{ type: 'joined', member, name, at: 2 },
      ...(device !== undefined && { device }),
    })),
  fc.tuple(members, fc.nat(9), report).map(([member, number, what]): WorkshopEvent => {
    return { type: 'reported', member, id: `report-000${number}`, report: what, at: 3 + number };
  }),
  members.map((member): WorkshopEvent => ({ type: 'left', member, at: 4 })),
  act.map((what): WorkshopEvent => ({ type: 'acted', act: what, at: 5 })),
  fc.constant({ type: 'renewed', host: 'a'.repeat(64), screen: 'b'.repeat(64), at: 6 }),
);

test('of any history, read again, it is the same, and so is what comes after it', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), fc.nat(60), (events, cut) => {
      const snapshot = writeSnapshot(applyAll(events.slice(0, cut)));
      const read = readSnapshot(snapshot);
      expect(JSON.parse(read ? writeSnapshot(read) : '')).toEqual(JSON.parse(snapshot));
      expect(applyAll(events.slice(cut), read)).toEqual(applyAll(events));
    }),
    { numRuns: 500 },
  );
});

test('what is damaged, or of another version, is none', () => {
  const whole = writeSnapshot(applyAll([{ type: 'created', title: 'Class', at: 1 }]));
  expect(readSnapshot(whole)?.title).toBe('Class');
  const other = JSON.stringify({ ...(JSON.parse(whole) as object), version: 99 });
  for (const text of ['', 'null', '[]', whole.slice(0, -9), other, whole.replace('"joined":0', '"joined":"x"')])
    expect(readSnapshot(text), text).toBeUndefined();
});

test('what was typed is read as it was, and one with a damaged line of a record is none', () => {
  const given = 'two\nlines, \\n and \\\\';
  const answer: Report = { kind: 'answer', question: `${STEP}/q`, correct: true, given, offers: [], beliefs: ['b'] };
  const whole = writeSnapshot(
    applyAll([
      { ...joined, member: 'm1', name: 'Ada' },
      { type: 'reported', member: 'm1', id: 'report-1', report: answer, at: 3 },
    ]),
  );
  expect(readSnapshot(whole)?.members.get('m1')?.answers).toEqual({
    [`${STEP}/q`]: { correct: true, given, beliefs: ['b'], at: 3, tries: 1 },
  });
  const line = `${STEP}/q 1 1 3 b `;
  expect(whole).toContain(line);
  for (const damaged of ['q 1 1 3 b ', `${STEP}/q 2 1 3 b `, `${STEP}/q 1 3 b `])
    expect(readSnapshot(whole.replace(line, damaged)), damaged).toBeUndefined();
});

test('events are applied in place: a report copies neither the class nor what its member did before', () => {
  const class2000 = applyAll(
    Array.from({ length: 2_000 }, (_, index) => ({ ...joined, member: `m${index + 1}`, name: `Ada ${index}` })),
  );
  const { members: map } = class2000;
  const [first] = map.values();
  const parts = first && [first.steps, first.answers, first.before, first.reports];
  const reports = Array.from({ length: 200 }, (_, index): WorkshopEvent => ({
    ...{ type: 'reported', member: 'm1', id: `report-${index}`, at: 3 },
    report: { kind: 'answer', question: `a/b/q${index}`, correct: true, given: '', offers: ['a-belief'], beliefs: [] },
  }));
  applyAll(reports, class2000);
  expect(class2000.members).toBe(map);
  expect(map.get('m1')).toBe(first);
  expect(
    first && [first.steps, first.answers, first.before, first.reports].every((part, at) => part === parts?.[at]),
  ).toBe(true);
  expect(first?.reports.size).toBe(200);
  expect(newWorkshop().members.size).toBe(0);
});

const joined = { type: 'joined', at: 1 } as const;
