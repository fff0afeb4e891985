/** Our side of the rare things that share one chunk. */
import { defineBinding, extendBinding, missingPart } from '../../chunk-kit.ts';
import { Serializer } from './serdes.ts';
import { heapStatistics } from './heap-statistics.ts';

extendBinding('v8', heapStatistics);
defineBinding('serdes', () => ({ Serializer }));

defineBinding('internal_only_v8', () => ({
  queryObjects: () => {
    throw missingPart('v8.queryObjects');
  },
}));
