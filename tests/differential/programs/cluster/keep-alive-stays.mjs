// Requests on one connection stay with one worker; the next connection goes to the other.
import cluster from 'node:cluster';
import http from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
if (cluster.isPrimary) {
  for (let i = 0; i < 2; i++) {
    cluster.fork();
    await once(cluster, 'listening');
  }
  for (let round = 0; round < 2; round++) {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const answers = [];
    for (let i = 0; i < 5; i++) {
      const [response] = await once(http.get({ port: process.env.PORT, agent }), 'response');
      answers.push(await text(response));
    }
    console.log(new Set(answers).size, answers.length);
    agent.destroy();
  }
  cluster.disconnect();
} else {
  http.createServer((_request, response) => response.end(String(cluster.worker.id))).listen(process.env.PORT);
}
