/** What Node has from undici, which is larger than all the rest of its library: the browser's own stand in. */
import { parts } from './parts.ts';

const WEB = ['fetch', 'FormData', 'Headers', 'Request', 'Response', 'CloseEvent', 'EventSource', 'WebSocket'];
const UNDICI = 'internal/deps/undici/undici';

interface MessageInit {
  readonly data?: unknown;
  readonly ports?: readonly unknown[];
}

/** Before Node's library takes the globals. */
export function useWebGlobals(): void {
  const globals = globalThis as unknown as Record<string, unknown>;
  const web = Object.fromEntries(WEB.map((name) => [name, globals[name]]));
  web['fetch'] = (globals['fetch'] as typeof fetch).bind(globalThis);
  parts.library[UNDICI] = (_exports, _require, module) =>
    Object.assign(module as object, { exports: { ...web, ...messageEvents() } });
}

/** Node's event target takes Node's events alone. */
function messageEvents(): Record<string, unknown> {
  class MessageEvent extends globalThis.Event {
    readonly data: unknown;
    readonly ports: readonly unknown[];

    constructor(type: string, { data = null, ports = [] }: MessageInit = {}) {
      super(type);
      this.data = data;
      this.ports = ports;
    }
  }
  return { MessageEvent, createFastMessageEvent: (type: string, init: MessageInit) => new MessageEvent(type, init) };
}
