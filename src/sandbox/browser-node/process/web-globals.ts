/** What Node has from undici, a chunk of its own as it is as large as a third of the core: it comes when one of its parts is used. */
import { libraryModule } from './chunks.ts';
import { parts } from './parts.ts';
import { realm } from './realm.ts';

const UNDICI = 'internal/deps/undici/undici';
const WEB = ['fetch', 'FormData', 'Headers', 'Request', 'Response', 'EventSource'];
/** The browser's own stand in, as every `import` of node:http reads these. */
const OF_BROWSER = ['CloseEvent', 'WebSocket'] as const;

interface MessageInit {
  readonly data?: unknown;
  readonly ports?: readonly unknown[];
}

/** Before Node's library takes the globals. */
export function useWebGlobals(): void {
  const ofBrowser = Object.fromEntries(OF_BROWSER.map((name) => [name, globalThis[name]]));
  parts.library[UNDICI] = (_exports, _require, module) => {
    const exports = { ...ofBrowser, ...messageEvents() };
    for (const name of WEB) Object.defineProperty(exports, name, { enumerable: true, get: () => undici()[name] });
    Object.assign(module as object, { exports });
  };
}

let whole: { exports: Record<string, unknown> } | undefined;

/** Known while it loads, too: what it requires may ask for it. */
function undici(): Record<string, unknown> {
  if (whole !== undefined) return whole.exports;
  whole = { exports: {} };
  const { [UNDICI]: small } = parts.library;
  Reflect.deleteProperty(parts.library, UNDICI);
  libraryModule(UNDICI)(whole.exports, requireForUndici, whole, realm.process);
  Object.assign(parts.library, { [UNDICI]: small });
  return whole.exports;
}

/** It looks which modules there are, by the code of the error. */
function requireForUndici(request: string): unknown {
  try {
    return realm.require(request.replace(/^node:/, ''));
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'ERR_NOT_IN_BROWSER') throw error;
    throw Object.assign(error as Error, { code: 'ERR_UNKNOWN_BUILTIN_MODULE' });
  }
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
