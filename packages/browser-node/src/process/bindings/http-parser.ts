/** `http_parser`: Node's HTTPParser over llhttp. */
import { defineBinding } from '../binding.ts';
import { AsyncWrap } from '../handles/async-wrap.ts';
import { host, noop } from '../host.ts';
import { cTextAt, llhttp, withEvents, type ParserEvents } from '../llhttp.ts';
import { enqueue } from '../loop.ts';
import { asBuffer } from '../realm.ts';

/** llhttp's error numbers that mean no error of the message. */
const OK = 0;
const PAUSED = 21;
const PAUSED_UPGRADE = 22;
/** A callback says that it failed. */
const USER_ERROR = 24;

const DEFAULT_HEADER_BYTES = 16_384;
/** As Node's C++: so many names and values are told in one go. */
const HEADERS_AT_ONCE = 64;

const LENIENT: Readonly<Record<number, string>> = {
  1: 'headers',
  2: 'chunked_length',
  4: 'keep_alive',
  8: 'transfer_encoding',
  16: 'version',
  32: 'data_after_close',
  64: 'optional_lf_after_cr',
  128: 'optional_crlf_after_chunk',
  256: 'optional_cr_before_lf',
  512: 'spaces_after_chunk_size',
};

class ConnectionsList {
  readonly known = new Set<HTTPParser>();
  readonly busy = new Set<HTTPParser>();

  all = () => [...this.known];
  idle = () => [...this.known].filter((parser) => parser.startedAt === 0);
  active = () => [...this.busy];

  expired(headersMs: number, requestMs: number): HTTPParser[] {
    const now = host.performance.now();
    const [shorter, longer] = requestMs > 0 && headersMs > requestMs ? [requestMs, headersMs] : [headersMs, requestMs];
    const late = this.active().filter((parser) => {
      const age = now - parser.startedAt;
      return (longer > 0 && age > longer) || (shorter > 0 && !parser.hasHeaders && age > shorter);
    });
    for (const parser of late) this.busy.delete(parser);
    return late;
  }
}

type Handlers = Record<number, ((...args: unknown[]) => unknown) | null | undefined>;

interface Constants {
  readonly REQUEST: number;
  readonly kOnMessageBegin: number;
  readonly kOnHeaders: number;
  readonly kOnHeadersComplete: number;
  readonly kOnBody: number;
  readonly kOnMessageComplete: number;
  readonly kOnExecute: number;
}

let constants: Constants;

class HTTPParser extends AsyncWrap implements ParserEvents {
  startedAt = 0;
  hasHeaders = false;
  #parser = 0;
  #type = 0;
  #mostHeaderBytes = DEFAULT_HEADER_BYTES;
  #list: ConnectionsList | undefined;
  #url = '';
  #status = '';
  #headers: string[] = [];
  #isInField = false;
  #hasFlushed = false;
  #headerBytes = 0;
  #hasOverflown = false;
  #isPaused = false;
  #thrown: { readonly error: unknown } | undefined;
  #input: Uint8Array | undefined;
  #rest: Uint8Array<ArrayBuffer> | undefined;
  #isFreedLater = false;

  initialize(type: number, _resource: unknown, ...rest: [number?, number?, ConnectionsList?]): void {
    const [mostHeaderBytes = 0, lenient = 0, list] = rest;
    this.#free();
    this.#type = type;
    this.#parser = llhttp().llhttp_alloc(type);
    this.#mostHeaderBytes = mostHeaderBytes || DEFAULT_HEADER_BYTES;
    this.#isPaused = false;
    this.#thrown = undefined;
    this.#reset();
    for (const [flag, name] of Object.entries(LENIENT)) {
      const set = llhttp()[`llhttp_set_lenient_${name}`] as ((parser: number, isOn: number) => void) | undefined;
      if ((lenient & Number(flag)) !== 0) set?.(this.#parser, 1);
    }
    this.#list = list;
    this.startedAt = 0;
    if (list !== undefined) this.#begin(list);
  }

  #begin(list: ConnectionsList): void {
    this.startedAt = host.performance.now();
    this.hasHeaders = false;
    list.known.delete(this);
    list.known.add(this);
    list.busy.add(this);
  }

