/** The record store of a cmi5 platform, on the Experience API's own wire: it keeps statements and state, and refuses what is malformed. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface StoredStatement {
  readonly actor: unknown;
  readonly verb: { readonly id: string };
  readonly object: { readonly id: string; readonly definition?: { readonly interactionType?: string } };
  readonly result?: {
    readonly score?: { readonly scaled: number };
    readonly success?: boolean;
    readonly response?: string;
  };
  readonly context: { readonly registration: string; readonly contextActivities?: unknown };
  readonly timestamp: string;
}

export interface RecordStore extends AsyncDisposable {
  readonly statements: readonly StoredStatement[];
  /** The query that launches a lesson. */
  readonly launch: string;
}

const TOKEN = Buffer.from('learner:secret').toString('base64');
const REGISTRATION = '6f1d2f0a-4b7e-4d57-9a44-0d1b6c9d7a11';
const ACTOR = { objectType: 'Agent', account: { homePage: 'https://platform.example', name: 'learner-7' } };
const ACTIVITY = 'https://platform.example/activity/1';
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': '*',
  'access-control-allow-methods': 'GET, PUT, POST, DELETE',
  'access-control-expose-headers': '*',
};

export async function startRecordStore(): Promise<RecordStore> {
  const statements: StoredStatement[] = [];
  const states = new Map<string, string>([
    [
      'LMS.LaunchData',
      JSON.stringify({
        contextTemplate: { registration: REGISTRATION, contextActivities: { grouping: [{ id: ACTIVITY }] } },
        launchMode: 'Normal',
        masteryScore: 0.5,
        moveOn: 'Completed',
      }),
    ],
  ]);
  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      response
        .writeHead(status, { ...CORS, 'content-type': 'application/json', 'x-experience-api-version': '1.0.3' })
        .end(body);
    });
  });

  async function answer(request: IncomingMessage): Promise<readonly [number, string?]> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'OPTIONS') return [204];
    if (pathname === '/token') return [200, JSON.stringify({ 'auth-token': TOKEN })];
    if (request.headers.authorization !== `Basic ${TOKEN}`) return [401];
    const body = await text(request);
    if (pathname === '/xapi/statements') {
      const sent = [JSON.parse(body)].flat() as StoredStatement[];
      if (!sent.every(isWellFormed)) return [400, '"malformed"'];
      statements.push(...sent);
      return [200, JSON.stringify(sent.map((_, index) => String(index)))];
    }
    const id = searchParams.get('stateId') ?? searchParams.get('profileId') ?? '';
    if (request.method === 'PUT' || request.method === 'POST') {
      states.set(id, body);
      return [204];
    }
    const kept = states.get(id);
    return kept === undefined ? [404] : [200, kept];
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    statements,
    launch: `?${new URLSearchParams({
      endpoint: `${origin}/xapi/`,
      fetch: `${origin}/token`,
      actor: JSON.stringify(ACTOR),
      registration: REGISTRATION,
      activityId: ACTIVITY,
    })}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** As much of the standard as a store refuses statements for. */
function isWellFormed({ actor, verb, object, context, timestamp }: StoredStatement): boolean {
  return (
    JSON.stringify(actor) === JSON.stringify(ACTOR) &&
    URL.canParse(verb.id) &&
    URL.canParse(object.id) &&
    context.registration === REGISTRATION &&
    !Number.isNaN(Date.parse(timestamp))
  );
}
