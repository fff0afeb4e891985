// A parent hands sockets and a server to its child, which answers on them.
import { fork } from 'node:child_process';
import net from 'node:net';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
if (process.argv[2] === 'child') {
  process.on('message', (message, handle) => {
    if (message === 'socket') handle.end('child has the socket');
    else if (message === 'server') {
      handle.on('connection', (socket) => {
        socket.end('child has the server');
        handle.close(() => process.disconnect());
      });
      process.send('listening');
    } else process.send([message, handle]);
  });
} else {
  const child = fork(process.argv[1], ['child']);
  const server = net.createServer({ pauseOnConnect: true }).listen(process.env.PORT);
  await once(server, 'listening');
  const first = net.connect(process.env.PORT);
  const [socket] = await once(server, 'connection');
  child.send('socket', socket, (error) => console.log('sent', error));
  console.log(await text(first));
  child.send('plain');
  console.log((await once(child, 'message'))[0]);
  child.send('server', server);
  await once(child, 'message');
  server.close();
  console.log(await text(net.connect(process.env.PORT)));
  console.log(await once(child, 'exit'));
}
