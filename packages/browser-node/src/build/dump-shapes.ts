/**
 * Runs inside the pinned Node with --expose-internals: writes down every constant, class and function name of its bindings, so
 * that ours begin as exact copies whose functions are missing. `node --expose-internals dump-shapes.ts <out.json>`
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ABSENT_MODULES } from '../process/absent-modules.ts';
import type { Shape } from '../process/shape-format.ts';

type Binding = Record<string, unknown>;
const require = createRequire(import.meta.url);
const { internalBinding } = require('internal/test/binding') as {
  internalBinding: (name: string) => Binding;
};

const NAMES =
  `async_context_frame async_wrap blob block_list buffer builtins cares_wrap cjs_lexer config constants contextify
credentials diagnostics_channel encoding_binding errors fs fs_dir fs_event_wrap heap_utils http_parser icu inspector ipc_serdes
js_stream js_udp_wrap messaging mksnapshot modules module_wrap options os performance permission pipe_wrap process_methods
process_wrap profiler report sea serdes signal_wrap spawn_sync stream_pipe stream_wrap string_decoder symbols task_queue tcp_wrap
timers trace_events tty_wrap types udp_wrap url url_pattern util uv v8 wasm_web_api watchdog worker locks zlib crypto`.split(
    /\s+/,
  );

/** Deep enough for every constant; what lies deeper are options that nobody reads. */
const DEEPEST = 6;
/** Where a public module begins: of its instances nothing but their own values is wanted. */
const DEEPEST_OF_MODULES = DEEPEST - 2;
/** Longer typed arrays are state, not constants. */
const LONGEST_COPIED_ARRAY = 64;
const OWN_TO_FUNCTIONS = new Set(['length', 'name', 'prototype', 'arguments', 'caller']);
/** Named by the build itself, or far too large. */
const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  builtins: ['natives', 'builtinIds', 'builtinCategories', 'config'],
  constants: ['crypto'],
  'node:tls': ['rootCertificates'],
};

function shapeOf(value: unknown, depth: number): Shape {
  switch (typeof value) {
    case 'undefined':
      return { $: 'undefined' };
    case 'boolean':
    case 'string':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { $: 'number', text: String(value) };
    case 'bigint':
      return { $: 'bigint', text: String(value) };
    case 'symbol':
      return { $: 'symbol', description: value.description ?? '' };
    case 'function':
      return functionShape(value as unknown as FunctionLike, depth);
    case 'object':
      return value === null ? null : objectShape(value, depth);
    default:
      throw new TypeError(`A ${typeof value} has no shape.`);
  }
}

type FunctionLike = { prototype?: unknown } & Record<string, unknown>;

function functionShape(value: FunctionLike, depth: number): Shape {
  const { prototype } = value;
  const methods = Object.getOwnPropertyNames(prototype ?? {}).filter((name) => name !== 'constructor');
  const statics = Object.getOwnPropertyNames(value)
    .filter((name) => !OWN_TO_FUNCTIONS.has(name))
    .map((name) => [name, shapeOf(value[name], depth + 1)] as const);
  return {
    $: 'function',
    ...(methods.length > 0 && { methods }),
    ...(statics.length > 0 && { statics: Object.fromEntries(statics) }),
  };
}

function objectShape(value: object, depth: number): Shape {
  if (ArrayBuffer.isView(value)) {
    const items = value as unknown as { length: number } & Iterable<unknown>;
    const isShort = items.length <= LONGEST_COPIED_ARRAY;
    return {
      $: 'array-view',
      type: value.constructor.name,
      length: items.length,
      ...(isShort && { items: Array.from(items, String) }),
    };
  }
  if (value instanceof ArrayBuffer) return { $: 'buffer', length: value.byteLength };
  if (Array.isArray(value)) return { $: 'array', items: value.map((item) => shapeOf(item, depth + 1)) };
  if (value instanceof Map) {
    return { $: 'map', entries: [...value].map(([key, item]) => [shapeOf(key, depth + 1), shapeOf(item, depth + 1)]) };
  }
  if (depth >= DEEPEST) return { $: 'undefined' };
  const members: Record<string, Shape> = {};
  for (const name of Object.getOwnPropertyNames(value)) {
    try {
      members[name] = shapeOf((value as Binding)[name], depth + 1);
    } catch {
      // A getter that wants a running inspector, say; nobody reads it in a browser.
    }
  }
  return { $: 'object', isBare: Object.getPrototypeOf(value) === null, members };
}

/** What programs read of a public module that is absent, such as a constant or a class to extend. */
function moduleShape(name: string): Shape {
  const module = { ...(require(name) as Binding) };
  for (const left of LEFT_OUT[name] ?? []) Reflect.deleteProperty(module, left);
  return shapeOf(module, DEEPEST_OF_MODULES);
}

function bindingShape(name: string): Shape | undefined {
  try {
    const binding = { ...internalBinding(name) };
    for (const left of LEFT_OUT[name] ?? []) Reflect.deleteProperty(binding, left);
    return shapeOf(binding, 0);
  } catch {
    return undefined;
  }
}

const options = internalBinding('options') as { getCLIOptionsValues(): unknown; getEmbedderOptions(): unknown };
const uv = internalBinding('uv') as { getErrorMap(): Map<number, [string, string]> };
const [, , out] = process.argv;
if (out === undefined) throw new Error('Usage: node --expose-internals dump-shapes.ts <out.json>');
writeFileSync(
  out,
  JSON.stringify({
    shapes: Object.fromEntries(named()),
    options: shapeOf(options.getCLIOptionsValues(), 0),
    embedderOptions: shapeOf(options.getEmbedderOptions(), 0),
    errors: [...uv.getErrorMap()],
    versions: { ...process.versions },
    release: { ...process.release },
    config: process.config,
    globals: Object.getOwnPropertyNames(globalThis),
  }),
);

function named(): [string, Shape][] {
  const { crypto } = internalBinding('constants');
  const shapes: [string, Shape][] = NAMES.flatMap((name) => {
    const shape = bindingShape(name);
    return shape === undefined ? [] : [[name, shape] as [string, Shape]];
  });
  const absent = Object.keys(ABSENT_MODULES).map((id): [string, Shape] => [`node:${id}`, moduleShape(`node:${id}`)]);
  // Apart from the rest, for the few programs that want them.
  return [...shapes, ['crypto_constants', shapeOf(crypto, 0)], ...absent];
}
