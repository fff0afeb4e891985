/** Cluster programs for experiments: workers that answer, what each of them began to serve, and waiting for what holds. */
import type { startTraced, TracedProgram } from './traced-program.ts';
import { withProgram } from './with-program.ts';

export { served } from './with-program.ts';

/** Workers that answer with their id, or do as `route` says; `listen` is what they listen on. */
export const cluster = ({
  workers = 2,
  route = '',
  policy = '',
  listen = 'process.env.PORT',
  tuning = '',
  imports = '',
} = {}) => `
  import cluster from 'node:cluster';
  import http from 'node:http';
  ${imports}
  if (cluster.isPrimary) { ${policy} for (let i = 0; i < ${workers}; i++) cluster.fork(); }
  else {
    const server = http.createServer(async (request, response) => {
      ${route}
      response.end(String(cluster.worker.id));
    });
    ${tuning}
    server.listen(${listen}, () => process.send('ready'));
  }
`;

/** Runs the program until `workers` are ready, gives it to `show`, and ends it whatever happens. */
export async function withWorkers(
  workers: number,
  source: string,
  show: (program: TracedProgram) => Promise<void>,
  options: Parameters<typeof startTraced>[1] = {},
): Promise<void> {
  await withProgram(
    source,
    async (program) => {
      if (options.traced !== false) await program.until('message.received', workers);
      await show(program);
    },
    options,
  );
}

/** Settles when it holds. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
}

export const sum = (counts: Record<number, number>) => Object.values(counts).reduce((total, count) => total + count, 0);
export const connectionsOf = (program: TracedProgram) =>
  new Set(program.of('request.started').map(({ pid, peer }) => `${pid}:${peer}`)).size;
