/** What In-browser Node weighs: the core that every process runs, and the parts that come when a program requires them. */
import { brotliCompressSync, constants } from 'node:zlib';
import { bundleProcess, findPinnedNode } from '@cluster-lab/browser-node/build';
import type { Row } from './report.ts';

export async function rows(): Promise<readonly Row[]> {
  const node = findPinnedNode();
  if (!node.ok) throw new Error(node.reason);
  const { core, chunks } = await bundleProcess(node);
  return [
    {
      name: 'in-browser Node: core',
      value: weight(core.text),
      unit: 'bytes',
      note: 'brotli; loaded once, then cached',
    },
    ...chunks.map(({ name, text, modules }) => ({
      name: `in-browser Node: ${name}`,
      value: weight(text),
      unit: 'bytes',
      note: `brotli; ${modules.length} modules, loaded when one of them is required`,
    })),
  ];
}

function weight(text: string): number {
  return brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } })
    .length;
}
