import fc from 'fast-check';
import { expect, test } from 'vitest';
import { workshopCsv, workshopJson } from './export.ts';
import { cleanName, distinctName } from './names.ts';
import type { Act, Report } from './protocol.schema.ts';
import { beliefHeat, percent, stepHeat } from './statistics.ts';
import { classView, hostView, memberRow, ownView, screenView } from './views.ts';
import { applyAll } from './apply-event.ts';
import type { Draft } from './draft.ts';
import type { WorkshopEvent } from './event.schema.ts';
import { whyNotAct, whyNotReport } from './why-not.ts';
import type { Workshop } from './workshop.ts';

const STEP = 'load-balancing/round-robin';
const QUESTION = `${STEP}/who`;
const join = (member: string, name: string): WorkshopEvent => ({ type: 'joined', member, name, at: 1 });
const act = (what: Act, at = 2): WorkshopEvent => ({ type: 'acted', act: what, at });
let made = 0;
const report = (member: string, what: Report, at = 3, id = `report-${made++}`): WorkshopEvent => ({
  ...{ type: 'reported', member, id, report: what, at },
});
/** The workshop that was stays as it was. */
const then = (before: Workshop, ...events: WorkshopEvent[]): Draft<Workshop> =>
  applyAll(events, structuredClone(before) as Draft<Workshop>);
const after = (...events: WorkshopEvent[]) => applyAll(events);
const two = [join('m1', 'Ada'), join('m2', 'Grace')];
const poll = {
  id: 'poll-0001',
  text: 'Who accepts?',
  choices: [
    { text: 'The primary', misconception: 'primary-handles' },
    { text: 'A worker', correct: true },
  ],
};
const answer = (beliefs: string[]): Report => ({
  ...{ kind: 'answer', question: QUESTION, correct: beliefs.length === 0, given: 'secret words' },
  ...{ offers: ['primary-handles'], beliefs },
});

test('a report sent again changes nothing', () => {
  const once = after(...two, report('m1', { kind: 'ran', step: STEP }, 3, 'the-same-id'));
  const twice = then(once, report('m1', { kind: 'ran', step: STEP }, 9, 'the-same-id'));
  expect(twice).toEqual(once);
  expect(once.members.get('m1')?.steps[STEP]?.runs).toBe(1);
  expect(whyNotReport({ ...once, ended: true }, 'm1', 'the-same-id', { kind: 'ran', step: STEP })).toBeUndefined();
});

test('a timer that is sent again does not start anew, another one does', () => {
  const press = (id: string): Act => ({ kind: 'timer', timer: { id, milliseconds: 60_000, label: 'Predict' } });
  const once = after(act(press('press-0001'), 1_000));
  expect(once.timer?.endsAt).toBe(61_000);
  expect(then(once, act(press('press-0001'), 9_000)).timer?.endsAt).toBe(61_000);
  expect(then(once, act(press('press-0002'), 9_000)).timer?.endsAt).toBe(69_000);
});

test('when it has ended nothing goes on, what was revealed can still be read, and opened again it goes on', () => {
  const hidden = { ...poll, id: 'poll-0002' };
  const asked = [act({ kind: 'open-poll', poll }), act({ kind: 'open-poll', poll: hidden })];
  const revealed = act({ kind: 'reveal-poll', poll: poll.id, revealed: true });
  const lead = act({ kind: 'lead', step: STEP, follow: true });
  const ended = after(...two, ...asked, revealed, lead, act({ kind: 'end', ended: true }));
  expect(classView(ended, 9)).toMatchObject({
    ...{ ended: true, lead: { step: null, follow: false } },
    polls: [{ id: poll.id, open: false, counts: [0, 0] }],
  });
  const again = classView(then(ended, act({ kind: 'end', ended: false })), 9);
  expect(again.lead).toEqual({ step: STEP, follow: true });
  expect(again.polls.map(({ open }) => open)).toEqual([false, true]);
});

test('a belief is counted before the experiment and after it', () => {
  const ran = [...two, report('m1', answer(['primary-handles'])), report('m2', answer(['primary-handles']))];
  const changed = [report('m1', { kind: 'ran', step: STEP }, 4), report('m1', answer([]), 5)];
  const unrun = report('m2', answer([]), 6);
  const members = [...after(...ran, ...changed, unrun).members.values()];
  expect(beliefHeat(members)).toEqual([
    { belief: 'primary-handles', before: { asked: 2, holding: 2 }, after: { asked: 1, holding: 0 } },
  ]);
  expect(percent({ asked: 3, holding: 2 })).toBe(67);
});

