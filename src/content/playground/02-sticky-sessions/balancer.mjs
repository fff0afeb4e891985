// In the primary: reads who is asking, and hands the connection to that one's worker.
import net from 'node:net';

export function startBalancer(workers) {
  const balancer = net.createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (head) => {
      socket.pause();
      const who = head.toString('latin1').split(' ')[1];
      const worker = workers[hash(who) % workers.length];
      // The bytes that are read already travel with the connection.
      worker.send({ head: head.toString('latin1') }, socket);
    });
  });
  balancer.listen(process.env.PORT, () => console.log('balancer listens'));
}

function hash(text) {
  let sum = 0;
  for (const char of text) sum = (sum * 31 + char.charCodeAt(0)) >>> 0;
  return sum;
}
