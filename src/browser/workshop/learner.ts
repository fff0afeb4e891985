/** A learner's side of a workshop: joins once, comes back as the same person, and loses no report. */
import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { ToLearner } from '../../core/workshop/protocol.ts';
import type { Report } from '../../core/workshop/protocol.schema.ts';
import type { ClassView, OwnView } from '../../core/workshop/views.ts';
import type { Storage } from '../storage.ts';
import { openConnection, type ConnectionStatus } from './connection.ts';
import { openOutbox } from './outbox.ts';

/** layouts/Page.astro looks for it too, before any script of ours is loaded. */
const TOKEN_KEY = 'workshop-token';
/** So many are on their way at once: a backlog does not look like an attack. */
const MOST_ON_THE_WAY = 20;

export interface LearnerClient {
  readonly status: ReadonlySignal<ConnectionStatus>;
  readonly own: ReadonlySignal<OwnView | undefined>;
  readonly class: ReadonlySignal<ClassView | undefined>;
  /** Reports that the server has not confirmed. */
  readonly unsent: ReadonlySignal<number>;
  /** Why the server will never take the last one that it refused. */
  readonly refusal: ReadonlySignal<string | undefined>;
  /** Kept until the server has it on its disk, and sent again until then. */
  report(report: Report): void;
  retry(): void;
  /** For good: the server forgets the member, and the page its token. */
  leave(): void;
  /** The page goes; it can come back. */
  close(): void;
}

/** The token of the workshop that this browser joined last; undefined when it joined none. */
export function joinedToken(storage: Storage): string | undefined {
  return storage.get(TOKEN_KEY);
}

/** @param joining undefined to come back with the token in `storage` */
export function connectLearner(
  url: string,
  storage: Storage,
  joining?: { readonly code: string; readonly name: string },
): LearnerClient {
  const own = signal<OwnView | undefined>(undefined);
  const shared = signal<ClassView | undefined>(undefined);
  const unsent = signal(0);
  const refusal = signal<string | undefined>(undefined);
  let token = joining === undefined ? joinedToken(storage) : undefined;
  // Until it joined it has no member to keep reports for, and a page reports nothing.
  let outbox = openOutbox(storage, token === undefined ? 'joining' : scopeOf(token));
  const onTheWay = new Set<string>();

  const flush = () => {
    const waiting = outbox.all();
    unsent.value = waiting.length;
    for (const { id, report } of waiting) {
      if (onTheWay.size >= MOST_ON_THE_WAY) return;
      if (onTheWay.has(id)) continue;
      if (!connection.send({ type: 'report', id, report })) return;
      onTheWay.add(id);
    }
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
          storage.set(TOKEN_KEY, token);
          outbox = openOutbox(storage, scopeOf(token));
        }
        own.value = message.own;
        shared.value = message.class;
        onTheWay.clear();
        flush();
        return;
      case 'own':
        own.value = message.own;
        return;
      case 'class':
        shared.value = message.class;
        return;
      case 'refused':
        refusal.value = message.sentence;
        settle(message.id);
        return;
      case 'ack':
        settle(message.id);
        return;
      default:
        message satisfies never;
    }
  };

  const connection = openConnection({
    url,
    hello: () => (token === undefined ? { type: 'join', code: '', name: '', ...joining } : { type: 'return', token }),
    onMessage: (message) => onMessage(message as ToLearner),
  });
  return {
    status: connection.status,
    own,
    class: shared,
    unsent,
    refusal,
    report(report) {
      outbox.add(report);
      flush();
    },
    retry: () => connection.retry(),
    leave() {
      connection.send({ type: 'leave' });
      connection.close();
      storage.delete(TOKEN_KEY);
      outbox.clear();
    },
    close: () => connection.close(),
  };
}

/** The public part of a token: workshop and member. */
function scopeOf(token: string): string {
  return token.split('.').slice(0, 2).join('.');
}
