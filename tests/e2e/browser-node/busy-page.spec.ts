/** A page that is busy stalls nothing between the processes of a run: none of it goes through the page's thread. */
import type { SandboxEngine } from '@cluster-lab/sandbox';
import { expect, test } from './page.ts';

const PROGRAM = `
import http from 'node:http';
const times = [];
const server = http.createServer((_, response) => response.end('x')).listen(3000, ask);
let goesOn = true;
process.stdin.once('data', () => (goesOn = false));
function ask() {
  http.get('http://localhost:3000', (response) => {
    response.resume().on('end', () => {
      if (times.push(Date.now()) === 1) console.log('begun');
      if (goesOn) return ask();
      console.log(JSON.stringify(times));
      server.close();
      process.stdin.pause();
    });
  });
}
`;

test('requests are answered while the page computes', async ({ plainPage }) => {
  const { begin, end, output } = await plainPage.evaluate(async (source) => {
    const { engine } = globalThis as unknown as { readonly engine: SandboxEngine };
    const sandbox = await engine.boot({}, AbortSignal.timeout(60_000));
    await sandbox.mount({ 'main.mjs': source });
    const program = await sandbox.spawn('node', ['main.mjs']);
    const reader = program.output.getReader();
    let output = '';
    while (!output.includes('begun')) output += (await reader.read()).value ?? '';
    const begin = Date.now();
    while (Date.now() - begin < 1_500);
    const end = Date.now();
    await program.input.getWriter().write('enough');
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) output += chunk.value;
    return { begin, end, output };
  }, PROGRAM);
  const times = JSON.parse(output.slice(output.indexOf('['))) as readonly number[];
  expect(times.filter((time) => time > begin && time < end).length).toBeGreaterThan(10);
});
