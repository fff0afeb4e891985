/** Sends one request of a load and tells what came of it. */
import http, { type IncomingMessage } from 'node:http';
import process from 'node:process';
import type { Readable } from 'node:stream';
import type { LoadOutcome } from '../../core/trace/event.ts';
import type { Emit } from '../shared/emit.ts';
import { clock } from '../shared/write.ts';
import type { Plan } from './apply-plan.ts';
import type { CookieJar } from './cookie-jar.ts';

const [HOST, OTHER_HOST] = ['127.0.0.1', '::1'];

/** What an outcome shows of a body; the rest is read and let go. A subscription shows more, as it is all that one hears. */
const BODY_CHARACTERS = { answered: 120, held: 2_000 } as const;

export interface Sending {
  readonly plan: Plan;
  readonly agent: http.Agent;
  readonly jar: CookieJar | undefined;
  /** 1, 2, 3, … */
  readonly number: number;
  readonly emit: Emit;
  /** Settles when held requests may be let go of. */
  readonly over: Promise<unknown>;
}

/** A server that listens on "localhost" may have the address of the other family alone. */
export async function sendOne(sending: Sending): Promise<LoadOutcome> {
  const outcome = await sendTo(HOST, sending);
  if (outcome.result.kind !== 'failed' || outcome.result.code !== 'ECONNREFUSED') return outcome;
  const other = await sendTo(OTHER_HOST, sending);
  return other.peer === null ? outcome : other;
}

function sendTo(host: string, { plan, agent, jar, number, emit, over }: Sending): Promise<LoadOutcome> {
  const { port, method, body, held, timeoutMs } = plan;
  const path = plan.path.replaceAll('{n}', String(number));
  const headers = headersOf(plan, jar);
  const characters = held ? BODY_CHARACTERS.held : BODY_CHARACTERS.answered;
  const startedAt = clock();
  let peer: number | null = null;
  return new Promise((resolve) => {
    const settle = (result: LoadOutcome['result']) => {
      clearTimeout(limit);
      resolve({ request: number, peer, startedAt, finishedAt: clock(), result });
    };
    const failed = (error: NodeJS.ErrnoException) => settle({ kind: 'failed', code: error.code ?? error.name });
    const request = http.request({ host, port, path, method, headers, agent }, (response) => {
      let text = '';
      const status = response.statusCode ?? 0;
      const answered = () => settle({ kind: 'answered', status, body: text });
      jar?.take(response.headers['set-cookie'] ?? []);
      response.on('error', failed);
      const body = readable(response);
      body.setEncoding('utf8');
      body.on('data', (chunk: string) => {
        if (text.length < characters) text = (text + chunk).slice(0, characters);
      });
      body.on('end', answered);
      // Compressed, it says, and is not: what could be read of it is shown.
      body.on('error', answered);
      if (!held) return;
      clearTimeout(limit);
      emit({ type: 'load.held', load: plan.name, request: number, status });
      void over.then(() => {
        answered();
        request.destroy();
      });
    });
    const limit = setTimeout(() => {
      settle({ kind: 'timed-out' });
      request.destroy();
    }, timeoutMs);
    request.on('socket', (socket) => {
      if (socket.connecting) socket.once('connect', () => (peer = socket.localPort ?? null));
      else peer = socket.localPort ?? null;
    });
    request.on('error', failed);
    request.end(body);
  });
}

/** The body as a person reads it, however it was compressed on its way. */
function readable(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding'];
  if (encoding === undefined) return response;
  // In the browser a part of its own, and few answers need it.
  const zlib = process.getBuiltinModule('node:zlib');
  const decoders = { gzip: zlib.createGunzip, deflate: zlib.createInflate, br: zlib.createBrotliDecompress } as const;
  if (!Object.hasOwn(decoders, encoding)) return response;
  try {
    return response.pipe(decoders[encoding as keyof typeof decoders]());
  } catch {
    // In-browser Node has no Brotli.
    return response;
  }
}

function headersOf({ headers, keepAlive }: Plan, jar: CookieJar | undefined): Record<string, string> {
  const cookie = jar?.header;
  return { ...headers, ...(keepAlive ? {} : { connection: 'close' }), ...(cookie === undefined ? {} : { cookie }) };
}
