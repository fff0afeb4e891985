/** `npm run bench`: figures that are times, as ratios measured in one run; printed, never asserted. `npm run bench -- run workshop`: some of them. */
import * as browserNodeSize from './bench/browser-node-size.ts';
import * as browserNode from './bench/browser-node.ts';
import * as lighthouse from './bench/lighthouse.ts';
import * as picture from './bench/picture.ts';
import type { Row } from './bench/report.ts';
import * as run from './bench/run.ts';
import * as splitter from './bench/splitter.ts';
import * as tracer from './bench/tracer.ts';
import * as workshop from './bench/workshop.ts';
import * as workshopOpen from './bench/workshop-open.ts';

const benches: Readonly<Record<string, { rows(): readonly Row[] | Promise<readonly Row[]> }>> = {
  ...{ 'browser-node-size': browserNodeSize, splitter, picture, run, tracer },
  ...{ 'browser-node': browserNode, workshop, 'workshop-open': workshopOpen, lighthouse },
};
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => benches[name] === undefined);
if (unknown.length > 0) {
  console.error(`No bench is called ${unknown.join(' or ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}

for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  for (const row of (await benches[name]?.rows()) ?? []) {
    console.log(`${row.name.padEnd(62)} ${String(row.value).padStart(9)} ${row.unit.padEnd(9)} ${row.note}`);
  }
}