test('a belief named as a property of every object is counted as any', () => {
  const answered: Report = { ...answer([]), offers: ['constructor'], beliefs: ['constructor'] } as Report;
  expect(beliefHeat([...after(...two, report('m1', answered)).members.values()])[0]?.before.holding).toBe(1);
});

test('the class by step', () => {
  const work = [
    report('m1', { kind: 'step', step: STEP }),
    report('m1', { kind: 'checks', step: STEP, passed: 2, total: 2 }),
  ];
  const members = [...after(...two, ...work).members.values()];
  expect(stepHeat(members, [STEP])).toEqual([{ step: STEP, here: 1, seen: 1, ran: 0, solved: 1 }]);
});

test('votes show to learners once revealed, and which choice is right not before', () => {
  const vote = report('m1', { kind: 'vote', poll: poll.id, choice: 0 });
  const open = after(...two, act({ kind: 'open-poll', poll }), vote);
  expect(classView(open, 5).polls[0]).toEqual({
    ...{ id: poll.id, text: poll.text, open: true, choices: [{ text: 'The primary' }, { text: 'A worker' }] },
  });
  expect(hostView(open, 'CODE', 5).polls[0]?.counts).toEqual([1, 0]);
  const revealed = then(open, act({ kind: 'reveal-poll', poll: poll.id, revealed: true }));
  expect(classView(revealed, 5).polls[0]).toMatchObject({ counts: [1, 0], choices: poll.choices });
  const again = then(revealed, act({ kind: 'open-poll', poll }));
  expect(hostView(again, 'CODE', 5).polls[0]?.counts).toEqual([1, 0]);
  expect(classView(again, 5).polls[0]).not.toHaveProperty('counts');
});

test('who votes after the answers were shown, or the poll was closed, is told so and not counted', () => {
  const open = after(...two, act({ kind: 'open-poll', poll }));
  const vote: Report = { kind: 'vote', poll: poll.id, choice: 0 };
  const revealed = then(open, act({ kind: 'reveal-poll', poll: poll.id, revealed: true }));
  expect(classView(revealed, 5).polls[0]?.open).toBe(false);
  expect(whyNotReport(revealed, 'm2', 'a-new-id', vote)).toMatch('shown the answers already');
  expect(classView(then(revealed, report('m2', vote)), 5).polls[0]?.counts).toEqual([0, 0]);
  const closed = then(open, act({ kind: 'close-poll', poll: poll.id }));
  expect(whyNotReport(closed, 'm2', 'a-new-id', vote)).toMatch('poll is closed');
  const hidden = then(revealed, act({ kind: 'reveal-poll', poll: poll.id, revealed: false }));
  expect(whyNotReport(hidden, 'm2', 'a-new-id', vote)).toMatch('poll is closed');
  const again = then(hidden, act({ kind: 'open-poll', poll }));
  expect(whyNotReport(again, 'm2', 'a-new-id', vote)).toBeUndefined();
});

test('a run comes to the screen with consent alone, and leaves when it is taken back', () => {
  const asked = after(...two, act({ kind: 'ask-to-share', member: 'm1' }), act({ kind: 'show', what: 'spotlight' }));
  expect(whyNotAct(asked, { kind: 'spotlight', member: 'm1' })).toMatch('has not agreed');
  expect(then(asked, act({ kind: 'spotlight', member: 'm1' })).spotlight).toBeNull();
  const shared = [report('m1', { kind: 'share', step: STEP, run: 'packed' }), act({ kind: 'spotlight', member: 'm1' })];
  const shown = then(asked, ...shared);
  expect(screenView(shown, 'CODE', 5).spotlight).toEqual({ name: 'Ada', step: STEP, run: 'packed' });
  const back = then(shown, report('m1', { kind: 'unshare' }));
  expect(screenView(back, 'CODE', 5).spotlight).toBeUndefined();
});

test('who is removed leaves no vote and no question', () => {
  const vote = report('m1', { kind: 'vote', poll: poll.id, choice: 0 });
  const asked = report('m1', { kind: 'ask', text: 'Why?' });
  const gone = after(...two, act({ kind: 'open-poll', poll }), vote, asked, act({ kind: 'remove', member: 'm1' }));
  expect(hostView(gone, 'CODE', 5)).toMatchObject({ polls: [{ counts: [0, 0] }], questions: [] });
  expect(whyNotReport(gone, 'm1', 'a-new-id', { kind: 'hand', raised: true })).toMatch('not in this workshop');
});

