/** A server of its own to be killed: starts a program, tells its group and folder, and lives until someone ends it. */
import { startLocalHost } from './local-host.ts';
import { bootLimit } from './boot-limit.ts';

const host = await startLocalHost();
const sandbox = await host.engine.boot({}, bootLimit());
await sandbox.mount({ 'main.mjs': process.argv[2] ?? '' });
const program = await sandbox.spawn('node', ['main.mjs']);
let output = '';
for await (const chunk of program.output) {
  output += chunk;
  if (output.includes('ready')) process.send?.({ group: program.pid, folder: sandbox.workdir });
}
