/** Our side of the rare things that share one chunk. */
import { defineBinding, extendBinding, missingPart } from '../../chunk-kit.ts';
import { Deserializer } from './deserialize.ts';
import { heapStatistics } from './heap-statistics.ts';
import { Serializer } from './serialize.ts';

extendBinding('v8', heapStatistics);
defineBinding('serdes', () => ({ Serializer, Deserializer }));

defineBinding('internal_only_v8', () => ({
  queryObjects: () => {
    throw missingPart('v8.queryObjects');
  },
}));
