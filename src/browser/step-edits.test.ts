/** Two tabs of one browser on one step: whatever they do in whatever order, no text is lost without its learner's word. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EditsStore, type Texts } from './edits-store.ts';
import { StepEdits } from './step-edits.ts';
import { asideOf } from './keys.ts';
import { memoryStorage } from './storage.ts';

const start = { 'a.mjs': 'start' };
const of = (text: string): Texts => ({ 'a.mjs': text });

function browser() {
  const storage = memoryStorage();
  let time = 0;
  return {
    storage,
    stored: () => new EditsStore(storage).read('l/s')['a.mjs'] ?? 'start',
    open: () => new StepEdits({ step: 'l/s', start, store: new EditsStore(storage), now: () => ++time }),
  };
}

/** Typed, and rested after. */
function type(tab: StepEdits, text: string): void {
  tab.hold(of(text));
  tab.keep();
}

test('a tab alone keeps what is typed, and a later one begins with it', () => {
  const { open } = browser();
  const tab = open();
  type(tab, 'mine');
  expect(tab.rival.value).toBeUndefined();
  expect(open().files).toEqual(of('mine'));
});

test('a tab that has not seen what another stored does not write over it, and offers both', () => {
  const { open, stored } = browser();
  const [one, other] = [open(), open()];
  type(one, 'one');
  type(other, 'other');
  expect(stored()).toBe('one');
  expect(other.rival.value).toMatchObject({ kind: 'other-tab', files: of('one'), at: 1 });
  expect(one.rival.value).toBeUndefined();
});

test('what a tab may not write is kept aside: closed without a word, its text is offered to the next', () => {
  const { open } = browser();
  const [one, other] = [open(), open()];
  type(one, 'one');
  type(other, 'other');
  type(other, 'other, longer');
  const next = open();
  expect(next.files).toEqual(of('one'));
  expect(next.rival.value).toMatchObject({ kind: 'aside', files: of('other, longer') });
});

test('taking the other text puts one’s own aside, from where it comes back', () => {
  const { open, stored } = browser();
  const [one, other] = [open(), open()];
  type(one, 'one');
  type(other, 'other');
  expect(other.take()).toEqual(of('one'));
  expect(other.rival.value).toMatchObject({ kind: 'aside', files: of('other') });
  expect(other.take()).toEqual(of('other'));
  expect(stored()).toBe('other');
  expect(other.rival.value).toMatchObject({ kind: 'aside', files: of('one') });
});

test('keeping one’s own puts the other text aside, and the other tab is told', () => {
  const { open, stored } = browser();
  const [one, other] = [open(), open()];
  type(one, 'one');
  type(other, 'other');
  other.decline();
  expect(stored()).toBe('other');
  expect(other.rival.value).toMatchObject({ kind: 'aside', files: of('one') });
  type(one, 'one more');
  expect(one.rival.value).toMatchObject({ kind: 'other-tab', files: of('other') });
  expect(stored()).toBe('other');
});

test('what was aside is forgotten when its learner says so, and not before', () => {
  const { open } = browser();
  const [one, other] = [open(), open()];
  type(one, 'one');
  type(other, 'other');
  other.take();
  other.decline();
  expect(other.rival.value).toBeUndefined();
  expect(open().rival.value).toBeUndefined();
});

test('the same text in both is no rival', () => {
  const { open } = browser();
  const [one, other] = [open(), open()];
  type(one, 'same');
  type(other, 'same');
  expect(other.rival.value).toBeUndefined();
  type(other, 'same and more');
  expect(other.rival.value).toBeUndefined();
});

test.each(['{', '{"version":1,"list":7}', '{"version":1,"list":[7,{"id":1},{"id":"a","files":{"../x":"y"}}]}'])(
  'what cannot be read as put aside is none: %s',
  (text) => {
    const { open, storage } = browser();
    storage.set(asideOf('l/s'), text);
    expect(open().rival.value).toBeUndefined();
  },
);

test('what is typed and not kept yet is the editor’s text all the same: the other text takes its place, and it comes back', () => {
  const { open } = browser();
  const [one, other] = [open(), open()];
  type(one, 'one');
  other.hold(of('typed a moment ago'));
  expect(other.take()).toEqual(of('one'));
  expect(other.rival.value).toMatchObject({ kind: 'aside', files: of('typed a moment ago') });
});

test('whoever types and chooses in whatever order: each text that was typed is stored, aside, in a tab, or was given up', () => {
  const act = fc.record({ tab: fc.nat(1), kind: fc.constantFrom('type', 'rest', 'take', 'decline') });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 16 }), (acts) => {
      const { open, stored, storage } = browser();
      const tabs = [open(), open()] as const;
      const held = ['start', 'start'];
      const typedOver: readonly Set<string>[] = [new Set(), new Set()];
      for (const [index, { tab, kind }] of acts.entries()) {
        const edits = tabs[tab] as StepEdits;
        const asides = () => new EditsStore(storage).aside('l/s').map(({ files }) => files['a.mjs'] ?? '');
        const there = () => [stored(), ...held, ...asides()];
        const before = { mine: held[tab] as string, texts: [stored(), ...held] };
        const { kind: rivalKind, files } = edits.rival.value ?? {};
        const rival = rivalKind === 'aside' ? files?.['a.mjs'] : undefined;
        if (kind === 'type') {
          typedOver[tab]?.add(before.mine);
          edits.hold(of((held[tab] = `${tab} typed ${index}`)));
        }
        if (kind === 'rest') edits.keep();
        if (kind === 'take') held[tab] = edits.take()['a.mjs'] as string;
        if (kind === 'decline') edits.decline();
        // Typed over in this tab, or forgotten by a press.
        const isGivenUp = (text: string) =>
          text === 'start' || typedOver[tab]?.has(text) === true || (kind === 'decline' && text === rival);
        for (const text of before.texts) if (!isGivenUp(text)) expect(there()).toContain(text);
      }
    }),
  );
});