test('names: one line, visible, told apart', () => {
  expect(cleanName('  Ada\n\u202ELovelace\u200B ')).toBe('Ada Lovelace');
  expect(cleanName('\u200B \u2066')).toBeUndefined();
  expect(cleanName('x'.repeat(500))).toHaveLength(40);
  expect(distinctName('ada', new Set(['ada', 'ada 2']))).toBe('ada 3');
  expect(distinctName('x'.repeat(40), new Set(['x'.repeat(40)]))).toHaveLength(40);
});

const row = (...cells: string[]) => cells.map((cell) => `"${cell}"`).join(',');
const quoted = (line: string) => row(...line.split(','));

test('a table holds no formulas', () => {
  const bad = after(join('m1', '=HYPERLINK("http://evil.example")'), report('m1', answer(['primary-handles'])));
  expect(workshopCsv(bad).split('\r\n')[1]).toMatch(/^"joined","'=HYPERLINK\(""http/);
  const asked = { ...poll, text: '+1+cmd', choices: [{ text: '-2' }, { text: '@SUM(A1)' }] };
  const polled = after(act({ kind: 'open-poll', poll: asked }));
  expect(workshopCsv(polled).split('\r\n').slice(1, 3)).toEqual([
    row('poll', '', '', '', '', "'+1+cmd", "'-2", '', '', '0', '', '', ''),
    row('poll', '', '', '', '', "'+1+cmd", "'@SUM(A1)", '', '', '0', '', '', ''),
  ]);
  expect(JSON.parse(workshopJson(bad, 1))).toMatchObject({ members: [{ answers: { [QUESTION]: { tries: 1 } } }] });
});

test('a table has a line for everything that was said: work, polls and their votes, hands, questions', () => {
  const asked = ['one', 'two', 'three', 'four', 'five'].map((text) =>
    report('m2', { kind: 'ask', text }, 8, `asked-${text}`),
  );
  const settle = asked
    .slice(0, 4)
    .map((event) => act({ kind: 'settle-question', question: 'id' in event ? event.id : '' }));
  const whole = after(
    ...[
      ...two,
      report('m1', { kind: 'ran', step: STEP }),
      report('m1', { kind: 'checks', step: STEP, passed: 1, total: 2 }),
    ],
    report('m1', { kind: 'prediction', step: STEP, picked: 1, correct: true, offers: [], beliefs: [] }, 4),
    ...[report('m1', answer(['primary-handles']), 5), report('m1', answer([]), 6)],
    ...[act({ kind: 'open-poll', poll }), report('m2', { kind: 'vote', poll: poll.id, choice: 0 })],
    ...[true, false, true].map((raised, index) => report('m1', { kind: 'hand', raised }, 7 + index)),
    ...[...asked, ...settle],
  );
  const time = (at: number) => new Date(at).toISOString();
  expect(workshopCsv(whole).split('\r\n')).toEqual([
    '\uFEFF' +
      quoted('What,Name,When,Lesson,Step,Question,Answer,Correct,Misconceptions,Times,Runs,Checks passed,Checks'),
    quoted(`joined,Ada,${time(1)},,,,,,,,,,`),
    quoted('step,Ada,,load-balancing,round-robin,,,,,,1,1,2'),
    quoted(`prediction,Ada,${time(4)},load-balancing,round-robin,,choice 2,yes,,,,,`),
    quoted(`answer,Ada,${time(6)},load-balancing,round-robin,who,secret words,yes,,2,,,`),
    quoted(`hand,Ada,${time(9)},,,,up,,,2,,,`),
    quoted(`joined,Grace,${time(1)},,,,,,,,,,`),
    quoted('poll,,,,,Who accepts?,The primary,no,primary-handles,1,,,'),
    quoted('poll,,,,,Who accepts?,A worker,yes,,0,,,'),
    quoted('vote,Grace,,,,Who accepts?,The primary,no,primary-handles,,,,'),
    ...['one', 'two', 'three', 'four'].map((text) => quoted(`asked,Grace,${time(8)},,,${text},answered,,,,,,`)),
    quoted(`asked,Grace,${time(8)},,,five,waits,,,,,,`),
    '',
  ]);
  expect(JSON.parse(workshopJson(whole, 1))).toMatchObject({
    members: [{ name: 'Ada', hand: 9, hands: 2 }, { name: 'Grace' }],
    polls: [{ text: poll.text, counts: [1, 0], votes: { m2: 0 } }],
    questions: ['one', 'two', 'three', 'four', 'five'].map((text) => ({ text, member: 'm2' })),
  });
});

/** Everything Grace says carries this word, and nothing that Ada's page gets may. */
const MARK = 'GRACE-SECRET';
const anyReport = fc.oneof<fc.Arbitrary<Report>[]>(
  fc.constant<Report>({ ...answer(['primary-handles']), given: MARK } as Report),
  fc.constant<Report>({ kind: 'ask', text: MARK }),
  fc.constant<Report>({ kind: 'share', step: STEP, run: MARK }),
  fc.constant<Report>({ kind: 'unshare' }),
  fc.constant<Report>({ kind: 'vote', poll: poll.id, choice: 0 }),
  fc.boolean().map((raised): Report => ({ kind: 'hand', raised })),
);
const anyAct = fc.constantFrom<Act>(
  { kind: 'open-poll', poll },
  { kind: 'close-poll', poll: poll.id },
  { kind: 'reveal-poll', poll: poll.id, revealed: true },
  { kind: 'spotlight', member: 'm2' },
  { kind: 'show', what: 'spotlight' },
  { kind: 'ask-to-share', member: 'm2' },
  { kind: 'rename', member: 'm2', name: MARK },
);

test('no history shows a learner what another said', () => {
  const anyEvent = fc.oneof(
    anyReport.map((what) => report('m2', what)),
    anyAct.map((what) => act(what)),
  );
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
      const workshop = after(join('m1', 'Ada'), join('m2', MARK), ...events);
      const seen = JSON.stringify([ownView(workshop, 'm1'), classView(workshop, 5)]);
      expect(seen).not.toContain(MARK);
      const isRevealed = [...workshop.polls.values()].some(({ revealed }) => revealed);
      expect(seen.includes('counts')).toBe(isRevealed);
      for (const member of workshop.members.values()) {
        expect(memberRow(member, true)).not.toHaveProperty('reports');
        expect(memberRow(member, true)).not.toHaveProperty('came');
      }
    }),
  );
});

