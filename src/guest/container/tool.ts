/** What the page asks a container to do from inside: `node tool.mjs facts`, `… probe`, `… signal SIGKILL <pid> …`. */
import cluster from 'node:cluster';
import net, { type AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import process from 'node:process';
import { writeWhole } from '../shared/write.ts';
import { probe, serveProbe } from './probe.ts';

/** Answers are one line each, found by this beginning in whatever else is printed. */
const ANSWER = 'cluster-lab-answer:';

if (cluster.isWorker) serveProbe();
else {
  const [verb, ...args] = process.argv.slice(2);
  if (verb === 'facts') answer(await facts());
  else if (verb === 'probe') answer(await probe());
  else if (verb === 'signal') answer({ reached: signal(args) });
  // A probe's worker may be stuck on purpose.
  process.exit();
}

function answer(value: object): void {
  writeWhole(1, Buffer.from(`${ANSWER}${JSON.stringify(value)}\n`));
}

/** @returns versions, what programs here see of the machine, and a port that is free */
async function facts(): Promise<object> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return {
    node: process.version,
    container: process.versions['webcontainer'] ?? '',
    parallelism: availableParallelism(),
    port,
  };
}

/** @returns the pids that took the signal */
function signal([name, ...pids]: readonly string[]): readonly number[] {
  return pids.map(Number).filter((pid) => {
    try {
      return process.kill(pid, name);
    } catch {
      return false;
    }
  });
}
