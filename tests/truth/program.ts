/** One cluster program for all situations: what it does is chosen by its environment, and it prints the truth that nobody traced. */
export const PROGRAM = `
import cluster from 'node:cluster';
import http from 'node:http';
const { PORT, WORKERS = '2', REFORK, LISTEN, SERVES_ITSELF, FAILS_AT_BOOT } = process.env;
const answer = (id) => (request, response) => {
  if (request.url === '/exit') process.exit(3);
  if (request.url === '/throw') throw new Error('boom');
  if (request.url === '/loop') for (;;);
  if (request.url === '/leave') process.send('leave');
  response.end(String(id));
};
if (cluster.isPrimary) {
  console.log('PID', 0, process.pid);
  cluster.on('fork', (worker) => console.log('PID', worker.id, worker.process.pid));
  cluster.on('message', (worker) => worker.disconnect());
  cluster.on('exit', (worker, code, signal) => {
    console.log('EXIT', worker.id, signal ?? 'code ' + code);
    if (REFORK) cluster.fork();
  });
  if (SERVES_ITSELF) http.createServer(answer(0)).listen(PORT);
  for (let i = 0; i < Number(WORKERS); i++) cluster.fork();
} else if (FAILS_AT_BOOT) {
  throw new Error('no configuration');
} else if (!SERVES_ITSELF) {
  const server = http.createServer(answer(cluster.worker.id));
  server.listen(LISTEN ? { port: Number(PORT), [LISTEN]: true } : PORT);
}
`;
