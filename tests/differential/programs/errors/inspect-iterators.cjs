// util.inspect shows what an iterator of a map or a set still has to give, and what a promise has become.
const { inspect } = require('node:util');
const entries = new Map([['a', 1]]).entries();
console.log(entries, new Set('xy').values(), entries.next().value);
const settled = [Promise.resolve(4), Promise.reject(new Error('no')).catch(() => 'caught'), new Promise(() => {})];
setImmediate(() => console.log(inspect(settled), new WeakSet([settled])));