test('the projector keeps to the poll it was given, until the instructor asks the next one', () => {
  const second = { ...poll, id: 'poll-0002', text: 'Who answers?' };
  const asked = after(...two, act({ kind: 'open-poll', poll }), act({ kind: 'open-poll', poll: second }));
  const onScreen = (...events: WorkshopEvent[]) => screenView(then(asked, ...events), 'CODE', 5).poll?.text;
  expect(onScreen()).toBeUndefined();
  expect(onScreen(act({ kind: 'show', what: 'poll' }))).toBe(second.text);
  const first = act({ kind: 'show', what: 'poll', poll: poll.id });
  expect(onScreen(first)).toBe(poll.text);
  expect(onScreen(act({ kind: 'close-poll', poll: poll.id }), first)).toBe(poll.text);
  expect(onScreen(first, act({ kind: 'open-poll', poll }))).toBe(poll.text);
  expect(onScreen(first, act({ kind: 'open-poll', poll: { ...poll, id: 'poll-0003', text: 'Third' } }))).toBe('Third');
  expect(hostView(then(asked, first), 'CODE', 5).pollShown).toBe(poll.id);
  expect(whyNotAct(asked, { kind: 'show', what: 'poll', poll: 'no-such-poll' })).toMatch('no such poll');
});

test('an answered question leaves the instructor and is still seen by who asked it, the last three of them', () => {
  const texts = ['one', 'two', 'three', 'four', 'five'];
  const ask = (text: string) => report('m1', { kind: 'ask', text }, 3, `asked-${text}`);
  const settle = (text: string) => act({ kind: 'settle-question', question: `asked-${text}` });
  const all = after(...two, ...texts.map(ask), ...texts.slice(0, 4).map(settle));
  expect(hostView(all, 'CODE', 5).questions.map(({ text }) => text)).toEqual(['five']);
  expect(ownView(all, 'm1')?.questions.map(({ text, answered }) => [text, answered])).toEqual([
    ['two', true],
    ['three', true],
    ['four', true],
    ['five', undefined],
  ]);
  expect(ownView(all, 'm2')?.questions).toEqual([]);
  expect(whyNotReport(all, 'm1', 'a-new-id', { kind: 'ask', text: 'More?' })).toBeUndefined();
});
