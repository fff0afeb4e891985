/** `module_wrap`: Node's ESM loader drives modules through this; V8's module records are generators here. */
import { defineBinding, binding } from '../binding.ts';
import { host, noop } from '../host.ts';
import { isSentinel } from '../realm.ts';
import { arrowFor } from '../stacks/places.ts';
import { placed, positionIn } from '../stacks/syntax-errors.ts';
import { newNamespace, shownNamespace } from './namespaces.ts';
import { transformModule, type ModuleRequest, type TransformedModule } from './transform.ts';

interface Statuses {
  readonly kUninstantiated: number;
  readonly kInstantiated: number;
  readonly kEvaluating: number;
  readonly kEvaluated: number;
  readonly kErrored: number;
  readonly kEvaluationPhase: number;
}

type Steps = Generator | AsyncGenerator;
type ImportDynamically = (
  id: unknown,
  specifier: string,
  phase: number,
  attributes: object,
  referrer: string,
) => Promise<unknown>;
type InitializeMeta = (id: unknown, meta: object, wrap: ModuleWrap) => void;

let importCallback: ImportDynamically = () => host.Promise.reject(new Error('import() is not available yet.'));
let initializeMeta: InitializeMeta = noop;
const statuses = () => binding<Statuses>('module_wrap');
const symbolNamed = (name: string) => binding<Record<string, symbol>>('symbols')[name];

/** `import()` in a CommonJS module or a script. */
export function importFrom(specifier: string, file: string): Promise<unknown> {
  const id = symbolNamed('vm_dynamic_import_default_internal');
  return importCallback(id, specifier, statuses().kEvaluationPhase, {}, file);
}

const same = (value: unknown) => value;

class ModuleWrap {
  readonly url: string;
  readonly sourceMapURL = undefined;
  readonly hasTopLevelAwait: boolean;
  readonly isSynthetic: boolean;

  readonly #namespace = newNamespace();
  /** The namespace as programs get it. */
  readonly #shown = shownNamespace(this.#namespace);
  /** Exported name -> reader of its present value. */
  readonly #exports = new Map<string, () => unknown>();
  readonly #values = new Map<string, unknown>();
  readonly #module: TransformedModule | undefined;
  readonly #evaluateSynthetic: ((this: ModuleWrap, wrap: ModuleWrap) => void) | undefined;
  /** Whom Node's loader knows the module by in its callbacks. */
  readonly #id: unknown;
  #dependencies: readonly ModuleWrap[] = [];
  #status = statuses().kUninstantiated;
  #error: unknown;
  #steps: Steps | undefined;
  #running: Promise<void> | undefined;
  #waitsAt = 0;

  /** As Node's C++: (url, context, source, line, column, id or cached data) or (url, context, export names, evaluate). */
  constructor(url: string, _context: unknown, source: string | readonly string[], ...rest: unknown[]) {
    this.url = url;
    this.isSynthetic = typeof source !== 'string';
    if (typeof source === 'string') {
      this.#module = transformModule(source, url);
      const [, , id] = rest;
      this.#id = typeof id === 'symbol' ? id : symbolNamed('source_text_module_default_hdo');
    } else {
      this.#evaluateSynthetic = rest[0] as (this: ModuleWrap, wrap: ModuleWrap) => void;
      for (const name of source) this.#export(name, () => this.#values.get(name));
    }
    this.hasTopLevelAwait = this.#module?.isAsync ?? false;
  }

