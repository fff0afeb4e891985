/** Programs that several rules start. */

/** Printed by programs that are ready to be acted on. */
export const READY = 'ready';

/** A primary and two workers on one port; each worker answers with its pid. */
export const LISTENING_CLUSTER = `
  import cluster from 'node:cluster';
  import http from 'node:http';
  if (cluster.isPrimary) {
    let listening = 0;
    cluster.on('listening', () => { if (++listening === 2) console.log('${READY}'); });
    cluster.on('exit', (worker, code, signal) => console.log(\`exit \${worker.id} \${code} \${signal}\`));
    for (let i = 0; i < 2; i++) console.log('pid ' + cluster.fork().process.pid);
  } else http.createServer((request, response) => response.end(String(process.pid))).listen(process.env.PORT);
`;
