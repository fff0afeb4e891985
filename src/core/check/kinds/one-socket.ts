/** The holder of the listening socket: by the kernel's facts, or by the trace where no host can look. */
import { plural } from '../../plural.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { counted, livingWorkers } from './living.ts';

export function judgeOneSocket(program: ProgramFacts): Verdict {
  const living = livingWorkers(program.topology);
  const ports = new Set(living.flatMap(({ servers }) => servers.map(({ port }) => port)));
  const port = [...ports].find((each) => living.every(({ servers }) => servers.some((server) => server.port === each)));
  if (living.length < 2 || port === undefined) {
    if (living.length < 2) return failed(`There is ${counted(living.length, 'living worker')}.`);
    return failed(`${living.length} living workers, and no port that all of them listen on.`);
  }
  return program.host === undefined ? byTrace(program, port) : byHost(program, port);
}

function byHost({ host, pid }: ProgramFacts, port: number): Verdict {
  const sockets = host?.listeners.filter((listener) => listener.port === port) ?? [];
  const holders = sockets.flatMap(({ heldBy }) => heldBy);
  const found =
    `The kernel knows ${plural(sockets.length, 'listening socket')} on port ${port}, held by ` +
    (holders.map((holder) => (holder === pid ? 'the primary' : `process ${holder}`)).join(' and ') || 'nobody') +
    '.';
  const passed = sockets.length === 1 && holders.length === 1 && holders[0] === pid;
  return passed ? { passed, found } : failed(found);
}

function byTrace({ topology }: ProgramFacts, port: number): Verdict {
  const holdings = livingWorkers(topology).flatMap(({ servers }) => servers.filter((server) => server.port === port));
  const passed = holdings.every(({ holding }) => holding === 'round-robin');
  const found = `Every worker asked the primary for port ${port}: ${passed ? 'yes' : 'no'}.`;
  return passed ? { passed, found } : failed(found);
}

function failed(found: string): Verdict {
  return {
    passed: false,
    expected: 'Two workers or more share a port, and one socket is open for it, in the primary.',
    found,
    hint: 'Each worker calls listen(port) with the same port; the cluster module asks the primary for the socket.',
  };
}
