// The timers of node:timers/promises resolve, iterate and can be aborted.
import { setImmediate, setInterval, setTimeout, scheduler } from 'node:timers/promises';
console.log(await setTimeout(2, 'after a while'));
console.log(await setImmediate('in the next round'));
await scheduler.wait(1);
await scheduler.yield();
let count = 0;
for await (const value of setInterval(1, 'beat')) {
  console.log(value, ++count);
  if (count === 3) break;
}
const abort = new AbortController();
const waiting = setTimeout(60_000, undefined, { signal: abort.signal });
abort.abort();
await waiting.catch((error) => console.log(error.name, error.code, error.message));
