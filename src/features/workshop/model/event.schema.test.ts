/** What a log holds is read with care: old events as they were meant, and nothing that is cut short, damaged or newer. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENT_VERSION, readEvent, UnreadableEvent, writeEvent } from './event.schema.ts';

const joined = { type: 'joined', member: 'm1', name: 'Ada', at: 1 } as const;

test('what is written carries the version and is read again', () => {
  expect(JSON.parse(writeEvent(joined))).toEqual({ version: EVENT_VERSION, ...joined });
  expect(readEvent(writeEvent(joined))).toEqual(joined);
});

test('an event of before versions is one of version 1, and a timer of before ids starts anew each time', () => {
  expect(readEvent(JSON.stringify(joined))).toEqual(joined);
  const timer = (at: number) =>
    readEvent(
      JSON.stringify({ type: 'acted', act: { kind: 'timer', timer: { milliseconds: 60_000, label: '' } }, at }),
    );
  const ids = [timer(1), timer(2)].map(
    (event) => event.type === 'acted' && event.act.kind === 'timer' && event.act.timer?.id,
  );
  expect(new Set(ids).size).toBe(2);
});

test.each([
  ['cut short', writeEvent(joined).slice(0, 20), /cut short or damaged/],
  ['empty', '', /cut short or damaged/],
  ['no object', '"joined"', /no event/],
  ['null', 'null', /no event/],
  ['an array', '[]', /no kind that there is/],
  ['of an unknown type', '{"type":"exploded","at":1}', /no kind that there is/],
  ['of the wrong shape', '{"type":"joined","member":7,"name":"Ada","at":1}', /no kind that there is/],
  ['with a member of no number', '{"type":"joined","member":"__proto__","name":"Ada","at":1}', /no kind/],
  ['with a field too many', '{"type":"joined","member":"m1","name":"Ada","at":1,"x":1}', /no kind/],
  ['of a time that is none', '{"type":"joined","member":"m1","name":"Ada","at":1e300}', /no kind/],
  ['with an act of the wrong shape', '{"type":"acted","act":{"kind":"end"},"at":1}', /no kind/],
  ['of a newer version', JSON.stringify({ ...joined, version: 99 }), /newer Cluster Lab \(version 99/],
  ['of a version that is no number', JSON.stringify({ ...joined, version: '2' }), /no number/],
  ['of version 0', JSON.stringify({ ...joined, version: 0 }), /no number/],
])('one %s is refused with a reason', (_, text, reason) => {
  expect(() => readEvent(text)).toThrow(reason);
  expect(() => readEvent(text)).toThrow(UnreadableEvent);
});

test('nothing that a log may hold throws anything else', () => {
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
      try {
        readEvent(text);
      } catch (error) {
        expect(error).toBeInstanceOf(UnreadableEvent);
      }
    }),
  );
});
