/** node:dgram in the page: datagrams between processes, and sockets that a cluster shares. */
import { expect, test } from './page.ts';
import { runInPage, runOnNode } from './programs.ts';

test('sends, answers, connects and fails as on real Node', async ({ plainPage }) => {
  const program = {
    'main.mjs': `
      import dgram from 'node:dgram';
      import { once } from 'node:events';
      const server = dgram.createSocket('udp4').bind(0);
      await once(server, 'listening');
      const { port } = server.address();
      server.on('message', (bytes, from) => {
        console.log('server got', String(bytes), from.address, from.family, from.size);
        server.send('answer', from.port, from.address);
      });
      const client = dgram.createSocket('udp4');
      client.send('question', port, 'localhost', (error, bytes) => console.log('sent', error, bytes));
      const [answer, from] = await once(client, 'message');
      console.log(String(answer), from.port === port, from.address);
      const second = dgram.createSocket('udp4').bind(port);
      const [{ code, syscall }] = await once(second, 'error');
      console.log(code, syscall);
      const connected = dgram.createSocket('udp4');
      connected.connect(port, '127.0.0.1');
      await once(connected, 'connect');
      console.log(connected.remoteAddress().address);
      connected.send([Buffer.from('two '), 'parts']);
      console.log(String((await once(connected, 'message'))[0]));
      client.send(Buffer.alloc(70_000), port, ({ code }) => console.log(code));
      const six = dgram.createSocket('udp6').bind(0);
      await once(six, 'listening');
      const sender = dgram.createSocket('udp6');
      sender.send('by IPv6', six.address().port, '::1');
      const [text, { family, address }] = await once(six, 'message');
      console.log(String(text), family, address);
      for (const socket of [server, client, connected, six, sender]) socket.close();`,
  };
  expect(await runInPage(plainPage, program)).toEqual(await runOnNode(program));
});

test('workers of a cluster share a socket, and each datagram is answered once', async ({ plainPage }) => {
  const program = {
    'main.mjs': `
      import cluster from 'node:cluster';
      import dgram from 'node:dgram';
      import { once } from 'node:events';
      if (cluster.isPrimary) {
        cluster.fork(); cluster.fork();
        const [, address] = await once(cluster, 'listening');
        await once(cluster, 'listening');
        const client = dgram.createSocket('udp4');
        const answers = [];
        client.on('message', (bytes, { port }) => {
          answers.push(String(bytes));
          if (port !== address.port) console.log('from a strange port');
          if (answers.length < 20) return client.send(String(answers.length), address.port);
          console.log(answers.sort((a, b) => a - b).join());
          client.close();
          cluster.disconnect();
        });
        client.send('0', address.port);
      } else {
        const socket = dgram.createSocket('udp4', (bytes, { port }) => socket.send(bytes, port)).bind(41_234);
      }`,
  };
  expect(await runInPage(plainPage, program)).toEqual(await runOnNode(program));
});
