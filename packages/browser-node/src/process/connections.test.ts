/** Two or three processes on one kernel, without a browser: what arrives, in which order, and who waits for whom. */
import { afterAll, expect, test, vi } from 'vitest';
import { bytesOf, Machine, textOf } from '../../tests/machine.ts';
import { processModules } from '../../tests/process.ts';
import type { Addresses, EndId, StreamItem } from '../protocol.ts';

afterAll(() => void vi.resetModules());

type Process = Awaited<ReturnType<typeof processModules>>;
type Connection = ReturnType<Process['Connection']['of']>;

async function processOn(machine: Machine, pid: number): Promise<Process> {
  return processModules(await machine.start(pid));
}

function send(connection: Connection, text: string, rest: object = {}): void {
  connection.send({ op: 'data', bytes: bytesOf(text), ...rest });
}

/** All that has come, taken. */
function readAll(connection: Connection): readonly string[] {
  const words: string[] = [];
  for (let item = connection.read(); item !== undefined; item = connection.read()) words.push(wordOf(item));
  return words;
}

function wordOf(item: StreamItem): string {
  return item.op === 'data' ? textOf(item.bytes) : item.op;
}

/** Client and server with a connection between them. */
async function connected(machine: Machine) {
  const [server, client] = [await processOn(machine, 10), await processOn(machine, 20)];
  let accepted: { readonly end: EndId; readonly addresses: Addresses | undefined } | undefined;
  server.onKernel('incoming', (message) => (accepted = message));
  server.tellKernel({ op: 'listen', listener: 'here', socket: { id: '10:1', address: '::', port: 8_080 } });
  const { ours } = client.newPair(20);
  const target = { address: '::1', port: 8_080 };
  client.tellKernel({ op: 'connect', end: ours, target, local: { address: undefined, port: 0 } });
  if (accepted === undefined) throw new Error('Nobody was told of the connection.');
  const { end, addresses } = accepted;
  const [theirs, own] = [server.Connection.of(end, addresses), client.Connection.of(ours)];
  own.open();
  return { server, client, own, theirs };
}

test('what one process writes another reads, and hears the end of', async () => {
  const { own, theirs } = await connected(new Machine());
  theirs.open();
  send(own, 'question');
  own.sendFin();
  send(theirs, 'answer');
  expect([readAll(theirs), readAll(own)]).toEqual([['question', 'fin'], ['answer']]);
  expect([theirs.addresses?.localPort, theirs.bytesRead, theirs.bytesWritten]).toEqual([8_080, 8, 6]);
});

test('nothing is delivered to a process that has not opened its end', async () => {
  const { own, theirs } = await connected(new Machine());
  send(own, 'early');
  expect(theirs.hasInput).toBe(false);
  theirs.open();
  expect(readAll(theirs)).toEqual(['early']);
});

test('a connection is handed to another process, which reads what the first has left', async () => {
  const machine = new Machine();
  const { server, own, theirs } = await connected(machine);
  const worker = await processOn(machine, 30);
  const { ours, theirs: far } = server.newPair(10);
  server.tellKernel({ op: 'pair', end: ours });
  machine.kernel.streams.share(far, 30);
  machine.kernel.streams.release(10, far, false);
  const [channel, other] = [server.Connection.of(ours), worker.Connection.of(far)];
  other.open();

  theirs.open();
  for (const text of ['one', 'two', 'three']) send(own, text);
  expect(textOf((theirs.read() as { bytes: Uint8Array }).bytes)).toBe('one');
  const { end, addresses, hasSentFin } = theirs;
  channel.holdUntil((release) => theirs.handOn(release));
  send(channel, '{}', { passed: { type: 'stream', kind: 'tcp', end, addresses, hasSentFin } });
  theirs.release();

  const item = other.read();
  expect(item).toMatchObject({ op: 'data', passed: { end, addresses } });
  const handed = worker.Connection.of(end, addresses);
  handed.open();
  send(handed, 'from the worker');
  expect([readAll(handed), readAll(own)]).toEqual([['two', 'three'], ['from the worker']]);
});

test('who writes to a connection that another process reads takes nothing away from it, and hears of its end', async () => {
  const machine = new Machine();
  const { own, theirs } = await connected(machine);
  const worker = await processOn(machine, 30);
  machine.kernel.streams.share(theirs.end, 30);
  const handed = worker.Connection.of(theirs.end);
  theirs.open();
  theirs.handOn(() => handed.open());
  theirs.listen();
  send(own, 'for the worker');
  own.sendFin();
  expect([readAll(handed), readAll(theirs)]).toEqual([['for the worker', 'fin'], ['fin']]);
});

test('a writer is held up while nobody reads, and goes on when someone does', async () => {
  const { server, own, theirs } = await connected(new Machine());
  theirs.open();
  const half = 'x'.repeat(server.WINDOW_BYTES / 2);
  for (let i = 0; i < 4; i++) send(own, half);
  expect([own.isFull, own.backlog]).toEqual([true, server.WINDOW_BYTES]);
  // The last waits here: a page's queue is not filled by one program.
  expect(readAll(theirs).map(({ length }) => length)).toEqual([half.length, half.length, half.length, half.length]);
  expect([own.isFull, own.backlog]).toEqual([false, 0]);
});

test('who hangs up is heard of, and nothing can be written to one that reset', async () => {
  const machine = new Machine();
  const { own, theirs } = await connected(machine);
  send(theirs, 'bye');
  theirs.release();
  expect([readAll(own), own.isPeerGone, own.writeError]).toEqual([['bye', 'hangup'], true, 0]);

  const again = await connected(new Machine());
  again.theirs.release(true);
  expect(readAll(again.own)).toEqual(['reset']);
  expect(again.own.writeError).toBeLessThan(0);
});

test('a process that got an end twice lets go of it twice', async () => {
  const machine = new Machine();
  const { server, own, theirs } = await connected(machine);
  machine.kernel.streams.share(theirs.end, 10);
  expect(server.Connection.of(theirs.end)).toBe(theirs);
  theirs.release();
  expect(readAll(own)).toEqual([]);
  theirs.release();
  expect(readAll(own)).toEqual(['hangup']);
});
