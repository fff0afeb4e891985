// Port 0 is the same for all workers, an exclusive one its own, a path is shared, and a busy port fails in the worker.
import cluster from 'node:cluster';
import net from 'node:net';
import { once } from 'node:events';
if (cluster.isPrimary) {
  const taken = net.createServer().listen(process.env.PORT);
  await once(taken, 'listening');
  for (const id of [1, 2]) {
    const worker = cluster.fork();
    const [told] = await once(worker, 'message');
    console.log(id, told);
  }
  taken.close();
  cluster.disconnect();
} else {
  const listen = async (...where) => {
    const server = net.createServer().listen(...where);
    await once(server, 'listening');
    return server;
  };
  const any = await listen(0);
  const same = await listen(0);
  const path = await listen(`worker-${cluster.worker.id}.sock`);
  const failed = await listen(process.env.PORT).catch((error) => [error.code, error.syscall]);
  const own = await listen({ port: 0, exclusive: true });
  const isOwn = own.address().port !== any.address().port;
  // It would keep the worker.
  own.close();
  process.send([any.address().port > 0, any.address().port === same.address().port, path.address(), failed, isOwn]);
}
