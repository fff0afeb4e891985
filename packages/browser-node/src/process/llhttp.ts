/** llhttp, Node's own HTTP parser, as the WebAssembly that comes with Node. */
import { host } from './host.ts';
import { parts } from './parts.ts';

export interface LlhttpExports {
  readonly memory: WebAssembly.Memory;
  readonly [name: string]: unknown;
  malloc(bytes: number): number;
  free(pointer: number): void;
  llhttp_alloc(type: number): number;
  llhttp_free(parser: number): void;
  llhttp_execute(parser: number, data: number, length: number): number;
  llhttp_finish(parser: number): number;
  llhttp_resume(parser: number): void;
  llhttp_resume_after_upgrade(parser: number): void;
  llhttp_get_error_pos(parser: number): number;
  llhttp_get_error_reason(parser: number): number;
  llhttp_errno_name(error: number): number;
  llhttp_get_http_major(parser: number): number;
  llhttp_get_http_minor(parser: number): number;
  llhttp_get_method(parser: number): number;
}

/** llhttp's callbacks during execution; numbers other than 0 stop it. */
export interface ParserEvents {
  onMessageBegin(): number;
  onUrl(text: string): number;
  onStatus(text: string): number;
  onHeaderField(text: string): number;
  onHeaderValue(text: string): number;
  onHeadersComplete(status: number, isUpgrade: boolean, keepsAlive: boolean): number;
  onBody(bytes: Uint8Array<ArrayBuffer>): number;
  onMessageComplete(): number;
  /** A callback's error. */
  onError(error: unknown): number;
}

/** The executing parser, which gets the callbacks. */
let current: ParserEvents | undefined;
let loaded: LlhttpExports | undefined;

export function llhttp(): LlhttpExports {
  return (loaded ??= load());
}

/** Executes with callbacks to `events`; may be nested, when a handler feeds another parser. */
export function withEvents<Result>(events: ParserEvents, run: () => Result): Result {
  const before = current;
  current = events;
  try {
    return run();
  } finally {
    current = before;
  }
}

function textAt(pointer: number, length: number): string {
  let text = '';
  for (const byte of new Uint8Array(llhttp().memory.buffer, pointer, length)) text += String.fromCharCode(byte);
  return text;
}

export function cTextAt(pointer: number): string {
  if (pointer === 0) return '';
  const memory = new Uint8Array(llhttp().memory.buffer);
  return textAt(pointer, memory.indexOf(0, pointer) - pointer);
}

function load(): LlhttpExports {
  const bytes = Uint8Array.from(host.atob(parts.llhttp), (character) => character.charCodeAt(0));
  const to =
    (call: (events: ParserEvents, ...args: [number, number, number, number]) => number) =>
    (...args: [number, number, number, number]): number => {
      if (current === undefined) return 0;
      try {
        return call(current, ...args);
      } catch (error) {
        return current.onError(error);
      }
    };
  const env = {
    wasm_on_message_begin: to((events) => events.onMessageBegin()),
    wasm_on_url: to((events, _, at, length) => events.onUrl(textAt(at, length))),
    wasm_on_status: to((events, _, at, length) => events.onStatus(textAt(at, length))),
    wasm_on_header_field: to((events, _, at, length) => events.onHeaderField(textAt(at, length))),
    wasm_on_header_value: to((events, _, at, length) => events.onHeaderValue(textAt(at, length))),
    wasm_on_headers_complete: to((events, _, status, upgrade, keep) =>
      events.onHeadersComplete(status, upgrade !== 0, keep !== 0),
    ),
    wasm_on_body: to((events, _, at, length) =>
      events.onBody(new Uint8Array(llhttp().memory.buffer, at, length).slice()),
    ),
    wasm_on_message_complete: to((events) => events.onMessageComplete()),
  };
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env });
  (exports['_initialize'] as (() => void) | undefined)?.();
  return exports as unknown as LlhttpExports;
}
