/* eslint-disable -- it stands in the place of the whole script of a process: native code that obeys nobody. */
// What it may reach is told by who is asked: SITE, OTHER and OTHER_WS are put in by the test.
postMessage({ op: 'ready', bootMs: 0 });
addEventListener('message', ({ data }) => {
  if (data.op === 'start') void attack();
});

const script = (text) => URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
const within = (ms, promise) => Promise.race([promise, new Promise((_, fail) => setTimeout(fail, ms, 'no answer'))]);
const heard = (target, good, bad = 'error') =>
  new Promise((resolve, reject) => {
    target.addEventListener(good, resolve);
    target.addEventListener(bad, () => reject('error'));
  });
const load = (url, method = 'GET', isAsync = true) => {
  const request = new XMLHttpRequest();
  request.open(method, url, isAsync);
  const done = heard(request, 'load');
  request.send();
  return done;
};
/** A worker that is started has reached nothing yet: it says what it could fetch or import. */
const fromWorker = (worker) =>
  heard(worker, 'message').then(({ data }) => (data === 'reached' ? data : Promise.reject(data)));
const inWorker = (url) =>
  `fetch(${JSON.stringify(url)}, { mode: 'no-cors' }).catch(() => import(${JSON.stringify(url)})).then(() => postMessage('reached'), (error) => postMessage(String(error)))`;

const WAYS = (where, socket) => ({
  import: () => import(where + 'import'),
  'import as JSON': () => import(where + 'json', { with: { type: 'json' } }),
  importScripts: async () => importScripts(where + 'importScripts'),
  fetch: () => fetch(where + 'fetch', { credentials: 'include' }),
  'fetch without cors': () => fetch(where + 'no-cors', { mode: 'no-cors', credentials: 'include' }),
  'fetch that outlives': () =>
    fetch(where + 'keepalive', { mode: 'no-cors', keepalive: true, method: 'POST', body: 'x' }),
  XMLHttpRequest: () => load(where + 'xhr'),
  'XMLHttpRequest at once': async () => load(where + 'sync', 'POST', false),
  WebSocket: () => heard(new WebSocket(socket + 'socket', 'token'), 'open'),
  EventSource: () => heard(new EventSource(where + 'events'), 'open'),
  WebTransport: () => new WebTransport(where.replace('http:', 'https:') + 'transport').ready,
  sendBeacon: async () => navigator.sendBeacon(where + 'beacon', 'x') || Promise.reject('refused'),
  RTCPeerConnection: async () => new RTCPeerConnection({ iceServers: [{ urls: where.replace(/^http:../, 'stun:') }] }),
  'a worker of an address': () => fromWorker(new Worker(where + 'worker')),
  'a module worker': () => fromWorker(new Worker(where + 'module-worker', { type: 'module' })),
  'a shared worker': () => heard(new SharedWorker(where + 'shared').port, 'message'),
  'a worker of a blob': () => fromWorker(new Worker(script(inWorker(where + 'blob-worker')))),
  'a module worker of a blob': () =>
    fromWorker(new Worker(script(inWorker(where + 'blob-module')), { type: 'module' })),
  'a static import in a blob': () => import(script(`import ${JSON.stringify(where + 'static')}`)),
  'importScripts in a blob': async () => importScripts(script(`importScripts(${JSON.stringify(where + 'nested')})`)),
  'a worker of data': () =>
    fromWorker(new Worker('data:text/javascript,' + encodeURIComponent(inWorker(where + 'data-worker')))),
  'import of data': () =>
    import('data:text/javascript,' + encodeURIComponent(`import ${JSON.stringify(where + 'data')}`)),
  'a font': () => new FontFace('x', `url(${where}font)`).load(),
  'compiled on its way': () => WebAssembly.compileStreaming(fetch(where + 'wasm')),
  Notification: () => heard(new Notification('x', { icon: where + 'icon' }), 'show'),
});

const INSIDE = {
  indexedDB: () => heard(indexedDB.open('cluster-lab'), 'success'),
  caches: () => caches.open('x'),
  'files of the origin': () => navigator.storage.getDirectory(),
  cookies: () => cookieStore.getAll(),
  'the service worker': () =>
    navigator.serviceWorker.getRegistration().then((found) => found ?? Promise.reject('none')),
  'a reload of others': async () => navigator.serviceWorker.controller.postMessage('x'),
  locks: () => navigator.locks.request('cluster-lab', () => 'reached'),
};

async function attack() {
  // The page must hear nothing of it on any channel of its own.
  try {
    new BroadcastChannel('cluster-lab').postMessage('from a program');
  } catch {}
  const reached = [];
  const ways = {
    ...named('site', WAYS(SITE, SITE.replace('http', 'ws'))),
    ...named('other', WAYS(OTHER, OTHER.replace('http', 'ws'))),
    ...INSIDE,
  };
  await Promise.all(
    Object.entries(ways).map(async ([name, go]) => {
      try {
        await within(8_000, Promise.resolve().then(go));
        reached.push(name);
      } catch {}
    }),
  );
  const text = `ways tried: ${Object.keys(ways).length}\r\norigin: ${self.origin}\r\nreached: ${reached.join(', ') || 'nothing'}\r\n`;
  postMessage({ op: 'write', stream: 1, bytes: new TextEncoder().encode(text) });
  postMessage({ op: 'exit', code: 0, signal: null });
}

function named(prefix, ways) {
  return Object.fromEntries(Object.entries(ways).map(([name, go]) => [`${name} (${prefix})`, go]));
}
