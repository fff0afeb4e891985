import { expect, test } from 'vitest';
import { bytesOf, textOf } from '../../tests/machine.ts';
import type { EndId, StreamItem, ToProcess } from '../protocol.ts';
import { Streams } from './streams.ts';

const [A, B] = ['7.1a', '7.1b'] as const;
const [PORT, PEER] = ['7.2a', '7.2b'] as const;

/** Process 1 has the one end, process 2 the other. */
function connected() {
  const sent: [pid: number, message: ToProcess][] = [];
  const streams = new Streams((pid, message) => sent.push([pid, message]));
  streams.connect(A, 1, 2);
  const write = (pid: number, end: EndId, text: string, rest: object = {}) =>
    streams.data(pid, { op: 'data', end, bytes: bytesOf(text), ...rest });
  /** What a process got at an end, in order. */
  const got = (pid: number, end: EndId) =>
    sent.flatMap(([to, message]) =>
      to === pid && message.op === 'stream' && message.end === end ? [wordOf(message.item)] : [],
    );
  /** How many of its bytes a process heard to be taken. */
  const taken = (pid: number) =>
    sent.flatMap(([to, message]) => (to === pid && message.op === 'taken' ? [message.bytes] : []));
  return { streams, sent, write, got, taken };
}

function wordOf(item: StreamItem): string {
  return item.op === 'data' ? textOf(item.bytes) : item.op;
}

test('bytes wait until someone opens the end, and then come in order', () => {
  const { streams, write, got } = connected();
  write(1, A, 'one');
  write(1, A, 'two');
  expect(got(2, B)).toEqual([]);
  streams.open(2, B);
  write(1, A, 'three');
  streams.fin(A);
  expect(got(2, B)).toEqual(['one', 'two', 'three', 'fin']);
});

test('both sides write', () => {
  const { streams, write, got } = connected();
  streams.open(1, A);
  streams.open(2, B);
  write(1, A, 'there');
  write(2, B, 'back');
  expect([got(2, B), got(1, A)]).toEqual([['there'], ['back']]);
});

test('what was read by one who hands the end on and gave it back comes first to the next', () => {
  const { streams, sent, write, got } = connected();
  streams.open(2, B);
  write(1, A, 'one');
  streams.detach(2, B);
  write(1, A, 'two');
  expect(sent.at(-1)).toEqual([2, { op: 'detached', end: B }]);
  streams.giveBack(2, B, [{ op: 'data', bytes: bytesOf('one') }]);
  streams.share(B, 3);
  streams.release(2, B, false);
  streams.open(3, B);
  expect(got(3, B)).toEqual(['one', 'two']);
});

test('an end that travels in a message is held by it, and then by who reads it, who may have had it before', () => {
  const { streams, write, got } = connected();
  streams.connect(PORT, 1, 9);
  streams.open(9, PEER);
  const passed = { type: 'stream', kind: 'tcp', end: PORT, addresses: undefined, hasSentFin: false };
  write(1, A, '{}', { passed });
  streams.release(1, PORT, false);
  streams.open(2, B);
  write(2, B, '{}', { passed });
  streams.open(1, A);
  streams.share(PORT, 1);
  streams.release(1, PORT, false);
  streams.release(2, PORT, false);
  expect(got(9, PEER)).toEqual([]);
  streams.release(1, PORT, false);
  expect(got(9, PEER)).toEqual(['hangup']);
});

test('all that opened an end hear that it is over, each once, and who opens it later does too', () => {
  const { streams, write, got } = connected();
  streams.open(2, B);
  streams.share(B, 3);
  streams.detach(2, B);
  write(1, A, 'last');
  streams.fin(A);
  expect(got(2, B)).toEqual(['fin']);
  streams.open(3, B);
  expect(got(3, B)).toEqual(['last', 'fin']);
  streams.open(2, B);
  expect(got(2, B)).toEqual(['fin']);
});

test('the last who lets go hangs up, and one of several does not', () => {
  const { streams, got } = connected();
  streams.open(2, B);
  streams.share(A, 3);
  streams.release(1, A, false);
  expect(got(2, B)).toEqual([]);
  streams.release(3, A, false);
  expect(got(2, B)).toEqual(['hangup']);
  expect(streams.has(A)).toBe(true);
  streams.release(2, B, false);
  expect(streams.has(A)).toBe(false);
});

test('a reset is heard as one, and so is a death with bytes that nobody read', () => {
  const one = connected();
  one.streams.open(2, B);
  one.streams.release(1, A, true);
  expect(one.got(2, B)).toEqual(['reset']);

  const other = connected();
  other.streams.open(2, B);
  other.write(2, B, 'never read');
  other.streams.releaseAll(1);
  expect(other.got(2, B)).toEqual(['reset']);
});

test('who wrote hears how much was taken; where several write, each hears at once', () => {
  const { streams, write, taken } = connected();
  write(1, A, 'four');
  expect(taken(1)).toEqual([]);
  streams.taken(B, 4);
  expect(taken(1)).toEqual([4]);
  streams.share(A, 3);
  write(3, A, 'five!');
  expect(taken(3)).toEqual([5]);
});

test('a port in a message lives on its way, moves to who reads it, and dies with a message that nobody will', () => {
  const { streams, write, got } = connected();
  streams.connect(PORT, 1, 9);
  streams.open(9, PEER);
  write(1, A, 'first', { ports: [PORT] });
  streams.release(1, PORT, false);
  expect(got(9, PEER)).toEqual([]);
  streams.open(2, B);
  streams.release(2, PORT, false);
  expect(got(9, PEER)).toEqual(['hangup']);

  const lost = connected();
  lost.streams.connect(PORT, 1, 9);
  lost.streams.open(9, PEER);
  lost.write(1, A, 'first', { ports: [PORT] });
  lost.streams.release(1, PORT, false);
  lost.streams.release(2, B, false);
  expect(lost.got(9, PEER)).toEqual(['hangup']);
});
