import { expect, test } from 'vitest';
import { SandboxError, type ExitStatus, type SandboxProcess } from '../sandbox.ts';
import { OUTPUT_WINDOW_BYTES, type ClientMessage, type HostMessage } from './protocol.ts';
import { serveSandbox, type ServedSandbox } from './serve-sandbox.ts';

const NOTHING = { code: 'no-such-process', message: 'This program has ended.' };
const SPAWN = { do: 'spawn', command: 'node', args: ['main.mjs'], env: { A: '1' } } as const;

/** A program whose output and end the test decides. */
class FakeProgram implements SandboxProcess {
  readonly pid = 70;
  readonly done: unknown[] = [];
  readonly input = new WritableStream<string>({
    write: (text) => void this.done.push(text),
    close: () => void this.done.push('end of input'),
  });
  readonly output: ReadableStream<string>;
  readonly exit: Promise<ExitStatus>;
  print!: (text: string) => void;
  close!: () => void;
  end!: (status: ExitStatus) => void;

  constructor() {
    this.exit = new Promise((resolve) => (this.end = resolve));
    this.output = new ReadableStream({
      start: (output) => {
        this.print = (text) => output.enqueue(text);
        this.close = () => output.close();
      },
    });
  }

  async kill(...given: readonly unknown[]): Promise<void> {
    this.done.push(given);
  }

  async stop(): Promise<ExitStatus> {
    this.done.push('stop');
    return this.exit;
  }

  resize(): void {}

  async inspect(): Promise<undefined> {}
}

function serve(sandbox: Partial<ServedSandbox> = {}) {
  const programs = [new FakeProgram(), new FakeProgram()] as const;
  const waiting = [...programs];
  const said: HostMessage[] = [];
  const heard = new Map<number, (message: HostMessage) => void>();
  const take = serveSandbox(
    {
      mount: async () => undefined,
      readFile: async (path) => `text of ${path}`,
      writeFile: async () => undefined,
      spawn: async () => waiting.shift() as FakeProgram,
      ...sandbox,
    },
    (message) => {
      said.push(message);
      if ('id' in message) heard.get(message.id)?.(message);
    },
  );
  /** @param body any value, as from a page that is not ours */
  const ask = (body: object): Promise<HostMessage> =>
    new Promise((resolve) => {
      const id = heard.size + 1;
      heard.set(id, resolve);
      take({ ...body, id } as ClientMessage);
    });
  const tell = (body: object) => take(body as ClientMessage);
  /** The program's messages so far, each text as its length. */
  const shown = () => said.map((each) => (each.type === 'output' ? each.text.length : each.type));
  return { program: programs[0], said, ask, tell, shown };
}

test('asks the sandbox, and gives its answers', async () => {
  const given: unknown[] = [];
  const { ask } = serve({
    mount: async (files) => void given.push(files),
    writeFile: async (...all) => void given.push(all),
  });
  expect(await ask({ do: 'mount', files: { 'a.mjs': 'a' } })).toMatchObject({ type: 'answer', value: null });
  expect(await ask({ do: 'write', path: 'b.mjs', text: 'b' })).toMatchObject({ type: 'answer', value: null });
  expect(await ask({ do: 'read', path: 'c.mjs' })).toMatchObject({ type: 'answer', value: 'text of c.mjs' });
  expect(given).toEqual([{ 'a.mjs': 'a' }, ['b.mjs', 'b']]);
});

test('does with a program what is asked, and numbers it from 1', async () => {
  const { program, ask, tell } = serve();
  expect(await ask(SPAWN)).toMatchObject({ value: { program: 1, pid: 70 } });
  await ask({ do: 'kill', program: 1, signal: 'SIGINT', target: 'group' });
  tell({ do: 'input', program: 1, text: 'typed' });
  tell({ do: 'end-input', program: 1 });
  void ask({ do: 'stop', program: 1 });
  expect(await ask({ do: 'inspect', program: 1 })).toMatchObject({ value: null });
  await expect.poll(() => program.done).toEqual([['SIGINT', 'group'], 'typed', 'stop', 'end of input']);
  expect(await ask(SPAWN)).toMatchObject({ value: { program: 2 } });
});

