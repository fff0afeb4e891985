// A socket with a buffer of the program's own reads into that one, a part at a time, and stops when it is told to.
const net = require('node:net');
const parts = [];
const server = net
  .createServer((socket) => socket.end('hello world'))
  .listen(0, () => {
    const buffer = Buffer.alloc(4);
    const socket = net.connect({
      port: server.address().port,
      onread: {
        buffer,
        callback(count, filled) {
          parts.push(filled.toString('latin1', 0, count));
          if (parts.length !== 2) return true;
          setTimeout(() => {
            console.log('paused with', parts, socket.bytesRead >= 8);
            socket.resume();
          }, 50);
          return false;
        },
      },
    });
    socket.on('close', () => {
      console.log(parts);
      second(server.address().port);
    });
  });
function second(port) {
  let made = 0;
  const all = [];
  net
    .connect({ port, onread: { buffer: () => Buffer.alloc(2 + made++), callback: (count) => all.push(count) } })
    .on('close', () => {
      console.log(all);
      server.close();
    });
}
