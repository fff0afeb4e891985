// Connections that come one after the other go to the workers in turn, exactly.
import cluster from 'node:cluster';
import http from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
if (cluster.isPrimary) {
  console.log(cluster.schedulingPolicy === cluster.SCHED_RR, cluster.isWorker, cluster.worker);
  for (let i = 0; i < 3; i++) {
    cluster.fork();
    const [worker, address] = await once(cluster, 'listening');
    console.log('listening', worker.id, address.addressType, address.address, Object.keys(cluster.workers));
  }
  const answers = [];
  for (let i = 0; i < 9; i++) {
    const [response] = await once(http.get({ port: process.env.PORT, agent: false }), 'response');
    answers.push(await text(response));
  }
  console.log(answers.join(' '));
  cluster.disconnect(() => console.log('all gone', Object.keys(cluster.workers)));
} else {
  http.createServer((_request, response) => response.end(String(cluster.worker.id))).listen(process.env.PORT);
}
