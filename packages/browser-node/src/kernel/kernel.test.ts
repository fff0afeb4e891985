/** The kernel in plain Node: what its processes hear of each other, and what happens when one says what our own code never says. */
import { expect, test } from 'vitest';
import { bytesOf, Machine, textOf, type ProcessDouble } from '../../tests/machine.ts';
import type { EndId } from '../protocol.ts';

const SPAWN = { op: 'spawn', args: ['node'], env: {}, cwd: '/', descriptors: [] };
const LISTEN = { op: 'listen', listener: 'here', socket: { id: '10:1', address: '::', port: 8_080 } } as const;
const CONNECT = {
  ...{ op: 'connect', end: '20.1a' },
  target: { address: '127.0.0.1', port: 8_080 },
  local: { address: undefined, port: 0 },
} as const;
const IPC: EndId = '10.1a';

/** A process and its child, with a channel between them. */
async function family(machine: Machine): Promise<readonly [ProcessDouble, ProcessDouble]> {
  const parent = await machine.start(10);
  parent.say({ ...SPAWN, pid: 11, descriptors: [{ fd: 3, kind: 'pipe', end: '10.1b', isIpc: true }] });
  return [parent, await machine.newest().boot()];
}

/** What arrived at an end. */
function arrived(process: ProcessDouble, end: EndId): readonly string[] {
  return process
    .of('stream')
    .filter((message) => message.end === end)
    .map(({ item }) => (item.op === 'data' ? textOf(item.bytes) : item.op));
}

test('tells a process at its start what is there', async () => {
  const machine = new Machine();
  machine.kernel.change([{ do: 'put', path: '/work/a.mjs', data: bytesOf('a'), mode: 0o644 }]);
  (await machine.start(10)).say(LISTEN);
  const start = await (await machine.start(20, { args: ['node', 'a.mjs'], env: { A: '1' }, cwd: '/work' })).started;
  expect(start).toMatchObject({ pid: 20, ppid: 0, args: ['node', 'a.mjs'], env: { A: '1' }, cwd: '/work' });
  expect(start).toMatchObject({ firstChildPid: 21, sockets: [LISTEN.socket] });
  expect(start.files.map(([path]) => path)).toEqual(['/', '/tmp', '/work', '/work/a.mjs']);
});

test('wakes a process that asks for it, and no other', async () => {
  const [parent, child] = await family(new Machine());
  parent.say({ op: 'wake' });
  expect(parent.heard.at(-1)).toEqual({ op: 'wake' });
  expect(child.of('wake')).toEqual([]);
});

test('connects two processes, and hands the connection to a third with what nobody has read', async () => {
  const machine = new Machine();
  const [parent, child] = await family(machine);
  const client = await machine.start(20);
  parent.say(LISTEN);
  client.say(CONNECT);
  client.say({ op: 'open', end: '20.1a' });
  client.say({ op: 'data', end: '20.1a', bytes: bytesOf('question') });
  const [incoming] = parent.of('incoming');
  expect(incoming).toMatchObject({ listener: 'here', end: '20.1b', addresses: { localPort: 8_080 } });
  expect(client.of('connected')).toMatchObject([{ end: '20.1a', addresses: { remotePort: 8_080 } }]);

  const passed = { type: 'stream', kind: 'tcp', end: '20.1b', addresses: incoming?.addresses, hasSentFin: false };
  child.say({ op: 'open', end: '10.1b' });
  parent.say({ op: 'data', end: IPC, bytes: bytesOf('{}'), passed });
  parent.say({ op: 'release', end: '20.1b', isReset: false });
  expect(child.of('stream')).toMatchObject([{ end: '10.1b', item: { passed } }]);
  child.say({ op: 'open', end: '20.1b' });
  child.say({ op: 'data', end: '20.1b', bytes: bytesOf('answer') });
  expect(arrived(child, '20.1b')).toEqual(['question']);
  expect(arrived(client, '20.1a')).toEqual(['answer']);
  expect(arrived(parent, '20.1b')).toEqual([]);
});

