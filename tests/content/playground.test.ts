/** Every program of the gallery on real Node, run as the page runs it: what its sentence says is what happens. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { galleryIn } from '../../src/content-reader/read-gallery.ts';
import { loadPlanSchema } from '../../src/core/load/load-plan.schema.ts';
import type { LoadFacts } from '../../src/core/check/facts.ts';
import type { LoadChoice } from '../../src/features/playground/model/playground.ts';
import { stepOf } from '../../src/features/playground/model/step-of.ts';
import { Session } from '../../src/session/session.ts';
import { guestTexts } from '../support/guest-texts.ts';
import { startLocalHost, type LocalHost } from '../support/local-host.ts';
import { slowUnless } from '../support/slow.ts';

const gallery = new Map(galleryIn('src/content').map((program) => [program.slug, program]));

let host: LocalHost;
beforeAll(async () => (host = await startLocalHost()));
afterAll(() => host.close());

interface Stage {
  readonly session: Session;
  /** The load of the form as the gallery fills it, or changed. */
  send(change?: Partial<LoadChoice>): Promise<LoadFacts>;
  /** Settles when it holds. */
  until(holds: () => boolean): Promise<void>;
  readonly output: () => string;
}

/** What each program's sentence promises. */
const WITNESSES: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  async 'docs-example'({ session, send }) {
    const { requests } = gallery.get('docs-example')?.playground.load ?? {};
    expect(statuses(await send())).toEqual({ 200: requests });
    const counts = connections(session);
    expect(counts.length).toBeGreaterThan(1);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  },

  async 'sticky-sessions'({ session, send, output, until }) {
    expect(statuses(await send())).toEqual({ 200: 10 });
    expect(session.topology.value.workers.filter(({ requests }) => requests.finished === 10)).toHaveLength(1);
    expect(statuses(await send({ path: '/ben' }))).toEqual({ 200: 10 });
    await until(() => output().includes('visit 10 of /ben'));
    for (const who of ['/ana', '/ben']) {
      const visits = [...output().matchAll(new RegExp(`worker (\\d): visit (\\d+) of ${who}`, 'g'))];
      expect(new Set(visits.map(([, worker]) => worker)).size).toBe(1);
      expect(visits.map(([, , count]) => Number(count))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    }
  },

  async 'rolling-restart'({ session, send, output, until }) {
    const load = send();
    await until(() => finished(session) > 10);
    await session.signal('SIGUSR2', 'primary');
    expect(statuses(await load)).toEqual({ 200: 300 });
    await until(() => output().includes('restart done'));
    expect(living(session)).toEqual([3, 4]);
  },

  async 'crash-loop'({ session, output }) {
    expect(await session.program.value?.ended).toMatchObject({ code: 1 });
    expect([...output().matchAll(/the next in (\d+) ms/g)].map(([, pause]) => Number(pause))).toEqual([
      100, 200, 400, 800,
    ]);
    expect(output()).toContain('5 failures in a row: giving up');
    expect(session.topology.value.workers).toHaveLength(5);
  },

  async 'sched-none'({ session, send }) {
    expect(statuses(await send())).toEqual({ 200: 60 });
    const events = session.program.value?.log.events ?? [];
    expect(events.filter(({ type }) => type === 'connection.handed')).toEqual([]);
    const openedBy = events.flatMap((event) => (event.type === 'connection.opened' ? event.worker : []));
    expect(openedBy).toHaveLength(60);
    expect(openedBy).not.toContain(0);
  },

  async messages({ session, send, output, until }) {
    expect(statuses(await send())).toEqual({ 200: 1 });
    await until(() => output().split('I was asked for /hello').length === 3);
    const [sender] = session.topology.value.workers.filter(({ requests }) => requests.finished === 1);
    const heard = [...output().matchAll(/worker (\d) heard from worker (\d)/g)];
    expect(heard.map(([, , from]) => Number(from))).toEqual([sender?.id, sender?.id]);
    expect(heard.map(([, by]) => Number(by)).toSorted()).toEqual([1, 2, 3].filter((id) => id !== sender?.id));
  },

  async 'keep-alive-skew'({ session, send }) {
    const counts = () =>
      session.topology.value.workers.map(({ requests }) => requests.finished).toSorted((a, b) => a - b);
    expect(statuses(await send())).toEqual({ 200: 100 });
    expect(counts()).toEqual([0, 100]);
    expect(statuses(await send({ keepAlive: false }))).toEqual({ 200: 100 });
    expect(counts()).toEqual([50, 150]);
  },
};

test('each program of the gallery has a test of its sentence', () => {
  expect(Object.keys(WITNESSES).toSorted()).toEqual([...gallery.keys()].toSorted());
});

/** The program that `npm test` runs. */
const REPRESENTATIVE = 'keep-alive-skew';

for (const [slug, witness] of Object.entries(WITNESSES)) {
  test(`${slug}: ${gallery.get(slug)?.watch}`, slowUnless(slug === REPRESENTATIVE), async () => {
    const program = gallery.get(slug);
    if (program === undefined) throw new Error(`no program "${slug}" in the gallery`);
    const { playground } = program;
    const session = new Session({
      step: stepOf(playground),
      guests: guestTexts,
      boot: async (options, abort) => ({
        sandbox: await host.engine.boot(options, abort),
        label: host.engine.label,
        passedOver: [],
      }),
    });
    let output = '';
    session.onText((text) => (output += text));
    try {
      await session.run();
      await witness({
        session,
        send: (change) => send(session, { ...playground.load, ...change }),
        until,
        output: () => output,
      });
    } finally {
      await session.dispose();
    }
  });
}

async function send(session: Session, choice: LoadChoice): Promise<LoadFacts> {
  const before = finished(session);
  const load = await session.applyLoad(loadPlanSchema.parse({ name: `after-${before}`, ...choice }));
  if (load === null) throw new Error('the program has ended');
  // The driver may be done before the last worker's report is here.
  await until(() => finished(session) >= before + load.outcomes.length);
  return load;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

const finished = (session: Session) =>
  session.topology.value.workers.reduce((sum, { requests }) => sum + requests.finished, 0);
const connections = (session: Session) => session.topology.value.workers.map((worker) => worker.connections.total);
const living = (session: Session) =>
  session.topology.value.workers.filter(({ state }) => state !== 'exited').map(({ id }) => id);

function statuses({ outcomes }: LoadFacts): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { result: end } of outcomes) {
    const result = end.kind === 'answered' ? String(end.status) : end.kind;
    counts[result] = (counts[result] ?? 0) + 1;
  }
  return counts;
}
