// What an iterator of a map or a set still has to give is shown, and given afterwards all the same.
const { inspect } = require('node:util');
const map = new Map([
  ['a', 1],
  ['b', { c: 2 }],
]);
const iterators = [
  map.keys(),
  map.values(),
  map.entries(),
  map[Symbol.iterator](),
  new Set('xy').values(),
  new Set('x').entries(),
];
console.log(iterators);
for (const iterator of iterators) {
  console.log(inspect(iterator), iterator.next().value, inspect(iterator));
  console.log([...iterator], inspect(iterator.constructor));
}
console.table(map.entries());
console.table(map.keys());
console.table(new Set([{ a: 1 }, { a: 2 }]).values());
