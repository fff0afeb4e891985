/** The instructor's and the projector's sides of a workshop. */
import { signal, type ReadonlySignal } from '@preact/signals-core';
import type { ToHost, ToScreen } from '../model/protocol.ts';
import type { Act } from '../model/protocol.schema.ts';
import type { HostView, MemberRow, ScreenView } from '../model/views.ts';
import { openConnection, type ConnectionStatus } from './connection.ts';
import { newId } from './outbox.ts';

export interface HostClient {
  readonly status: ReadonlySignal<ConnectionStatus>;
  readonly board: ReadonlySignal<HostView | undefined>;
  /** By member, in the order in which they joined. */
  readonly rows: ReadonlySignal<ReadonlyMap<string, MemberRow>>;
  /** What opens this board: another one once it was renewed. */
  readonly secret: ReadonlySignal<string>;
  readonly screenSecret: ReadonlySignal<string | undefined>;
  readonly exported: ReadonlySignal<{ readonly format: 'csv' | 'json'; readonly text: string } | undefined>;
  readonly refusal: ReadonlySignal<string | undefined>;
  readonly deleted: ReadonlySignal<boolean>;
  /** Acts that the server has not confirmed. */
  readonly unsent: ReadonlySignal<number>;
  /** Sent when the server is there, in their order. Each sets something to a value, so one that arrives twice does no harm. */
  act(act: Act): void;
  /** Asks for another secret: the one of before opens nothing any more. @returns false when the server is away */
  renew(): boolean;
  /** @returns false when the server is away: the instructor tries again */
  export(format: 'csv' | 'json'): boolean;
  /** @param title of the workshop, typed to confirm */
  delete(title: string): boolean;
  retry(): void;
  close(): void;
}

export function connectHost(url: string, opening: string): HostClient {
  const secret = signal(opening);
  const board = signal<HostView | undefined>(undefined);
  const rows = signal<ReadonlyMap<string, MemberRow>>(new Map());
  const screenSecret = signal<string | undefined>(undefined);
  const exported = signal<{ readonly format: 'csv' | 'json'; readonly text: string } | undefined>(undefined);
  const refusal = signal<string | undefined>(undefined);
  const deleted = signal(false);
  const unsent = signal(0);
  const waiting = new Map<string, Act>();
  const send = ([id, act]: readonly [string, Act]) => connection.send({ type: 'act', id, act });
  const settle = (id: string, sentence: string | undefined) => {
    waiting.delete(id);
    unsent.value = waiting.size;
    refusal.value = sentence;
  };
  const onMessage = (message: ToHost) => {
    switch (message.type) {
      case 'hosting':
        board.value = message.host;
        screenSecret.value = message.screen;
        rows.value = new Map(message.rows.map((row) => [row.id, row]));
        for (const each of waiting) send(each);
        return;
      case 'host':
        board.value = message.host;
        return;
      case 'rows': {
        const next = new Map(rows.peek());
        for (const row of message.rows) next.set(row.id, row);
        for (const id of message.removed) next.delete(id);
        rows.value = next;
        return;
      }
      case 'exported':
        exported.value = { format: message.format, text: message.text };
        return;
      case 'renewed':
        secret.value = message.secret;
        screenSecret.value = message.screen;
        return;
      case 'deleted':
        deleted.value = true;
        return;
      case 'refused':
        settle(message.id, message.sentence);
        return;
      case 'ack':
        settle(message.id, undefined);
        return;
      default:
        message satisfies never;
    }
  };
  const connection = openConnection({
    url,
    hello: () => ({ type: 'host', secret: secret.peek() }),
    onMessage: (message) => onMessage(message as ToHost),
  });
  return {
    ...{ status: connection.status, board, rows, secret, screenSecret, exported, refusal, deleted, unsent },
    act(act) {
      const made = [newId(), act] as const;
      waiting.set(...made);
      unsent.value = waiting.size;
      send(made);
    },
    renew: () => connection.send({ type: 'renew' }),
    export: (format) => connection.send({ type: 'export', format }),
    delete: (title) => connection.send({ type: 'delete', title }),
    retry: () => connection.retry(),
    close: () => connection.close(),
  };
}

export interface ScreenClient {
  readonly status: ReadonlySignal<ConnectionStatus>;
  readonly screen: ReadonlySignal<ScreenView | undefined>;
  close(): void;
}

export function connectScreen(url: string, secret: string): ScreenClient {
  const screen = signal<ScreenView | undefined>(undefined);
  const connection = openConnection({
    url,
    hello: () => ({ type: 'screen', secret }),
    onMessage: (message) => (screen.value = (message as ToScreen).screen),
  });
  return { status: connection.status, screen, close: () => connection.close() };
}
