// A connection that a worker sends back lives in the primary, and one that is sent with keepOpen ends in both.
const cluster = require('node:cluster');
const net = require('node:net');
const connect = (port, said) => {
  let text = '';
  const client = net.connect(port, () => client.end('question'));
  client.on('data', (part) => (text += part)).on('close', () => said(text));
};
if (cluster.isPrimary) {
  const worker = cluster.fork();
  const server = net.createServer((socket) => worker.send('keep', socket, { keepOpen: true }, () => socket.end('!')));
  worker.on('message', (message, socket) => {
    if (message === 'yours') socket.on('data', (part) => console.log('primary read', String(part))).end('answer');
    else if (message.port) connect(message.port, (text) => worker.send({ text }));
    else
      server.listen(0, () =>
        connect(server.address().port, (text) => {
          console.log('kept:', text);
          server.close(() => console.log('server closed'));
          worker.disconnect();
        }),
      );
  });
  worker.on('exit', (code) => console.log('exit', code));
} else {
  const server = net.createServer({ pauseOnConnect: true }, (socket) => process.send('yours', socket));
  server.listen(0, () => process.send({ port: server.address().port }));
  process.on('message', (message, socket) => {
    if (message === 'keep') return socket.resume();
    console.log('sent back:', message.text);
    process.send('next');
  });
}
