// An immediate that sets another waits a round of the loop for it, and a timer that is due comes in between.
let round = 0;
setImmediate(function next() {
  console.log(`immediate ${++round}`);
  process.nextTick(() => console.log(`tick ${round}`));
  Promise.resolve().then(() => console.log(`microtask ${round}`));
  if (round < 3) setImmediate(next);
});
setImmediate(() => console.log('another of the first round'));
const cleared = setImmediate(() => console.log('never'));
setImmediate(() => console.log('last of the first round'));
clearImmediate(cleared);