test('refuses a connection to where nobody listens, also after who listened has ended', async () => {
  const machine = new Machine();
  const server = await machine.start(10);
  const client = await machine.start(20);
  client.say(CONNECT);
  expect(client.of('refused')).toMatchObject([{ end: '20.1a', code: 'ECONNREFUSED' }]);
  client.say({ ...CONNECT, target: { path: '/tmp/s' } });
  expect(client.of('refused')).toMatchObject([{}, { code: 'ENOENT' }]);
  machine.kernel.change([{ do: 'put', path: '/tmp/s', data: bytesOf(''), mode: 0o644 }]);
  client.say({ ...CONNECT, target: { path: '/tmp/s' } });
  expect(client.of('refused').at(-1)).toMatchObject({ code: 'ECONNREFUSED' });
  server.say(LISTEN);
  expect(client.of('sockets').at(-1)).toMatchObject({ sockets: [LISTEN.socket] });
  machine.kernel.kill(10, 9);
  expect(client.of('sockets').at(-1)).toMatchObject({ sockets: [] });
  client.say(CONNECT);
  expect(client.of('refused')).toHaveLength(4);
});

test('a signal ends a process that does not handle it; one that nobody notices does not', async () => {
  const machine = new Machine();
  const process = await machine.start(10);
  process.say({ op: 'handle-signal', signal: 15, isHandled: true });
  expect(machine.kernel.kill(10, 15)).toBe(true);
  expect(process.of('signal')).toMatchObject([{ signal: 15 }]);
  machine.kernel.kill(10, 18);
  expect(machine.ends).toEqual([]);
  process.say({ op: 'handle-signal', signal: 15, isHandled: false });
  machine.kernel.kill(10, 15);
  expect(machine.ends).toEqual([[10, 0, 'SIGTERM']]);
  expect(process.isEnded).toBe(true);
  expect(machine.kernel.kill(10, 15)).toBe(false);
});

test('a signal reaches a whole group; a child is in that of its parent unless it is detached', async () => {
  const machine = new Machine();
  const [parent] = await family(machine);
  parent.say({ ...SPAWN, pid: 12, isDetached: true });
  await machine.newest().boot();
  const facts = { program: 10, group: 10 };
  expect(parent.of('processes').at(-1)?.table.processes).toEqual([
    { ...facts, pid: 10 },
    { ...facts, pid: 11 },
    { ...facts, pid: 12, group: 12 },
  ]);
  parent.say({ op: 'kill', pid: -12, signal: 15 });
  expect(machine.ends).toEqual([[12, 0, 'SIGTERM']]);
  parent.say({ op: 'kill', pid: 0, signal: 9 });
  expect(machine.members.size).toBe(0);
});

test('each process knows how many its program has, and has pids of its own to give', async () => {
  const machine = new Machine();
  const [parent, child] = await family(machine);
  await machine.start(50);
  child.say({ ...SPAWN, pid: 11_000 });
  const grandchild = await (await machine.newest().boot()).started;
  expect([(await parent.started).firstChildPid, (await child.started).firstChildPid]).toEqual([11, 11_000]);
  expect(grandchild.table.processes.map(({ program }) => program)).toEqual([10, 10, 50, 10]);
  expect(grandchild.table.starts.map(({ program }) => program)).toEqual([10, 10]);
});

test('a parent hears how its child ended, and that their channel closed', async () => {
  const machine = new Machine();
  const [parent, child] = await family(machine);
  parent.say({ op: 'open', end: IPC });
  child.say({ op: 'exit', code: 3, signal: null });
  expect(parent.of('child-exit')).toMatchObject([{ pid: 11, code: 3, signal: null }]);
  expect(arrived(parent, IPC)).toEqual(['hangup']);
  expect(parent.of('processes').at(-1)).toMatchObject({ table: { processes: [{ pid: 10 }] } });
});

test('what is said to a process before it has started comes after its start', async () => {
  const machine = new Machine();
  const parent = await machine.start(10);
  parent.say({ ...SPAWN, pid: 11, descriptors: [{ fd: 0, kind: 'pipe', end: '10.1b', isIpc: false }] });
  parent.say({ op: 'detach', end: IPC });
  const child = machine.newest();
  machine.kernel.streams.detach(11, '10.1b');
  expect(child.heard).toEqual([]);
  await child.boot();
  expect(child.heard.map(({ op }) => op)).toEqual(['start', 'detached', 'processes']);
});

test('a change of files is told to all but the one who made it', async () => {
  const machine = new Machine();
  const [one, other] = [await machine.start(10), await machine.start(20)];
  one.say({ op: 'files', changes: [{ do: 'put', path: '/a', data: bytesOf('a'), mode: 0o644 }] });
  expect(machine.kernel.files.get('/a')?.type).toBe('file');
  expect([one.of('files').length, other.of('files').length]).toEqual([0, 1]);
});

