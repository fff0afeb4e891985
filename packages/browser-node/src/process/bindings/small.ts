/** Bindings of a few lines each: what a page has nothing to say to, or the browser does by itself. */
import { defineBinding, each, getInternalBinding } from '../binding.ts';
import { libraryModule } from '../chunks.ts';
import { triggerUncaught } from '../endings.ts';
import { knowEnhancers } from '../fatal-error.ts';
import { transcode } from '../text-encodings.ts';
import { host, noop, startedAt, unshared } from '../host.ts';
import { parts } from '../parts.ts';
import { asBuffer, realm } from '../realm.ts';
import { missingPart } from '../shape.ts';
import { histograms } from './histogram.ts';
import { sourceLine } from '../stacks/places.ts';
import { knowPrepare, placesOfError } from '../stacks/stack-traces.ts';

defineBinding('config', () => ({
  hasInspector: false,
  hasOpenSSL: false,
  hasTracing: false,
  fipsMode: false,
  noBrowserGlobals: false,
  getDefaultLocale: () => host.navigator.language,
}));

defineBinding('builtins', () => ({
  natives: {},
  config: JSON.stringify(parts.facts.config),
  builtinIds: parts.moduleIds,
  builtinCategories: { canBeRequired: parts.moduleIds, cannotBeRequired: [] },
  hasCachedBuiltins: () => true,
  setInternalLoaders: (internalBinding: typeof realm.internalBinding, require: typeof realm.require) => {
    Object.assign(realm, { internalBinding, require });
  },
  compileFunction: libraryModule,
}));

defineBinding('symbols', (shape) => Object.fromEntries(Object.keys(shape).map((name) => [name, Symbol(name)])));

defineBinding('errors', () => ({
  ...each(['setGetSourceMapErrorSource', 'setSourceMapsEnabled', 'setMaybeCacheGeneratedSourceMap'], noop),
  setPrepareStackTraceCallback: knowPrepare,
  setEnhanceStackForFatalException: knowEnhancers,
  triggerUncaughtException: triggerUncaught,
  getErrorSourcePositions: (error: object) => {
    const place = placesOfError(error)[0];
    if (place?.line === undefined || place.column === undefined) return {};
    return {
      sourceLine: sourceLine(place),
      scriptResourceName: place.file,
      lineNumber: place.line,
      startColumn: place.column - 1,
    };
  },
  noSideEffectsToString: (value: unknown) => {
    try {
      return String(value);
    } catch {
      return Object.prototype.toString.call(value);
    }
  },
}));

/** As ICU numbers it. */
const ILLEGAL_ARGUMENT = 1;

defineBinding('icu', () => ({
  getStringWidth: (text: string) => Array.from(text).reduce((width, character) => width + widthOf(character), 0),
  transcode: (bytes: Uint8Array, from: string, to: string) => {
    const result = transcode(bytes, from, to);
    return result === undefined ? ILLEGAL_ARGUMENT : asBuffer(result);
  },
  icuErrName: () => 'U_ILLEGAL_ARGUMENT_ERROR',
  getConverter: (encoding: string, flags: number) =>
    new host.TextDecoder(encoding, { fatal: (flags & 2) !== 0, ignoreBOM: (flags & 4) !== 0 }),
  decode: (converter: TextDecoder, input: Uint8Array, flags: number) =>
    converter.decode(unshared(input), { stream: (flags & 1) === 0 }),
  hasConverter: (encoding: string) => {
    try {
      return new host.TextDecoder(encoding).encoding !== '';
    } catch {
      return false;
    }
  },
}));

const INVISIBLE = /^(?:[\p{Mn}\p{Cc}\u200b]|\ufe0f)$/u;
const WIDE = /^[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{1f300}-\u{1faff}]$/u;

function widthOf(character: string): number {
  if (INVISIBLE.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

defineBinding('performance', (shape) => {
  const { NODE_PERFORMANCE_MILESTONE_TIME_ORIGIN_TIMESTAMP: origin = 0 } = shape['constants'] as Record<string, number>;
  const milestones = new Float64Array((shape['milestones'] as Float64Array).length);
  milestones[origin] = (host.performance.timeOrigin + startedAt) * 1_000;
  return {
    ...each(
      [
        'markBootstrapComplete',
        'setupObservers',
        'notify',
        'installGarbageCollectionTracking',
        'removeGarbageCollectionTracking',
      ],
      noop,
    ),
    ...histograms,
    milestones,
    now: () => host.performance.now() - startedAt,
    loopIdleTime: () => 0,
    uvMetricsInfo: () => [0, 0, 0],
  };
});

defineBinding('mksnapshot', () => ({
  ...each(['setSerializeCallback', 'setDeserializeCallback', 'setDeserializeMainFunction'], noop),
  isBuildingSnapshotBuffer: new Uint8Array(1),
}));

defineBinding('report', (shape) => ({
  ...each(
    Object.keys(shape).filter((name) => name.startsWith('set')),
    noop,
  ),
  shouldReportOnUncaughtException: () => false,
}));

defineBinding('trace_events', () => ({
  available: false,
  isTraceCategoryEnabled: () => false,
  getCategoryEnabledBuffer: () => new Uint8Array(1),
  ...each(['setTraceCategoryStateUpdateHandler', 'trace', 'getEnabledCategories'], noop),
}));

defineBinding('v8', () => ({
  ...each(['setFlagsFromString', 'setHeapSnapshotNearHeapLimit'], noop),
  cachedDataVersionTag: () => 1,
  isStringOneByteRepresentation: (text: string) => /^[\x00-\xff]*$/.test(text),
}));

defineBinding('inspector', () => ({
  ...each(['consoleCall', 'setConsoleExtensionInstaller'], noop),
  isEnabled: () => false,
  console: host.console,
}));

defineBinding('diagnostics_channel', () => ({ linkNativeChannel: noop }));
defineBinding('permission', () => ({ has: () => true, drop: noop }));
defineBinding('spawn_sync', () => ({
  spawn: () => {
    throw missingPart('spawnSync, execSync and execFileSync: a page cannot stand still until another process ends');
  },
}));
defineBinding('wasm_web_api', () => ({ setImplementation: noop }));

/** Made by boot's first step, since the rest of Node's library depends on them. */
export function makeEarlyBindings(): void {
  for (const name of ['symbols', 'uv', 'async_wrap', 'timers', 'stream_wrap']) getInternalBinding(name);
}
