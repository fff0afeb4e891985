/** A run that is saved and opened is the same run; anything else is refused with a sentence. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TraceEvent } from './event.ts';
import { openRun, RunFileError, saveRun } from './run-file.ts';
import { endTopology, reduceTopology } from './reduce-topology.ts';
import { emptyTopology } from './topology.ts';
import { KEPT_EVENTS, TraceLog } from './trace-log.ts';

const start = (worker: number): TraceEvent => ({
  type: 'process.started',
  role: worker === 0 ? 'primary' : 'worker',
  node: 'v24.21.0',
  ppid: 1,
  pid: 100 + worker,
  worker,
  sequence: 1,
  at: worker,
});
const request = (at: number): TraceEvent => ({
  type: 'request.started',
  request: at,
  method: 'GET',
  path: '/</script>',
  peer: 5_000,
  reused: false,
  pid: 101,
  worker: 1,
  sequence: at,
  at,
});

const open = (text: string) => openRun(text, () => Promise.resolve());

test('the same events, the same end, the same state', async () => {
  const events = [start(0), start(1), request(7), request(9)];
  const exit = { code: 3, signal: null };
  const opened = await open(saveRun({ title: 'same-port', exit, dropped: 0, events }));
  expect(opened.topology).toEqual(endTopology(reduceTopology(emptyTopology, events), exit));
  expect(opened).toMatchObject({ title: 'same-port', exit, log: { events } });
});

test('of a long run the file holds what is kept, and all processes', async () => {
  const log = new TraceLog();
  log.append([start(0), start(1)]);
  for (let at = 10; at < KEPT_EVENTS * 1.4; at++) log.append([request(at)]);
  const { telling, dropped } = log;
  const opened = await open(saveRun({ title: '', exit: null, dropped, events: telling }));
  expect(dropped).toBeGreaterThan(0);
  expect(opened.topology.workers).toMatchObject([{ id: 1, requests: { started: log.events.length } }]);
});

describe('refused', () => {
  const good = saveRun({ title: 't', exit: null, dropped: 0, events: [start(0)] });
  const refusal = async (text: string) => {
    try {
      await open(text);
    } catch (error) {
      return error instanceof RunFileError ? error.message : error;
    }
    return undefined;
  };
  test.each([
    ['{"a":', 'no JSON'],
    ['{}', 'not a run'],
    ['null', 'not a run'],
    [good.replace('"version":1', '"version":9'), 'another version'],
    [good.replace('"version":1', '"version":{"toString":1,"valueOf":1}'), 'another version'],
    [good.replace('"pid":100', '"pid":"100"'), 'damaged'],
    [good.replace('process.started', 'process.pwned'), 'its event 1 is none'],
    [good.replace('"role":"primary"', '"role":"root"'), 'its event 1 is none'],
    [good.replace(/"events":.*/, '"events":{"length":1}}'), 'no list of events'],
    [good.replace('"events"', '"more"'), 'no list of events'],
    [good.replace('}]}', `}],"more":"${'x'.repeat(20_000)}"}`), 'not a run that Cluster Lab saved'],
    [good.replace('}]}', `},"${'x'.repeat(100_000)}"]}`), 'not all of it'],
  ])('%s', async (text, words) => expect(await refusal(text)).toContain(words));

  test('an end that no process has is none', async () => {
    const ended = saveRun({ title: 't', exit: { code: 0, signal: null }, dropped: 0, events: [start(0)] });
    for (const exit of ['{"code":{},"signal":null}', '{"code":0,"signal":"<b>"}', '{"code":1e99,"signal":null}']) {
      expect((await open(ended.replace('{"code":0,"signal":null}', exit))).exit).toBeNull();
    }
  });

  test('whatever is done to a file, it is opened or refused, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length), fc.string({ maxLength: 6 }), async (at, junk) => {
        const answer = await refusal(good.slice(0, at) + junk + good.slice(at + 2));
        expect(answer === undefined || typeof answer === 'string').toBe(true);
      }),
    );
  });
});
