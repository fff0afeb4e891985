/** Runs npm scripts at once that keep one core each: `side-by-side.ts <script> …`. Prints what each said when it ends; fails when one does. */
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

const codes = await Promise.all(process.argv.slice(2).map(run));
process.exitCode = Math.max(...codes);

async function run(script: string): Promise<number> {
  // npm is a script of the shell on Windows.
  const child = spawn(`npm run ${script}`, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const code = new Promise<number>((resolve) => child.on('close', (exit) => resolve(exit ?? 1)));
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  process.stdout.write(said);
  process.stderr.write(complained);
  return code;
}
