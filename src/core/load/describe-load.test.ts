import { expect, test } from 'vitest';
import { ConnectionIndex } from '../trace/connection-index.ts';
import type { LoadOutcome } from '../trace/event.ts';
import { describeLoad } from './describe-load.ts';

const outcome = (peer: number, result: LoadOutcome['result']): LoadOutcome => ({
  request: peer,
  peer,
  startedAt: peer,
  finishedAt: peer + 1,
  result,
});

test('says who answered and what failed', () => {
  const connections = new ConnectionIndex();
  for (const [peer, worker] of [
    [1, 2],
    [2, 1],
    [3, 2],
  ] as const) {
    connections.add({ type: 'connection.opened', peer, port: 80, pid: 1, worker, sequence: 1, at: peer });
  }
  const answered = { kind: 'answered', status: 200, body: '' } as const;
  const outcomes = [
    outcome(1, answered),
    outcome(2, answered),
    outcome(3, answered),
    outcome(4, { kind: 'failed', code: 'ECONNREFUSED' }),
    outcome(5, { kind: 'timed-out' }),
  ];
  expect(describeLoad({ name: 'load', outcomes }, connections)).toBe(
    '5 sent, 3 answered, 1 refused, as nobody listens, 1 without an answer in time: worker 1 answered 1, worker 2 answered 2. Last answer: 200, without a text.',
  );
});

test('says where the requests went, and quotes the last answer as far as it fits a line', () => {
  const said = (body: string, port?: number) =>
    describeLoad(
      { name: 'load', outcomes: [outcome(1, { kind: 'answered', status: 404, body })], ...(port && { port }) },
      new ConnectionIndex(),
    );
  expect(said('hello\n  from 1\n', 3000)).toBe(
    '1 sent to port 3000, 1 answered: another process answered 1. Last answer: 404, “hello from 1”.',
  );
  expect(said('x'.repeat(100))).toContain(`“${'x'.repeat(60)}…”`);
});
