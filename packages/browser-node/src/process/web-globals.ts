/** What Node has from undici, a chunk of its own as it is as large as a third of the core: it comes when one of its parts is used. */
import { ABSENT_MODULES } from './absent-modules.ts';
import { libraryModule } from './chunks.ts';
import { host } from './host.ts';
import { parts } from './parts.ts';
import { realm } from './realm.ts';

const UNDICI = 'internal/deps/undici/undici';
const WEB = ['fetch', 'FormData', 'Headers', 'Request', 'Response', 'EventSource'];
/** Every `import` of node:http reads these two, and few programs use them. */
const CLASSES = ['CloseEvent', 'WebSocket'];

interface MessageInit {
  readonly data?: unknown;
  readonly ports?: readonly unknown[];
}

/** Before Node's library takes the globals. */
export function useWebGlobals(): void {
  parts.library[UNDICI] = (_exports, _require, module) => {
    const exports = { ...Object.fromEntries(CLASSES.map((name) => [name, lateClass(name)])), ...messageEvents() };
    for (const name of WEB) Object.defineProperty(exports, name, { enumerable: true, get: () => undici()[name] });
    Object.assign(module as object, { exports });
  };
}

/** Undici's class, which loads when something is made or asked of it. The browser's own would reach past this process. */
function lateClass(name: string): object {
  const real = () => undici()[name] as object;
  // Of a function the prototype may be told otherwise; of a class it may not.
  const stand = { [name]: function () {} }[name] as () => void;
  return new host.Proxy(stand, {
    construct: (_, args, maker) => Reflect.construct(real() as new () => object, args, maker) as object,
    get: (_, key) => Reflect.get(real(), key) as unknown,
    getPrototypeOf: () => Reflect.getPrototypeOf(real()),
    has: (_, key) => Reflect.has(real(), key),
  });
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
  const id = request.replace(/^node:/, '');
  if (id in ABSENT_MODULES) throw Object.assign(new Error(`No ${id}`), { code: 'ERR_UNKNOWN_BUILTIN_MODULE' });
  return realm.require(id);
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
