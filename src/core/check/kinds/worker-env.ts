/** Each worker was given its own value of a variable; the primary's own environment did not gain it. */
import type { WorkerEnvCheck } from '../check-processes.schema.ts';
import type { ProgramFacts, Verdict } from '../facts.ts';
import { livingWorkers } from './living.ts';

export function judgeWorkerEnv({ name, values }: WorkerEnvCheck, { topology }: ProgramFacts): Verdict {
  const living = livingWorkers(topology);
  const seen = living.map(({ id, env, servers }) => ({ id, value: env[name], listens: servers.length > 0 }));
  const leaked = topology.workers.some(({ primaryGained }) => primaryGained.includes(name));
  const each = seen.map(
    ({ id, value, listens }) =>
      `worker ${id} ${value === undefined ? `has no ${name}` : `is "${value}"`} and ${listens ? 'listens' : 'does not listen'}`,
  );
  const found = `${each.join('; ') || 'No worker lives'}; the primary ${leaked ? `has ${name} too` : `has no ${name}`}.`;
  const key = ({ value, listens }: { value: string | undefined; listens: boolean }) => `${value}:${listens}`;
  const passed = !leaked && sorted(seen.map(key)) === sorted(values.map(key));
  if (passed) return { passed, found };
  return {
    passed,
    expected:
      values
        .map(({ value, listens }) => `One worker is "${value}" and ${listens ? 'listens' : 'does not listen'}`)
        .join('; ') + `; the primary has no ${name}.`,
    found,
    hint: `\`cluster.fork({ ${name}: '…' })\` sets it for that worker alone; \`process.env.${name}\` reads it there.`,
  };
}

function sorted(keys: readonly string[]): string {
  return keys.toSorted().join();
}
