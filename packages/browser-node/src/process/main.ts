/** Entry of a process's Web Worker: wires the parts, boots Node's library and tells the kernel that it can become a process. */
import './bindings/async-wrap.ts';
import './bindings/blob.ts';
import './bindings/block-list.ts';
import './bindings/buffer.ts';
import './bindings/fs.ts';
import './bindings/fs-dir.ts';
import './bindings/http-parser.ts';
import './bindings/modules.ts';
import './bindings/names.ts';
import './bindings/net.ts';
import './bindings/options.ts';
import './bindings/os.ts';
import './bindings/small.ts';
import './bindings/string-decoder.ts';
import './bindings/threads.ts';
import './bindings/types.ts';
import { listenForDatagrams } from './bindings/udp.ts';
import './bindings/url.ts';
import './bindings/util.ts';
import './bindings/watch.ts';
import './bindings/uv.ts';
import './handles/clones.ts';
import './handles/passing.ts';
import { listenForChildren } from './bindings/children.ts';
import './bindings/process.ts';
import { listenForSignals } from './bindings/signals.ts';
import { listenForErrors } from './attempt.ts';
import { bootLibrary, bootProcess } from './boot.ts';
import { listenForStreams } from './connections.ts';
import { emitBeforeExit, emitExit, onUncaught, reportBreakage } from './endings.ts';
import { listenForFileChanges } from './files/tree.ts';
import { listenForConnections } from './handles/socket-handle.ts';
import { installStacks } from './foreign-stacks.ts';
import { host, startedAt } from './host.ts';
import { immediates } from './immediates.ts';
import { listenToKernel, onKernel, tellKernel } from './kernel-link.ts';
import { connectLoop, isLoopStarted } from './loop.ts';
import { knowProcesses } from './process-table.ts';
import { ticks } from './ticks.ts';
import { placeOf } from './stacks/places.ts';
import { installLimit, rememberPlaces } from './stacks/stack-traces.ts';
import { timers } from './timers.ts';

installStacks({ placeOf, remember: rememberPlaces });
installLimit();
const isThread = host.kind === 'thread';

connectLoop({ ticks, timers, immediates, onUncaught, emitBeforeExit, emitExit });
listenForStreams();
listenForConnections();
listenForDatagrams();
listenForChildren();
listenForSignals();
onKernel('processes', ({ table }) => knowProcesses(table));
listenForFileChanges();
listenForErrors((error) => {
  if (isLoopStarted()) onUncaught({ error });
});
onKernel('start', (message) =>
  orReport(() => {
    if (isThread) bootLibrary(message);
    bootProcess(message);
  }),
);
listenToKernel();

orReport(() => {
  if (!isThread) bootLibrary();
  tellKernel({ op: 'ready', bootMs: host.performance.now() - startedAt });
});

/** A failure here is the engine's, not a program's. */
function orReport(boot: () => void): void {
  try {
    boot();
  } catch (error) {
    reportBreakage(error);
  }
}