test('threads are no processes, and end with their process', async () => {
  const machine = new Machine();
  const process = await machine.start(10);
  process.say({ op: 'pair', end: '10.1a' });
  const thread = { id: 1, name: 'counter', processId: 10, end: '10.1b' };
  process.say({ ...SPAWN, op: 'start-thread', thread });
  const worker = await machine.newest().boot();
  expect(await worker.started).toMatchObject({ thread });
  expect(machine.kernel.processes.map(({ pid }) => pid)).toEqual([10]);
  process.say({ op: 'stop-thread', thread: 1 });
  expect(process.of('thread-exit')).toMatchObject([{ thread: 1, code: 1 }]);
  process.say({ ...SPAWN, op: 'start-thread', thread: { ...thread, id: 2 } });
  machine.kernel.kill(10, 9);
  expect(machine.newest().isEnded).toBe(true);
});

test('a program shares among its processes what it may print', async () => {
  const machine = new Machine();
  const [parent, child] = await family(machine);
  const [alone, shared] = [(await parent.started).limits, (await child.started).limits];
  expect(shared.outputBytesPerSecond).toBe(alone.outputBytesPerSecond / 2);
  child.say({ op: 'write', stream: 1, bytes: bytesOf('printed') });
  expect(machine.output).toEqual(['printed']);
});

test('a worker that does not boot is told as a breakage, and ends', async () => {
  const machine = new Machine();
  const parent = await machine.start(10);
  parent.say({ ...SPAWN, pid: 11 });
  machine.newest().say({ op: 'broken', error: 'no library' });
  await expect.poll(() => machine.broken).toEqual(['no library']);
  expect(parent.of('child-exit')).toMatchObject([{ pid: 11, code: 1 }]);
});

test('a process that takes the pid of another leaves nobody behind', async () => {
  const machine = new Machine();
  const process = await machine.start(10);
  process.say({ ...SPAWN, pid: 11 });
  process.say({ ...SPAWN, pid: 11 });
  for (const pid of [...machine.members]) machine.kernel.kill(pid, 9);
  expect(machine.workers.every(({ isEnded }) => isEnded)).toBe(true);
});

test('a process that starts others without end is ended', async () => {
  const machine = new Machine();
  const process = await machine.start(10);
  for (let pid = 11; pid < 2_000; pid++) process.say({ ...SPAWN, pid });
  expect(machine.kernel.isAlive(10)).toBe(false);
  for (const pid of [...machine.members]) machine.kernel.kill(pid, 9);
  expect(machine.workers.length).toBeLessThan(600);
  expect(machine.workers.every(({ isEnded }) => isEnded)).toBe(true);
});

test.each([
  { op: 'exit', code: { toString: 1 }, signal: null },
  { op: 'exit', code: 0, signal: {} },
  { op: 'spawn', pid: '11', args: [], env: {}, cwd: '/', descriptors: [] },
  { op: 'spawn', pid: -1, args: [], env: {}, cwd: '/', descriptors: [] },
  { op: 'listen', listener: 'x', socket: { id: 7, address: '::', port: 80 } },
  { op: 'listen', listener: 'x', socket: { id: '7', address: '::', port: {} } },
  { op: 'listen', listener: 'x' },
  { op: 'files', changes: [{ do: 'put', path: '/a', data: { length: 1e15 }, mode: 0 }] },
  { op: 'files', changes: [{ do: 'put', path: 'a', data: new Uint8Array(1), mode: 0 }] },
  { op: 'files', changes: [{ do: 'rename', path: '/tmp', to: 5 }] },
])('%j ends the process that said it, with numbers and texts alone', async (message) => {
  const machine = new Machine();
  (await machine.start(10)).say(message);
  expect(machine.ends).toEqual([[10, 1, null]]);
  expect([machine.kernel.sockets.table, machine.kernel.files.bytes]).toEqual([[], 0]);
});

test('a program that removes or moves the root leaves a folder to the next one', async () => {
  const machine = new Machine();
  const { files } = machine.kernel;
  const process = await machine.start(10);
  const write = { do: 'put', path: '/work/a', data: new Uint8Array(1), mode: 0o644 } as const;
  process.say({ op: 'files', changes: [write, { do: 'remove', path: '/' }] });
  expect(files.get('/work/a')).toBeUndefined();
  process.say({ op: 'files', changes: [{ do: 'rename', path: '/', to: '/x' }] });
  machine.kernel.change([write]);
  expect(files.list('/work')).toEqual(['a']);
});
