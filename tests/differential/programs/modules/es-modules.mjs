// ES modules have live bindings, are hoisted, go in circles, re-export and import dynamically.
import { writeFileSync, mkdirSync } from 'node:fs';
mkdirSync('lib');
const write = (name, text) => writeFileSync(`lib/${name}`, text);
write(
  'counter.mjs',
  `export let count = 0; export function add() { count++; } export default class Counter {} export { count as same };`,
);
write(
  'again.mjs',
  `export * from './counter.mjs'; export * as all from './counter.mjs'; export { default } from './counter.mjs';`,
);
write(
  'one.mjs',
  `import { two } from './two.mjs'; export const one = 1; export function hoisted() { return 'hoisted'; } console.log('one sees', two);`,
);
write(
  'two.mjs',
  `import { one, hoisted } from './one.mjs'; console.log(hoisted()); try { one; } catch (error) { console.log(error.name, error.message); } export const two = 2;`,
);
write(
  'waits.mjs',
  `console.log('waits'); await null; export const value = await new Promise((resolve) => setImmediate(resolve, 'waited'));`,
);
write('cjs.cjs', `exports.named = 1; module.exports.other = 2;`);
write('data.json', '{"answer": 42}');
write('broken.mjs', `throw new Error('at once');`);
write('missing.mjs', `import { nothing } from './counter.mjs';`);
const again = await import('./lib/again.mjs');
again.add();
console.log(again.count, again.all.same, again.default.name, Object.keys(again), again);
await import('./lib/one.mjs');
console.log((await import('./lib/waits.mjs')).value, await import('./lib/cjs.cjs'));
console.log((await import('./lib/data.json', { with: { type: 'json' } })).default);
for (const name of ['broken.mjs', 'missing.mjs', 'gone.mjs', 'data.json'])
  await import(`./lib/${name}`).catch((error) =>
    console.log(error.name, error.code, error.message.replaceAll(/\n.*/g, '')),
  );
await import('./lib/broken.mjs').catch((error) => console.log('the same error', error.message));
try {
  again.count = 5;
} catch (error) {
  console.log(error.name, error.message);
}
console.log(
  typeof this,
  import.meta.filename.endsWith('main.mjs'),
  import.meta.dirname === process.cwd(),
  import.meta.resolve('./x').endsWith('/x'),
  import.meta.main,
);
