/** A page of its own with In-browser Node: a program, a button, and what the program prints. */
/// <reference types="@cluster-lab/browser-node/virtual" />
import { createEngine } from '@cluster-lab/browser-node';
import { script } from 'virtual:browser-node';

const engine = createEngine(script, { messages: { speaker: 'Example' } });
const program = document.querySelector('textarea') as HTMLTextAreaElement;
const output = document.querySelector('pre') as HTMLPreElement;
const button = document.querySelector('button') as HTMLButtonElement;

button.addEventListener('click', () => {
  button.disabled = true;
  output.textContent = '';
  run(program.value)
    .catch((error: unknown) => output.append(String(error)))
    .finally(() => (button.disabled = false));
});

async function run(source: string): Promise<void> {
  const sandbox = await engine.boot({}, AbortSignal.timeout(20_000));
  try {
    await sandbox.mount({ 'main.mjs': source });
    const { output: printed, exit } = await sandbox.spawn('node', ['main.mjs'], { env: { FORCE_COLOR: '0' } });
    const reader = printed.getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) output.append(chunk.value);
    const { code, signal } = await exit;
    output.append(`ended with ${signal ?? code}\n`);
  } finally {
    await sandbox.dispose();
  }
}
