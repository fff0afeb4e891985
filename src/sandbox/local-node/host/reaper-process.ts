/**
 * A small process beside the server: when the server is gone, however it ended, it ends what the server had started.
 * It reads lines such as `+group 4242` and `-folder "…"` from stdin; the end of stdin is the server's end.
 */
import { rmSync } from 'node:fs';
import process from 'node:process';
import { createInterface } from 'node:readline';

const groups = new Set<number>();
const folders = new Set<string>();

// The terminal's Ctrl+C reaches this process too; the server may still need it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

for await (const line of createInterface({ input: process.stdin })) {
  const [, sign, kind, value] = /^([+-])(group|folder) (.+)$/.exec(line) ?? [];
  if (value === undefined) continue;
  if (kind === 'group') groups[sign === '+' ? 'add' : 'delete'](Number(value));
  else folders[sign === '+' ? 'add' : 'delete'](JSON.parse(value) as string);
}

for (const group of groups) {
  try {
    process.kill(process.platform === 'win32' ? group : -group, 'SIGKILL');
  } catch {
    // Gone already, which is what is wanted.
  }
}
for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
