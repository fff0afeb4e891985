/** `npm run bench`: figures that are times, as ratios measured in one run; printed, never asserted. */
import * as browserNodeSize from './bench/browser-node-size.ts';
import * as browserNode from './bench/browser-node.ts';
import * as picture from './bench/picture.ts';
import * as run from './bench/run.ts';
import * as splitter from './bench/splitter.ts';
import * as tracer from './bench/tracer.ts';
import * as workshop from './bench/workshop.ts';

for (const bench of [browserNodeSize, splitter, picture, run, tracer, browserNode, workshop]) {
  for (const { name, value, unit, note } of await bench.rows()) {
    console.log(`${name.padEnd(56)} ${String(value).padStart(9)} ${unit.padEnd(9)} ${note}`);
  }
}
