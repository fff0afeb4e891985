/** A learner's side of a workshop: joins once, comes back as the same person, and loses no report. */
import { batch, computed, signal, type ReadonlySignal } from '@preact/signals-core';
import type { ToLearner } from '../model/protocol.ts';
import type { Report } from '../model/protocol.schema.ts';
import { asIfSent } from '../model/unsent.ts';
import type { ClassView, OwnView } from '../model/views.ts';
import { WORKSHOP_TOKEN } from '../../../browser/keys.ts';
import type { Storage } from '../../../browser/storage.ts';
import { openConnection, type ConnectionStatus } from './connection.ts';
import { deviceSecret } from './device.ts';
import { leaveLater } from './pending-leaves.ts';
import { openOutbox, type Unsent } from './outbox.ts';

/** So many are on their way at once: a backlog does not look like an attack. */
const MOST_ON_THE_WAY = 20;
/** What the server could not keep waits so long: somebody must make room on its disk. */
const LATER_MS = 5_000;

export interface LearnerClient {
  readonly status: ReadonlySignal<ConnectionStatus>;
  /** With what is on its way to the server. */
  readonly own: ReadonlySignal<OwnView | undefined>;
  readonly class: ReadonlySignal<ClassView | undefined>;
  /** Reports that the server has not confirmed. */
  readonly unsent: ReadonlySignal<number>;
  /** What of the own view is among them: ids of polls voted in, and of questions. */
  readonly unconfirmed: ReadonlySignal<ReadonlySet<string>>;
  /** Why the server did not take the last one that it refused, or told to come later. */
  readonly refusal: ReadonlySignal<string | undefined>;
  /** Kept until the server has it on its disk, and sent again until then. */
  report(report: Report): void;
  retry(): void;
  /** For good: the page forgets its token at once, and the server the member as soon as it can be told. */
  leave(): void;
  /** The page goes; it can come back. */
  close(): void;
}

/** The token of the workshop that this browser joined last; undefined when it joined none. */
export function joinedToken(storage: Storage): string | undefined {
  return storage.get(WORKSHOP_TOKEN);
}

/** @param joining undefined to come back with the token in `storage` */
export function connectLearner(
  url: string,
  storage: Storage,
  joining?: { readonly code: string; readonly name: string },
  answerWithinMs?: number,
): LearnerClient {
  const confirmed = signal<OwnView | undefined>(undefined);
  const waiting = signal<readonly Unsent[]>([]);
  /** Confirmed, while the view that knows them is still on its way. */
  const fresh = signal<readonly Unsent[]>([]);
  const own = computed(() => confirmed.value && asIfSent(confirmed.value, [...fresh.value, ...waiting.value]));
  const shared = signal<ClassView | undefined>(undefined);
  const unsent = computed(() => waiting.value.length);
  const unconfirmed = computed(() => new Set(waiting.value.map(whatOf)));
  const refusal = signal<string | undefined>(undefined);
  let token = joining === undefined ? joinedToken(storage) : undefined;
  // Until it joined it has no member to keep reports for, and a page reports nothing.
  let outbox = openOutbox(storage, token === undefined ? 'joining' : scopeOf(token));
  const onTheWay = new Set<string>();
  let later: { readonly sentence: string; readonly timer: ReturnType<typeof setTimeout> } | undefined;

  const know = (view: OwnView) =>
    batch(() => {
      fresh.value = [];
      waiting.value = outbox.all();
      confirmed.value = view;
    });
  const flush = () => {
    waiting.value = outbox.all();
    for (const { id, report } of waiting.peek()) {
      if (onTheWay.size >= MOST_ON_THE_WAY) return;
      if (onTheWay.has(id)) continue;
      if (!connection.send({ type: 'report', id, report })) return;
      onTheWay.add(id);
    }
  };
  const sendLater = (sentence: string) => {
    refusal.value = sentence;
    clearTimeout(later?.timer);
    const timer = setTimeout(() => {
      onTheWay.clear();
      flush();
    }, LATER_MS);
    later = { sentence, timer };
  };
  const settle = (id: string) => {
    outbox.remove(id);
    onTheWay.delete(id);
    flush();
  };

  const onMessage = (message: ToLearner) => {
    switch (message.type) {
      case 'joined':
        if (token !== message.token) {
          token = message.token;
          storage.set(WORKSHOP_TOKEN, token);
          outbox = openOutbox(storage, scopeOf(token));
        }
        know(message.own);
        shared.value = message.class;
        onTheWay.clear();
        flush();
        return;
      case 'own':
        know(message.own);
        return;
      case 'class':
        shared.value = message.class;
        return;
      case 'refused':
        refusal.value = message.sentence;
        settle(message.id);
        return;
      case 'later':
        sendLater(message.sentence);
        return;
      case 'ack':
        if (refusal.peek() === later?.sentence) refusal.value = undefined;
        batch(() => {
          const acked = outbox.all().filter(({ id, report }) => id === message.id && changesOwn(report));
          fresh.value = [...fresh.peek(), ...acked];
          settle(message.id);
        });
        return;
      default:
        message satisfies never;
    }
  };

  const join = { type: 'join', code: '', name: '', device: deviceSecret(storage) } as const;
  const connection = openConnection({
    url,
    hello: () => (token === undefined ? { ...join, ...joining } : { type: 'return', token }),
    onMessage: (message) => onMessage(message as ToLearner),
    answerWithinMs,
  });
  return {
    status: connection.status,
    own,
    class: shared,
    unsent,
    unconfirmed,
    refusal,
    report(report) {
      outbox.add(report);
      flush();
    },
    retry: () => connection.retry(),
    leave() {
      clearTimeout(later?.timer);
      connection.close();
      storage.delete(WORKSHOP_TOKEN);
      outbox.clear();
      if (token !== undefined) leaveLater(token, url, storage);
    },
    close() {
      clearTimeout(later?.timer);
      connection.close();
    },
  };
}

/** What learners do elsewhere on the site shows nowhere in their own view, and there is much of it. */
function changesOwn({ kind }: Report): boolean {
  return ['hand', 'vote', 'ask', 'share', 'unshare'].includes(kind);
}

/** A vote is known by its poll, a question by its report. */
function whatOf({ id, report }: Unsent): string {
  return report.kind === 'vote' ? report.poll : id;
}

/** The public part of a token: workshop and member. */
function scopeOf(token: string): string {
  return token.split('.').slice(0, 2).join('.');
}
