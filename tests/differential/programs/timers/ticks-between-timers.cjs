// Between two timers that are due together, ticks and microtasks have their turn.
for (const name of ['first', 'second', 'third']) {
  setTimeout(() => {
    console.log(name);
    process.nextTick(() => console.log(`tick of ${name}`));
    Promise.resolve().then(() => console.log(`microtask of ${name}`));
  }, 1);
}
const start = Date.now();
while (Date.now() - start < 10);
