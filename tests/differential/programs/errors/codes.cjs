// Node's own errors have a code in their name, their stack and their text.
const { inspect } = require('node:util');
const wrongs = [
  () => Buffer.from(7),
  () => require('node:path').join(1),
  () => new URL('nowhere'),
  () => process.chdir('gone'),
  () => setTimeout('text'),
  () => process.nextTick('text'),
  () => new (require('node:stream').Readable)({ highWaterMark: -1 }),
  () => require('node:http').request('ftp://example.com'),
  () => require('node:net').connect(65_536),
  () => process.kill('x'),
  () => require('node:url').fileURLToPath('https://example.com/a'),
  () => require('node:util').promisify(1),
  () => require('node:util').inspect({}, { depth: 0 }).gone(),
];
for (const wrong of wrongs) {
  try {
    wrong();
    console.log('worked');
  } catch (error) {
    console.log(`${error.name} [${error.code}]: ${error.message}`);
  }
}
console.log(
  inspect(new Error('outer', { cause: 'inner' }))
    .split('\n')
    .at(-2)
    ?.trim(),
  Object.keys(new AggregateError([1], 'many')),
);
