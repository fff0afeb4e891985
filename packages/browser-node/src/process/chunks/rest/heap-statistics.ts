/** `v8.getHeapStatistics`: what the browser tells of the heap, and the estimates of `process.memoryUsage` for the rest. */
import { binding, host, type Members } from '../../chunk-kit.ts';

interface Heap {
  readonly heapTotal: number;
  readonly heapUsed: number;
  readonly external: number;
}

/** Chromium's, where the browser says nothing. */
const USUAL_LIMIT = 4 * 2 ** 30;

function heapNow(): Heap {
  const fields = new Float64Array(5);
  binding<{ memoryUsage(out: Float64Array): void }>('process_methods').memoryUsage(fields);
  const [, heapTotal = 0, heapUsed = 0, external = 0] = fields;
  return { heapTotal, heapUsed, external };
}

function heapLimit(): number {
  const { memory } = host.performance as Performance & { readonly memory?: { readonly jsHeapSizeLimit: number } };
  return memory?.jsHeapSizeLimit ?? USUAL_LIMIT;
}

export const heapStatistics: Members = {
  updateHeapStatisticsBuffer(): void {
    const v8 = binding<Record<string, number> & { heapStatisticsBuffer: Float64Array }>('v8');
    const { heapTotal, heapUsed, external } = heapNow();
    const figures = {
      kTotalHeapSizeIndex: heapTotal,
      kTotalPhysicalSizeIndex: heapTotal,
      kTotalAvailableSize: heapLimit() - heapUsed,
      kUsedHeapSizeIndex: heapUsed,
      kHeapSizeLimitIndex: heapLimit(),
      kNumberOfNativeContextsIndex: 1,
      kExternalMemoryIndex: external,
    };
    for (const [name, figure] of Object.entries(figures)) v8.heapStatisticsBuffer[v8[name] ?? 0] = figure;
  },
};
