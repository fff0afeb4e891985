/** A socket to a workshop's server that comes back by itself: a server that restarts, a laptop that slept, a network that went. */
import { signal, type ReadonlySignal } from '@preact/signals-core';
import { MAY_TRY_AGAIN, type Beat, type Closing, type ServerMessage } from '../model/protocol.ts';
import type { Hello } from '../model/protocol.schema.ts';
import { startHeartbeat, type Heartbeat } from './heartbeat.ts';
import { listenForWakes } from './wake.ts';

/** The waits grow from one to the other; half of each is chance, so that a class does not come back as one. */
const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 4_000;
/** A socket that does not open by then is given up: some networks swallow the attempt. */
const OPEN_WITHIN_MS = 8_000;

export type ConnectionStatus =
  | { readonly is: 'connecting' }
  | { readonly is: 'open' }
  /** The server is gone for now; it is tried again by itself. */
  | { readonly is: 'away'; readonly tries: number; readonly sentence?: string }
  /** For good, and why. */
  | { readonly is: 'closed'; readonly closing: Closing }
  | { readonly is: 'left' };

export interface ConnectionOptions {
  /** `ws://…` or `wss://…` of `WORKSHOP_SOCKET_PATH`. */
  readonly url: string;
  /** Asked at each attempt: who joined once returns with a token. */
  readonly hello: () => Hello;
  readonly onMessage: (message: Exclude<ServerMessage, Closing | Beat>) => void;
  /** What is not answered by then never arrived. */
  readonly answerWithinMs?: number | undefined;
}

export interface WorkshopConnection {
  readonly status: ReadonlySignal<ConnectionStatus>;
  /** @returns false when it is not open: nothing was sent */
  send(message: object): boolean;
  /** Tries at once, as when the network came back. */
  retry(): void;
  close(): void;
}

export function openConnection(options: ConnectionOptions): WorkshopConnection {
  const { url, hello, onMessage, answerWithinMs = OPEN_WITHIN_MS } = options;
  const status = signal<ConnectionStatus>({ is: 'connecting' });
  let socket: WebSocket | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heart: Heartbeat | undefined;
  let tries = 0;

  /** Of a network that swallows everything the socket's own end comes minutes later: nobody waits for it. */
  const drop = () => {
    clearTimeout(timer);
    heart?.stop();
    heart = undefined;
    const dropped = socket;
    socket = undefined;
    dropped?.close();
  };

  const open = () => {
    drop();
    const opened = new WebSocket(url);
    socket = opened;
    let closing: Closing | undefined;
    timer = setTimeout(() => onClosed(undefined), answerWithinMs);
    opened.addEventListener('open', () => opened.send(JSON.stringify(hello())));
    opened.addEventListener('message', ({ data }) => {
      if (opened !== socket) return;
      const message = parse(data);
      if (message?.type === 'closing') closing = message;
      else if (message?.type === 'beat') heart?.answered();
      else if (message !== undefined) {
        if (heart === undefined) welcome(opened);
        // First what it brings, so that who hears of the opening finds it.
        onMessage(message);
        if (status.peek().is !== 'open' && socket === opened) status.value = { is: 'open' };
      }
    });
    opened.addEventListener('close', () => {
      if (opened === socket) onClosed(closing);
    });
  };

  const welcome = (opened: WebSocket) => {
    clearTimeout(timer);
    tries = 0;
    heart = startHeartbeat({
      ask: () => opened.send(JSON.stringify({ type: 'beat' } satisfies Beat)),
      onSilence: () => onClosed(undefined),
      answerWithinMs,
    });
  };

  const onClosed = (closing: Closing | undefined) => {
    drop();
    if (closing !== undefined && !MAY_TRY_AGAIN.includes(closing.why)) {
      status.value = { is: 'closed', closing };
      stopListening();
      return;
    }
    tries += 1;
    status.value = { is: 'away', tries, ...(closing && { sentence: closing.sentence }) };
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1));
    timer = setTimeout(open, wait / 2 + (Math.random() * wait) / 2);
  };

  const retry = () => {
    if (status.peek().is === 'away') open();
  };
  const stopListening = listenForWakes({
    onWake() {
      if (status.peek().is === 'open') status.value = { is: 'connecting' };
      open();
    },
    onLookedAt: retry,
  });

  open();
  return {
    status,
    send(message) {
      if (heart === undefined || socket?.readyState !== WebSocket.OPEN) return false;
      socket.send(JSON.stringify(message));
      heart.beat();
      return true;
    },
    retry,
    close() {
      stopListening();
      drop();
      status.value = { is: 'left' };
    },
  };
}

/** Our own server speaks; what is not its JSON is passed over. */
function parse(data: unknown): ServerMessage | undefined {
  try {
    const value: unknown = JSON.parse(String(data));
    return typeof value === 'object' && value !== null && 'type' in value ? (value as ServerMessage) : undefined;
  } catch {
    return undefined;
  }
}