test('tells of a program first that it is there, then all that it prints, then its exit', async () => {
  const { program, ask, said } = serve();
  program.print('at once');
  program.end({ code: 3, signal: null });
  await ask(SPAWN);
  program.print('late');
  program.close();
  await expect
    .poll(() => said)
    .toMatchObject([
      { type: 'answer', value: { program: 1, pid: 70 } },
      { type: 'output', program: 1, text: 'at once' },
      { type: 'output', program: 1, text: 'late' },
      { type: 'exit', program: 1, status: { code: 3, signal: null } },
    ]);
});

test('sends no more than the page reads, until the program is over', async () => {
  const { program, ask, tell, said, shown } = serve();
  await ask(SPAWN);
  const half = 'x'.repeat(OUTPUT_WINDOW_BYTES / 2);
  for (let i = 0; i < 4; i++) program.print(half);
  await expect.poll(shown).toEqual(['answer', half.length, half.length]);
  await ask({ do: 'inspect', program: 1 });
  expect(shown()).toEqual(['answer', half.length, half.length, 'answer']);

  const [, first] = said;
  tell({ do: 'consumed', program: 1, bytes: first?.type === 'output' ? first.bytes : 0 });
  await expect.poll(shown).toEqual(['answer', half.length, half.length, 'answer', half.length]);
  await ask({ do: 'inspect', program: 1 });
  expect(shown().filter((each) => each === half.length)).toHaveLength(3);

  program.end({ code: 0, signal: null });
  program.close();
  await expect.poll(() => shown().slice(-2)).toEqual([half.length, 'exit']);
});

test('a program that is not there, or not any more, is said to be gone; what is told to it is lost', async () => {
  const { program, ask, tell, said, shown } = serve();
  const everywhere = async (number: unknown) => {
    expect(await ask({ do: 'kill', program: number, signal: 'SIGTERM', target: 'process' })).toMatchObject(NOTHING);
    expect(await ask({ do: 'inspect', program: number })).toMatchObject(NOTHING);
    expect(await ask({ do: 'stop', program: number })).toMatchObject({ value: null });
    const before = said.length;
    tell({ do: 'input', program: number, text: 'x' });
    tell({ do: 'end-input', program: number });
    tell({ do: 'consumed', program: number, bytes: 1 });
    expect(said).toHaveLength(before);
  };
  for (const number of [1, 0, -1, '1', null, {}, 'constructor']) await everywhere(number);
  await ask(SPAWN);
  program.end({ code: 0, signal: null });
  program.close();
  await expect.poll(() => shown().at(-1)).toBe('exit');
  await everywhere(1);
  expect(program.done).toEqual([]);
});

test('input that is ended takes no more, and ends once', async () => {
  const { program, ask, tell } = serve();
  await ask(SPAWN);
  tell({ do: 'end-input', program: 1 });
  tell({ do: 'input', program: 1, text: 'too late' });
  tell({ do: 'end-input', program: 1 });
  await ask({ do: 'kill', program: 1 });
  expect(program.done).toContain('end of input');
  expect(program.done).not.toContain('too late');
});

test.each([{ do: 'evaluate' }, { do: 'constructor' }, { do: null }, {}])('%j is no request', async (body) => {
  expect(await serve().ask(body)).toMatchObject({ type: 'error', code: 'internal' });
});

test('an error of the sandbox goes over with its words, also of one that was closed', async () => {
  const closed = new SandboxError(
    'disposed',
    'This sandbox was closed.',
    'Start the program again: that opens a new one.',
  );
  const refuse = () => Promise.reject(closed);
  const { ask } = serve({ mount: refuse, readFile: refuse, writeFile: refuse, spawn: refuse });
  const error = { type: 'error', code: 'disposed', message: closed.message, hint: closed.hint };
  expect(await ask({ do: 'mount', files: {} })).toMatchObject(error);
  expect(await ask({ do: 'read', path: 'a' })).toMatchObject(error);
  expect(await ask({ do: 'write', path: 'a', text: '' })).toMatchObject(error);
  expect(await ask(SPAWN)).toMatchObject(error);
  expect(await ask({ do: 'kill', program: 1 })).toMatchObject(NOTHING);
});

test('what is no sentence of ours is said to be the engine’s', async () => {
  const { ask } = serve({
    // As a sandbox does with a value that is no list of files.
    mount: async (files) => void Object.keys(files),
    spawn: () => Promise.reject(new Error('no more workers')),
  });
  expect(await ask({ do: 'mount', files: null })).toMatchObject({ type: 'error', code: 'internal' });
  expect(await ask(SPAWN)).toMatchObject({ code: 'internal', hint: 'The engine says: no more workers' });
});
