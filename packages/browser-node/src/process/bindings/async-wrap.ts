/** `async_wrap` and `async_context_frame`: which callback belongs to which. */
import { contextFrame, setContextFrame } from '../async-context.ts';
import { defineBinding } from '../binding.ts';
import { noop } from '../host.ts';
import { enqueue } from '../loop.ts';

/** Hooks of Node's library, which calls the hooks of the program. */
interface Hooks {
  init(asyncId: number, type: string, triggerId: number, resource: object): void;
  before(asyncId: number): void;
  after(asyncId: number): void;
  destroy(asyncId: number): void;
}

let hooks: Hooks | undefined;

/** The provider of a class: `PIPEWRAP` of `Pipe`, `PIPECONNECTWRAP` of `PipeConnectWrap`. */
function providerOf(name: string, { Providers }: Record<string, unknown>): string {
  const plain = name.toUpperCase();
  return plain in (Providers as object) ? plain : `${plain}WRAP`;
}

defineBinding('async_wrap', (shape) => {
  const { constants, async_hook_fields, async_id_fields } = shape as unknown as {
    constants: Record<
      | 'kExecutionAsyncId'
      | 'kTriggerAsyncId'
      | 'kStackLength'
      | 'kAsyncIdCounter'
      | 'kDefaultTriggerAsyncId'
      | 'kCheck'
      | 'kInit'
      | 'kBefore'
      | 'kAfter'
      | 'kDestroy',
      number
    >;
    async_hook_fields: Uint32Array;
    async_id_fields: Float64Array;
  };
  const { kExecutionAsyncId, kTriggerAsyncId, kStackLength } = constants;
  const [fields, ids] = [async_hook_fields, async_id_fields];
  const resources: unknown[] = [];
  fields.fill(0);
  fields[constants.kCheck] = 1;
  ids.fill(0);
  ids[constants.kAsyncIdCounter] = 1;
  ids[constants.kDefaultTriggerAsyncId] = -1;

  const ended: number[] = [];
  const { kInit, kBefore, kAfter, kDestroy } = constants;
  const hears = (what: number) => (fields[what] ?? 0) > 0;

  const members = {
    emitInit(asyncId: number, name: string, resource: object) {
      if (!hears(kInit)) return;
      const trigger = ids[constants.kDefaultTriggerAsyncId] ?? -1;
      hooks?.init(asyncId, providerOf(name, shape), trigger < 0 ? (ids[kExecutionAsyncId] ?? 0) : trigger, resource);
    },
    emitAround(asyncId: number, isBefore: boolean) {
      if (isBefore && hears(kBefore)) hooks?.before(asyncId);
      if (!isBefore && hears(kAfter)) hooks?.after(asyncId);
    },
    queueDestroyAsyncId(asyncId: number) {
      if (!hears(kDestroy)) return;
      if (ended.push(asyncId) > 1) return;
      enqueue(() => {
        for (const each of ended.splice(0)) hooks?.destroy(each);
      });
    },
    async_ids_stack: new Float64Array(32),
    execution_async_resources: resources,
    // Node's own fast path calls this when its stack is full, so it grows.
    pushAsyncContext(asyncId: number, triggerId: number) {
      const depth = fields[kStackLength] ?? 0;
      const stack = shape['async_ids_stack'] as Float64Array;
      if (depth * 2 >= stack.length) {
        const grown = new Float64Array(stack.length * 3);
        grown.set(stack);
        shape['async_ids_stack'] = grown;
      }
      (shape['async_ids_stack'] as Float64Array).set(
        [ids[kExecutionAsyncId] ?? 0, ids[kTriggerAsyncId] ?? 0],
        depth * 2,
      );
      fields[kStackLength] = depth + 1;
      ids[kExecutionAsyncId] = asyncId;
      ids[kTriggerAsyncId] = triggerId;
    },
    popAsyncContext() {
      const depth = fields[kStackLength] ?? 0;
      if (depth === 0) return false;
      const stack = shape['async_ids_stack'] as Float64Array;
      ids[kExecutionAsyncId] = stack[2 * (depth - 1)] ?? 0;
      ids[kTriggerAsyncId] = stack[2 * (depth - 1) + 1] ?? 0;
      fields[kStackLength] = depth - 1;
      resources.length = Math.min(resources.length, depth - 1);
      return depth > 1;
    },
    clearAsyncIdStack() {
      fields[kStackLength] = 0;
      ids[kExecutionAsyncId] = 0;
      ids[kTriggerAsyncId] = 0;
      resources.length = 0;
    },
    executionAsyncResource: (index: number) => resources[index],
    setupHooks: (native: Hooks) => {
      hooks = native;
    },
    setCallbackTrampoline: noop,
    registerDestroyHook: noop,
    // Promises of the browser have no hooks: async_hooks does not hear of them.
    setPromiseHooks: noop,
    getPromiseHooks: () => [undefined, undefined, undefined, undefined],
  };
  return members;
});

defineBinding('async_context_frame', () => ({
  getContinuationPreservedEmbedderData: contextFrame,
  setContinuationPreservedEmbedderData: setContextFrame,
}));
