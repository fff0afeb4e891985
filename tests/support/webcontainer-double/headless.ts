/** The page `/headless` of the second origin, in the frame that the client opens. */
import { Comlink } from 'webcontainer-comlink';
import { createLocalNodeEngine } from '../../../src/sandbox/local-node/engine.ts';
import { Container } from './container.ts';
import type { Fault } from './faults.ts';

/** Later than a learner's Run waits, sooner than the boot limit. */
const SLOW_MS = 4_000;

const { fault, breakers, url } = JSON.parse(document.getElementById('settings')?.textContent ?? '{}') as {
  fault?: Fault;
  breakers: Record<string, string>;
  url: string;
};
const engine = createLocalNodeEngine({ connection: async () => ({ url }) });

const server = {
  build(options: { workdirName?: string }) {
    if (fault === 'boot-fails') throw new Error('Unable to boot');
    return Comlink.proxy(new Container(engine, options, fault, breakers).api);
  },
};

function greet(): void {
  const { port1, port2 } = new MessageChannel();
  Comlink.expose(server, port1);
  parent.postMessage({ type: 'init' }, '*', [port2]);
}

if (fault === 'slow') setTimeout(greet, SLOW_MS);
else if (fault !== 'never-answers') greet();
