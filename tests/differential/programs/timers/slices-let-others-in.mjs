// A computation that awaits immediates shares the loop with a timer, and ends.
import { setImmediate } from 'node:timers/promises';
import { createServer } from 'node:net';
// It keeps the process alive, so that nothing but the immediates turns the loop.
const server = createServer().listen(0, async () => {
  let turns = 0;
  while (turns < 50) {
    await setImmediate();
    turns++;
  }
  console.log('turns', turns);
  server.close(() => console.log('closed'));
});
