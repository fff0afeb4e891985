/** What the catalogue of Node's names and lesson 5 say of an HTTP server and of ticks, shown by count and order. */
import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { expect } from 'vitest';
import { experiment } from '../support/experiment.ts';
import { linesOf, printed, withProgram } from '../support/with-program.ts';

experiment('close-waits-for-connections', () =>
  withProgram(
    // Closed during the first request on a kept connection; the second request on it is still served.
    `
    import http from 'node:http';
    let count = 0;
    const server = http.createServer(async (request, response) => {
      if (++count === 1) server.close(() => console.log('closed after ' + count));
      response.end();
    });
    server.listen(process.env.PORT, () => console.log('listens'));
  `,
    async (program) => {
      await printed(program, 'listens');
      const outcomes = await program.load({ requests: 5, connections: 1, keepAlive: true });
      expect(outcomes.map(({ result }) => result.kind)).toEqual(Array.from({ length: 5 }, () => 'answered'));
      await program.exit;
      expect(program.text).toContain('closed after 5');
    },
  ),
);

experiment('an-answer-tells-the-timeout', () =>
  withProgram(
    `
    import http from 'node:http';
    const server = http.createServer((request, response) => response.end());
    console.log('waits ' + server.keepAliveTimeout + ' and ' + server.keepAliveTimeoutBuffer);
    server.listen(process.env.PORT, () => console.log('listens'));
  `,
    async (program) => {
      await printed(program, 'listens');
      const agent = new http.Agent({ keepAlive: true });
      const sent = http.get({ host: '127.0.0.1', port: program.port, agent });
      const [{ headers }] = (await once(sent, 'response')) as [http.IncomingMessage];
      agent.destroy();
      expect(headers['keep-alive']).toBe('timeout=5');
      expect(program.text).toContain('waits 5000 and 1000');
    },
  ),
);

experiment('headers-go-with-the-body', async () => {
  const source = `
    import http from 'node:http';
    const server = http.createServer((request, response) => {
      response.writeHead(200);
      setImmediate(() => {
        console.log('sent after writeHead: ' + request.socket.bytesWritten);
        response.end();
        server.close();
      });
    });
    server.listen(0, () => http.get({ port: server.address().port, agent: false }, (answer) => answer.resume()));
  `;
  expect(await linesOf(source)).toEqual(['sent after writeHead: 0']);
});

experiment('ticks-and-promises', async () => {
  const both = (where: string) =>
    `process.nextTick(() => console.log('${where}: tick')); Promise.resolve().then(() => console.log('${where}: promise'));`;
  expect(await linesOf(`${both('module')} setTimeout(() => { ${both('callback')} });`)).toEqual([
    'module: promise',
    'module: tick',
    'callback: tick',
    'callback: promise',
  ]);
});

experiment('pipelined-requests-beyond-the-limit-get-503', () =>
  withProgram(
    `
    import http from 'node:http';
    const server = http.createServer((request, response) => response.end());
    server.maxRequestsPerSocket = 3;
    server.listen(process.env.PORT, () => console.log('listens'));
  `,
    async (program) => {
      await printed(program, 'listens');
      const client = net.connect(program.port, '127.0.0.1').setEncoding('utf8');
      let heard = '';
      client.on('data', (data) => (heard += String(data)));
      client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(5));
      await once(client, 'close');
      const statuses = [...heard.matchAll(/^HTTP\/1\.1 (\d+)/gm)].map(([, status]) => status);
      expect(statuses.slice(0, 3)).toEqual(['200', '200', '200']);
      expect(new Set(statuses.slice(3))).toEqual(new Set(['503']));
    },
  ),
);
