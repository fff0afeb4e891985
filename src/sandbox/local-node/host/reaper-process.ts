/**
 * A small process beside the server: when the server is gone, however it ended, it ends what the server had started.
 * It reads lines such as `+run 4242 <mark>` and `-folder "…"` from stdin; the end of stdin is the server's end.
 */
import { rmSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';
import { killRun } from './process-group.ts';

const runs = new Set<string>();
const folders = new Set<string>();

// The terminal's Ctrl+C reaches this process too; the server may still need it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const [, sign, kind, value] = /^([+-])(run|folder) (.+)$/.exec(line) ?? [];
  if (value === undefined) continue;
  (kind === 'run' ? runs : folders)[sign === '+' ? 'add' : 'delete'](value);
}

await Promise.all(
  [...runs].map((run) => {
    const [group, mark = ''] = run.split(' ');
    return killRun({ group: Number(group), mark });
  }),
);
for (const folder of folders)
  rmSync(JSON.parse(folder) as string, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
