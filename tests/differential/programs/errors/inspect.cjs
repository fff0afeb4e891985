// util.inspect shows values of every kind as Node does.
const { inspect, format, styleText } = require('node:util');
class Point {
  #hidden = 1;
  x = 1;
  get y() {
    return 2;
  }
  static make() {}
}
class Named extends Point {
  get [Symbol.toStringTag]() {
    return 'tagged';
  }
}
const loop = { name: 'loop' };
loop.self = loop;
const values = [
  new Point(),
  new Named(),
  Point,
  loop,
  function named() {},
  () => {},
  async () => {},
  function* () {},
  Object.create(null),
  Object.create({ inherited: 1 }),
  new Date(0),
  /re/gi,
  new Uint8Array(3),
  new ArrayBuffer(2),
  new Proxy({ p: 1 }, {}),
  new Map([[{ a: 1 }, new Set([1])]]),
  new WeakMap(),
  [1, 2, , 'four', ...Array(120).fill(0)],
  'a "quoted" \'text\'\n',
  { [Symbol('key')]: 1, 'odd key': 2, deep: { deeper: { deepest: { x: 1 } } } },
  new Error('message only').message,
  [new Number(3), new String('s'), new Boolean(false), Object(1n)],
  {
    get a() {
      return 1;
    },
    set a(_) {},
    get b() {
      return 1;
    },
    set c(_) {},
  },
  process.versions.node.split('.')[0],
  globalThis[Symbol.toStringTag],
];
for (const value of values) console.log(inspect(value));
console.log(
  inspect(
    { a: [1, { b: 2 }], text: 'x'.repeat(90) },
    { compact: false, depth: 5, breakLength: 60, colors: true, sorted: true },
  ),
);
console.log(inspect('x'.repeat(20), { maxStringLength: 5 }));
console.log(
  format('%s', null, undefined, 5n, Symbol('a')),
  format('%x', 1),
  styleText('red', 'red', { validateStream: false }),
);
