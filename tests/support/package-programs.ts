/** For each package of the shelf a program that uses it, with what it prints: the same on every engine. */

export interface PackageProgram {
  /** Of main.cjs, or of main.mjs where it imports. */
  readonly text: string;
  readonly prints: string;
}

/** Asks a server of the program itself, prints the answer, and ends. */
const ASK = `
  const ask = (port, path = '/') => fetch('http://127.0.0.1:' + port + path).then((answer) => answer.text());
  const show = async (port, ...paths) => {
    for (const path of paths) console.log(await ask(port, path));
    process.exit();
  };
`;

export const PACKAGE_PROGRAMS: Readonly<Record<string, PackageProgram>> = {
  express: {
    text: `
      const cluster = require('node:cluster');
      const express = require('express');
      ${ASK}
      if (cluster.isPrimary) {
        cluster.fork();
        cluster.fork();
        let listening = 0;
        cluster.on('listening', (_, { port }) => (listening += 1) === 2 && show(port, '/', '/', '/json', '/none'));
      } else {
        const app = express();
        app.use(express.json());
        app.get('/', (request, response) => response.send('hello ' + request.get('host').split(':')[0]));
        app.get('/json', (request, response) => response.json({ query: request.query, ok: true }));
        app.use((request, response) => response.status(404).type('txt').send('nothing at ' + request.path));
        app.listen(process.env.PORT);
      }`,
    prints: 'hello 127.0.0.1\nhello 127.0.0.1\n{"query":{},"ok":true}\nnothing at /none\n',
  },
  fastify: {
    text: `
      ${ASK}
      const app = require('fastify')();
      const schema = { response: { 200: { type: 'object', properties: { hello: { type: 'string' } } } } };
      app.get('/', { schema }, async () => ({ hello: 'world', left: 'out' }));
      app.listen({ port: process.env.PORT }).then(() => show(process.env.PORT, '/'));`,
    prints: '{"hello":"world"}\n',
  },
  koa: {
    text: `
      ${ASK}
      const Koa = require('koa');
      const app = new Koa();
      app.use(async (context, next) => { await next(); context.body += ' world'; });
      app.use(async (context) => { context.body = 'hello'; });
      app.listen(process.env.PORT, () => show(process.env.PORT, '/'));`,
    prints: 'hello world\n',
  },
  hono: {
    text: `
      const { Hono } = require('hono');
      const app = new Hono();
      app.get('/:name', (context) => context.text('hello ' + context.req.param('name')));
      Promise.resolve(app.request('/you')).then((answer) => answer.text()).then(console.log);`,
    prints: 'hello you\n',
  },
  '@hono/node-server': {
    text: `
      import { serve } from '@hono/node-server';
      import { Hono } from 'hono';
      ${ASK}
      const app = new Hono();
      app.get('/', (context) => context.json({ hello: 'world' }));
      serve({ fetch: app.fetch, port: Number(process.env.PORT) }, () => show(process.env.PORT, '/'));`,
    prints: '{"hello":"world"}\n',
  },
  ws: {
    text: `
      import { WebSocket, WebSocketServer } from 'ws';
      const server = new WebSocketServer({ port: Number(process.env.PORT) });
      server.on('connection', (socket) => socket.on('message', (data) => socket.send('heard ' + data)));
      const socket = new WebSocket('ws://127.0.0.1:' + process.env.PORT);
      socket.on('open', () => socket.send('one'));
      socket.on('message', (data) => { console.log(String(data)); process.exit(); });`,
    prints: 'heard one\n',
  },
  'socket.io': {
    text: `
      const http = require('node:http');
      const { Server } = require('socket.io');
      const server = http.createServer();
      const io = new Server(server);
      console.log(typeof io.to, String(io.engine.opts.pingInterval));
      io.close();`,
    prints: 'function 25000\n',
  },
  'socket.io-client': {
    text: `
      const http = require('node:http');
      const { Server } = require('socket.io');
      const { io } = require('socket.io-client');
      const server = http.createServer();
      new Server(server).on('connection', (socket) => socket.on('ask', (what, answer) => answer('heard ' + what)));
      server.listen(process.env.PORT, () => {
        const socket = io('http://127.0.0.1:' + process.env.PORT);
        socket.emit('ask', 'one', (answer) => {
          console.log(answer);
          process.exit();
        });
      });`,
    prints: 'heard one\n',
  },
  '@socket.io/sticky': {
    text: `
      const cluster = require('node:cluster');
      const http = require('node:http');
      const { Server } = require('socket.io');
      const { io } = require('socket.io-client');
      const { setupMaster, setupWorker } = require('@socket.io/sticky');
      const { createAdapter, setupPrimary } = require('@socket.io/cluster-adapter');
      if (cluster.isPrimary) {
        const server = http.createServer();
        setupMaster(server, { loadBalancingMethod: 'least-connection' });
        setupPrimary();
        cluster.setupPrimary({ serialization: 'advanced' });
        cluster.fork();
        cluster.fork();
        let ready = 0;
        cluster.on('message', (_, message) => {
          if (message !== 'ready' || (ready += 1) < 2) return;
          server.listen(process.env.PORT, () => {
            const [one, other] = [0, 1].map(() => io('http://127.0.0.1:' + process.env.PORT));
            other.on('news', (text) => {
              console.log(text);
              process.exit();
            });
            other.on('connect', () => one.emit('tell', 'over workers'));
          });
        });
      } else {
        const server = new Server(http.createServer());
        server.adapter(createAdapter());
        setupWorker(server);
        server.on('connection', (socket) => socket.on('tell', (text) => server.emit('news', text)));
        process.send('ready');
      }`,
    prints: 'over workers\n',
  },
  '@socket.io/cluster-adapter': {
    text: `
      const { createAdapter, setupPrimary } = require('@socket.io/cluster-adapter');
      console.log(typeof createAdapter(), typeof setupPrimary);`,
    prints: 'function function\n',
  },
  redis: {
    text: `
      const { createClient } = require('redis');
      const client = createClient({ url: 'redis://127.0.0.1:1', socket: { reconnectStrategy: false } });
      client.on('error', () => {});
      client.connect().catch(({ code }) => console.log(code));`,
    prints: 'ECONNREFUSED\n',
  },
  ioredis: {
    text: `
      const Redis = require('ioredis');
      const client = new Redis(1, { retryStrategy: null, lazyConnect: true });
      client.on('error', () => {});
      client.connect().catch(({ message }) => console.log(message));`,
    prints: 'Connection is closed.\n',
  },
  dotenv: {
    text: `
      const fs = require('node:fs');
      fs.writeFileSync('.env', 'COLOUR="green"\\nEMPTY=\\n');
      require('dotenv').config({ quiet: true });
      console.log(process.env.COLOUR, JSON.stringify(process.env.EMPTY));`,
    prints: 'green ""\n',
  },
  pino: {
    text: `
      const log = require('pino')({ base: null, timestamp: false });
      log.info({ worker: 1 }, 'hello %s', 'world');`,
    prints: '{"level":30,"worker":1,"msg":"hello world"}\n',
  },
  winston: {
    text: `
      const winston = require('winston');
      const log = winston.createLogger({ transports: [new winston.transports.Console()] });
      log.info('hello', { worker: 1 });`,
    prints: '{"level":"info","message":"hello","worker":1}\n',
  },
  'prom-client': {
    text: `
      const { Counter, AggregatorRegistry, register } = require('prom-client');
      const counter = new Counter({ name: 'served', help: 'Requests' });
      counter.inc(2);
      register.metrics().then(async (text) => {
        console.log(text.trim());
        console.log((await AggregatorRegistry.aggregate([await register.getMetricsAsJSON(), await register.getMetricsAsJSON()]).metrics()).trim().split('\\n').at(-1));
      });`,
    prints: '# HELP served Requests\n# TYPE served counter\nserved 2\nserved 4\n',
  },
  'express-session': {
    text: `
      const express = require('express');
      const session = require('express-session');
      const app = express();
      app.use(session({ secret: 'x', resave: false, saveUninitialized: true }));
      app.get('/', (request, response) => {
        request.session.views = (request.session.views ?? 0) + 1;
        response.send(String(request.session.views));
      });
      app.listen(process.env.PORT, async () => {
        const first = await fetch('http://127.0.0.1:' + process.env.PORT);
        const cookie = first.headers.get('set-cookie').split(';')[0];
        const second = await fetch('http://127.0.0.1:' + process.env.PORT, { headers: { cookie } });
        console.log(await first.text(), await second.text());
        process.exit();
      });`,
    prints: '1 2\n',
  },
  'connect-redis': {
    text: `
      const { RedisStore } = require('connect-redis');
      const kept = new Map();
      const client = { set: async (key, value) => kept.set(key, value), get: async (key) => kept.get(key) ?? null };
      const store = new RedisStore({ client });
      store.set('one', { cookie: {}, views: 2 }, () => store.get('one', (_, { views }) => console.log(views + " " + [...kept.keys()])));`,
    prints: '2 sess:one\n',
  },
  'express-rate-limit': {
    text: `
      const express = require('express');
      const { rateLimit } = require('express-rate-limit');
      ${ASK}
      const app = express();
      app.use(rateLimit({ windowMs: 60_000, limit: 1, message: 'too many' }));
      app.get('/', (request, response) => response.send('served'));
      app.listen(process.env.PORT, () => show(process.env.PORT, '/', '/'));`,
    prints: 'served\ntoo many\n',
  },
  'http-proxy': {
    text: `
      const http = require('node:http');
      // An old call of the package's own warns of itself.
      process.removeAllListeners('warning');
      const proxy = require('http-proxy').createProxyServer();
      ${ASK}
      const target = http.createServer((request, response) => response.end('from behind ' + request.url)).listen(0, () =>
        http
          .createServer((request, response) => proxy.web(request, response, { target: 'http://127.0.0.1:' + target.address().port }))
          .listen(process.env.PORT, () => show(process.env.PORT, '/a')));`,
    prints: 'from behind /a\n',
  },
  throng: {
    text: `
      const throng = require('throng');
      throng({
        workers: 2,
        grace: 1000,
        master: () => {
          let ready = 0;
          require('node:cluster').on('message', () => {
            if ((ready += 1) < 2) return;
            console.log('two workers');
            process.exit();
          });
        },
        worker: () => process.send('ready'),
      });`,
    prints: 'two workers\n',
  },
};

/** Its name says how it is read. */
export function entryOf({ text }: PackageProgram): string {
  return /^\s*import /m.test(text) ? 'main.mjs' : 'main.cjs';
}