  #export(name: string, get: () => unknown): void {
    this.#exports.set(name, get);
    if (this.isSynthetic) this.#show(name);
  }

  #show(name: string): void {
    if (Object.hasOwn(this.#namespace, name)) return;
    Object.defineProperty(this.#namespace, name, {
      enumerable: true,
      configurable: true,
      get: () => this.#exports.get(name)?.(),
      set() {
        throw new TypeError(`Cannot assign to read only property '${name}' of object '[object Module]'`);
      },
    });
  }

  setExport(name: string, value: unknown): void {
    this.#values.set(name, value);
  }

  getModuleRequests(): readonly ModuleRequest[] {
    return this.#module?.requests ?? [];
  }

  link(dependencies: readonly ModuleWrap[]): void {
    this.#dependencies = dependencies;
  }

  getStatus(): number {
    return this.#status;
  }

  getError(): unknown {
    return this.#error;
  }

  getNamespace(): object {
    return this.#shown;
  }

  getNamespaceSync(): object {
    return this.#shown;
  }

  isGraphAsync(seen = new Set<ModuleWrap>()): boolean {
    if (seen.has(this)) return false;
    seen.add(this);
    return this.hasTopLevelAwait || this.#dependencies.some((each) => each.isGraphAsync(seen));
  }

  instantiate(): void {
    const { kInstantiated } = statuses();
    if (this.#status >= kInstantiated) return;
    this.#status = kInstantiated;
    for (const dependency of this.#dependencies) dependency.instantiate();
    const module = this.#module;
    if (module === undefined) return;
    this.#refuseMissing(module);
    const whole = this.#dependencies.map((each) => each.#shown);
    const namespaces = Object.assign(
      this.#dependencies.map((each) => each.#namespace),
      { whole },
    );
    const register = (getters: Record<string, () => unknown>) => {
      for (const [name, get] of Object.entries(getters)) this.#export(name, get);
    };
    const waits = (at: number) => {
      this.#waitsAt = at;
      waiting.add(this);
      return same;
    };
    const generator = module.make(namespaces, register, this.#meta(), this.#importer(), waits, same) as () => Steps;
    this.#steps = generator();
    // Up to its first yield: functions are hoisted and exports registered.
    const first: unknown = this.#steps.next();
    if (first instanceof host.Promise) first.catch(noop);
    this.#reExport(module);
    for (const name of [...this.#exports.keys()].sort()) this.#show(name);
  }

  /** @throws {SyntaxError} for a name that a dependency does not export */
  #refuseMissing({ wanted, requests, text }: TransformedModule): void {
    for (const { dependency, name, at } of wanted) {
      if (this.#dependencies[dependency]?.provides(name) !== false) continue;
      const specifier = requests[dependency]?.specifier ?? '';
      const message = `The requested module '${specifier}' does not provide an export named '${name}'`;
      throw placed(new SyntaxError(message), this.url, text, positionIn(text, at));
    }
  }

  provides(name: string, asked = new Set<ModuleWrap>()): boolean {
    if (asked.has(this)) return false;
    asked.add(this);
    if (this.#exports.has(name) || this.#module?.exportNames.includes(name) === true) return true;
    return (this.#module?.reExports ?? []).some(({ dependency, as }) =>
      as === undefined ? name !== 'default' && this.#dependencies[dependency]?.provides(name, asked) : as === name,
    );
  }

  #reExport({ reExports }: TransformedModule): void {
    for (const { dependency, name, as } of reExports) {
      const source = this.#dependencies[dependency];
      if (source === undefined) continue;
      if (as !== undefined) {
        this.#export(as, name === undefined ? () => source.#shown : () => source.#namespace[name]);
        continue;
      }
      for (const key of source.#exports.keys()) {
        if (key !== 'default' && !this.#exports.has(key)) this.#export(key, () => source.#namespace[key]);
      }
    }
  }

  /** `import.meta`, filled by Node's loader when it is first read. */
  #meta(): object {
    const meta = Object.create(null) as object;
    let isFilled = false;
    return new host.Proxy(meta, {
      get: (target, name) => {
        if (!isFilled) {
          isFilled = true;
          initializeMeta(this.#id, target, this);
        }
        return Reflect.get(target, name) as unknown;
      },
    });
  }

  #importer() {
    return (specifier: unknown, options?: { readonly with?: object }) =>
      importCallback(this.#id, String(specifier), statuses().kEvaluationPhase, options?.with ?? {}, this.url);
  }

  /** @returns a promise where the graph waits for something */
  #run(): Promise<void> | undefined {
    const { kErrored, kEvaluated, kEvaluating } = statuses();
    if (this.#status === kErrored) throw this.#error;
    if (this.#status === kEvaluated || this.#status === kEvaluating) return this.#running;
    this.#status = kEvaluating;
    const done = () => {
      waiting.delete(this);
      this.#status = kEvaluated;
      this.#running = undefined;
    };
    const failed = (error: unknown) => {
      waiting.delete(this);
      if (isSentinel(error)) throw error;
      this.#status = kErrored;
      this.#error = error;
      throw error;
    };
    try {
      const waits = this.#dependencies.map((each) => each.#run()).filter((each) => each !== undefined);
      const running =
        waits.length > 0 ? host.Promise.all(waits).then(() => this.#evaluateBody()) : this.#evaluateBody();
      if (running === undefined) done();
      else this.#running = running.then(done, failed);
      return this.#running;
    } catch (error) {
      return failed(error);
    }
  }

  #evaluateBody(): Promise<void> | undefined {
    this.#evaluateSynthetic?.call(this, this);
    const step: unknown = this.#steps?.next();
    return step instanceof host.Promise ? step.then(noop) : undefined;
  }

  /** Where it waits for something, with its line. */
  get stall(): string {
    const text = this.#module?.text ?? '';
    return arrowFor({ file: this.url, ...positionIn(text, this.#waitsAt) }) ?? this.url;
  }

  evaluate(): Promise<void> {
    try {
      return this.#run() ?? host.Promise.resolve();
    } catch (error) {
      if (isSentinel(error)) throw error;
      return host.Promise.reject(error);
    }
  }

  evaluateSync(): object {
    if (this.#run() === undefined) return this.#shown;
    const message = 'require() cannot be used on an ESM graph with top-level await';
    throw Object.assign(new Error(message), { code: 'ERR_REQUIRE_ASYNC_MODULE' });
  }

  createCachedData(): Uint8Array {
    return new Uint8Array(0);
  }
}

const waiting = new Set<ModuleWrap>();

/** Where modules wait that have begun and not ended. */
export function stalledModules(): readonly string[] {
  return [...waiting].map(({ stall }) => stall);
}

defineBinding('module_wrap', () => ({
  ModuleWrap,
  setImportModuleDynamicallyCallback: (callback: ImportDynamically) => {
    importCallback = callback;
  },
  setInitializeImportMetaObjectCallback: (callback: InitializeMeta) => {
    initializeMeta = callback;
  },
  createRequiredModuleFacade: (wrap: ModuleWrap) => {
    const namespace = wrap.getNamespace() as Record<string, unknown>;
    const facade = newNamespace();
    for (const name of Object.keys(namespace)) {
      Object.defineProperty(facade, name, { enumerable: true, get: () => namespace[name] });
    }
    return Object.defineProperty(facade, '__esModule', { value: true, enumerable: true });
  },
  throwIfPromiseRejected: noop,
}));
