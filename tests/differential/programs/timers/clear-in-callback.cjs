// A timer clears those that are due with it, refreshes itself and may be unreferenced.
const start = Date.now();
const first = setTimeout(() => {
  console.log('first clears second');
  clearTimeout(second);
}, 5);
const second = setTimeout(() => console.log('never'), 5);
let rounds = 0;
const interval = setInterval(() => {
  console.log(`interval ${++rounds}`);
  if (rounds === 3) clearInterval(interval);
}, 3);
const unreferenced = setTimeout(() => console.log('never either'), 60_000).unref();
console.log(first.hasRef(), unreferenced.hasRef(), typeof first[Symbol.toPrimitive]());
process.on('exit', () => console.log('over', Date.now() - start < 20_000));