  #reset(): void {
    this.#url = '';
    this.#status = '';
    this.#headers = [];
    this.#isInField = false;
    this.#hasFlushed = false;
    this.#headerBytes = 0;
  }

  #call(handler: number, ...args: unknown[]): unknown {
    return (this as unknown as Handlers)[handler]?.call(this, ...args);
  }

  #count(text: string): number {
    this.#headerBytes += text.length;
    this.#hasOverflown = this.#headerBytes >= this.#mostHeaderBytes;
    return this.#hasOverflown ? USER_ERROR : OK;
  }

  onMessageBegin(): number {
    this.#reset();
    if (this.#list !== undefined) this.#begin(this.#list);
    this.#call(constants.kOnMessageBegin);
    return OK;
  }

  onUrl(text: string): number {
    this.#url += text;
    return this.#count(text);
  }

  onStatus(text: string): number {
    this.#status += text;
    return this.#count(text);
  }

  onHeaderField(text: string): number {
    if (this.#isInField) this.#headers.push(`${this.#headers.pop()}${text}`);
    else {
      if (this.#headers.length >= HEADERS_AT_ONCE) this.#flush();
      this.#headers.push(text);
    }
    this.#isInField = true;
    return this.#count(text);
  }

  onHeaderValue(text: string): number {
    this.#headers.push(this.#isInField ? text : `${this.#headers.pop()}${text}`);
    this.#isInField = false;
    return this.#count(text);
  }

  #takeHeaders(): string[] {
    const headers = this.#headers.map((text, index) => (index % 2 === 1 ? text.replace(/[ \t]+$/, '') : text));
    if (headers.length % 2 === 1) headers.push('');
    this.#headers = [];
    return headers;
  }

  #flush(): void {
    this.#hasFlushed = true;
    this.#call(constants.kOnHeaders, this.#takeHeaders(), this.#url);
    this.#url = '';
  }

  onHeadersComplete(status: number, isUpgrade: boolean, keepsAlive: boolean): number {
    const isRequest = this.#type === constants.REQUEST;
    this.hasHeaders = true;
    this.#headerBytes = 0;
    if (this.#hasFlushed) this.#flush();
    const headers = this.#hasFlushed ? undefined : this.#takeHeaders();
    const url = isRequest && !this.#hasFlushed ? this.#url : undefined;
    const { llhttp_get_http_major, llhttp_get_http_minor, llhttp_get_method } = llhttp();
    const versions = [llhttp_get_http_major(this.#parser), llhttp_get_http_minor(this.#parser)];
    const method = isRequest ? llhttp_get_method(this.#parser) : undefined;
    const answer = isRequest ? [undefined, undefined] : [status, this.#status];
    const outcome = this.#call(
      constants.kOnHeadersComplete,
      ...[...versions, headers, method, url, ...answer, isUpgrade, keepsAlive],
    );
    this.#hasFlushed = false;
    this.#isInField = false;
    return Number(outcome ?? OK);
  }

  onBody(bytes: Uint8Array<ArrayBuffer>): number {
    if (bytes.length > 0) this.#call(constants.kOnBody, asBuffer(bytes));
    return this.#isPaused ? PAUSED : OK;
  }

  onMessageComplete(): number {
    if (this.#list !== undefined) {
      this.startedAt = 0;
      this.#list.busy.delete(this);
    }
    if (this.#headers.length > 0) this.#flush();
    this.#call(constants.kOnMessageComplete);
    return this.#isPaused ? PAUSED : OK;
  }

  onError(error: unknown): number {
    this.#thrown = { error };
    return USER_ERROR;
  }

  /** @returns the bytes taken, or the error */
  execute(bytes: Uint8Array): number | Error {
    const { malloc, free, memory, llhttp_execute } = llhttp();
    this.#input = bytes;
    this.#hasOverflown = false;
    const at = malloc(Math.max(1, bytes.length));
    new Uint8Array(memory.buffer).set(bytes, at);
    try {
      return withEvents(this, () => this.#outcome(llhttp_execute(this.#parser, at, bytes.length), at, bytes.length));
    } finally {
      free(at);
      this.#input = undefined;
      if (this.#isFreedLater) this.#free();
    }
  }

  #outcome(error: number, at: number, length: number): number | Error {
    if (this.#thrown !== undefined) {
      const { error: thrown } = this.#thrown;
      this.#thrown = undefined;
      throw thrown;
    }
    if (error === OK) return length;
    const { llhttp_get_error_pos, llhttp_resume_after_upgrade, memory } = llhttp();
    const taken = llhttp_get_error_pos(this.#parser) - at;
    if (error === PAUSED_UPGRADE) llhttp_resume_after_upgrade(this.#parser);
    else if (error === PAUSED) this.#rest = new Uint8Array(memory.buffer, at + taken, length - taken).slice();
    else return this.#parseError(error, taken);
    return taken;
  }

  #parseError(error: number, bytesParsed: number): Error {
    const { llhttp_errno_name, llhttp_get_error_reason } = llhttp();
    const code = this.#hasOverflown ? 'HPE_HEADER_OVERFLOW' : cTextAt(llhttp_errno_name(error));
    const reason = this.#hasOverflown ? 'Header overflow' : cTextAt(llhttp_get_error_reason(this.#parser));
    const message = `Parse Error${reason === '' ? '' : `: ${reason}`}`;
    return Object.assign(new Error(message), { bytesParsed, code, reason });
  }

  finish(): Error | undefined {
    if (this.#parser === 0) return undefined;
    const outcome = withEvents(this, () => this.#outcome(llhttp().llhttp_finish(this.#parser), 0, 0));
    return outcome instanceof Error ? outcome : undefined;
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
    if (this.#parser === 0) return;
    llhttp().llhttp_resume(this.#parser);
    const rest = this.#rest;
    this.#rest = undefined;
    if (rest === undefined || rest.length === 0) return;
    enqueue(() => {
      if (this.#parser !== 0) this.#call(constants.kOnExecute, this.execute(asBuffer(rest)));
    });
  }

  getCurrentBuffer(): Uint8Array {
    return asBuffer(new Uint8Array(this.#input ?? []));
  }

  duration(): number {
    return this.startedAt === 0 ? 0 : host.performance.now() - this.startedAt;
  }

  headersCompleted(): boolean {
    return this.hasHeaders;
  }

  remove(): void {
    this.#list?.known.delete(this);
    this.#list?.busy.delete(this);
  }

  free(): void {
    this.#reset();
  }

  close(): void {
    this.remove();
    if (this.#input === undefined) this.#free();
    else this.#isFreedLater = true;
  }

  #free(): void {
    this.#isFreedLater = false;
    if (this.#parser !== 0) llhttp().llhttp_free(this.#parser);
    this.#parser = 0;
  }

  // Node's C++ would read from the socket by itself; here each chunk comes through JavaScript.
  consume = noop;
  unconsume = noop;
}

defineBinding('http_parser', (shape) => {
  constants = shape['HTTPParser'] as Constants;
  return { ConnectionsList, HTTPParser: Object.assign(HTTPParser, { ...constants }) };
});
