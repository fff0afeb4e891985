// Assertions fail with Node's messages and differences.
const assert = require('node:assert');
const failing = [
  () => assert.strictEqual(1, 2),
  () => assert.deepStrictEqual({ a: 1, b: [1, 2] }, { a: 1, b: [1, 3] }),
  () => assert.ok(0),
  () => assert.throws(() => {}, TypeError),
  () => assert.notStrictEqual('a', 'a'),
  () => assert.equal('a', 'b', 'my message'),
  () => assert.match('abc', /x/),
  () => assert.fail(),
  () => assert.deepEqual(new Map([[1, 2]]), new Map([[1, 3]])),
  () => assert.strictEqual('a\nb\nc', 'a\nB\nc'),
  () => assert.partialDeepStrictEqual({ a: 1 }, { a: 2 }),
];
for (const fails of failing) {
  try {
    fails();
    console.log('passed');
  } catch (error) {
    console.log(error.code, error.generatedMessage, error.operator, error.message, '\n');
  }
}
assert.deepStrictEqual(new Set([{ a: 1 }]), new Set([{ a: 1 }]));
assert.rejects(Promise.resolve(1)).catch((error) => console.log(error.message));
