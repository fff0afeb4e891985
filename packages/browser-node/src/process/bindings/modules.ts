/** `contextify`, `modules` and `cjs_lexer`: CommonJS, package.json and scripts. */
import { isContextTracked } from '../async-context.ts';
import { defineBinding, each } from '../binding.ts';
import { compileFunction, runScript, SCRIPT_VALUE } from '../compile.ts';
import { awaitEdits } from '../esm/await-edits.ts';
import { completionEdits } from '../esm/completion.ts';
import { importFrom } from '../esm/module-wrap.ts';
import { showDecoration } from '../fatal-error.ts';
import { parse, parserError, walk, withoutHashBang, type Edit, type SyntaxNode } from '../esm/syntax.ts';
import { commonJsExports } from '../esm/cjs-exports.ts';
import { absolute, tree } from '../files/tree.ts';
import { parentOf } from '../../file-tree.ts';
import { decodeUtf8, host, noop } from '../host.ts';
import { privateSymbols } from '../private-symbols.ts';
import { missingPart } from '../shape.ts';
import { warnAtOnce } from '../warnings.ts';

const CJS_PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname'];
const IMPORT = '__nodeImport';

Object.defineProperty(globalThis, IMPORT, { configurable: true, value: importFrom });

/** `import(x)` in CommonJS: the browser's own would look for a file of the page. */
function dynamicImports(text: string): readonly Edit[] {
  if (!/\bimport\s*\(/.test(text)) return [];
  try {
    return importEdits(parse(text, 'script'), '__import');
  } catch {
    // The compiler says it better.
    return [];
  }
}

function importEdits(program: SyntaxNode, instead: string): readonly Edit[] {
  const edits: Edit[] = [];
  walk(program, (node) => {
    if (node.type === 'ImportExpression') edits.push([node.start, node.start + 'import'.length, instead]);
    return true;
  });
  return edits;
}

/** For AsyncLocalStorage. */
function awaitsIn(text: string): readonly Edit[] {
  if (!isContextTracked() || !/\bawait\b/.test(text)) return [];
  try {
    return awaitEdits(parse(text, 'script'), text, false);
  } catch {
    // The compiler says it better.
    return [];
  }
}

function importer(filename: string): string {
  return `(specifier) => ${IMPORT}(String(specifier), ${JSON.stringify(filename)})`;
}

/** Edits that make a script run here. @throws {SyntaxError} for a text that is no script */
function scriptEdits(text: string, filename: string): readonly Edit[] {
  const wrong = parserError(text, 'script', false);
  if (wrong !== undefined) {
    // The compiler says a mistake better and may know more, but for one that is a mistake only outside of functions.
    compileFunction(filename, { parameters: [], text });
    if (/^'return' outside/.test(wrong.message)) throw new SyntaxError('Illegal return statement');
    return [];
  }
  const program = parse(text, 'script', false);
  const imports = importEdits(program, `(${importer(filename)})`);
  const awaits = isContextTracked() ? awaitEdits(program, text, false) : [];
  return [...completionEdits(program, text, SCRIPT_VALUE), ...imports, ...awaits];
}

function isModuleSyntax(text: string): boolean {
  if (!/\b(import|export|await)\b/.test(text)) return false;
  try {
    parse(text, 'module');
    return true;
  } catch {
    return false;
  }
}

function sourceMapOf(text: string): string | undefined {
  return /\/\/[#@] sourceMappingURL=(\S+)\s*$/.exec(text)?.[1];
}

/** The name that a text gives itself: what was TypeScript says its address. */
function shownName(text: string): string | undefined {
  return /\/\/[#@] sourceURL=(\S+)\s*$/.exec(text)?.[1];
}

function compileModule(source: string, filename: string): unknown {
  const text = withoutHashBang(source);
  const imports = dynamicImports(text);
  const edits = [...imports, ...awaitsIn(text)];
  const before = imports.length > 0 ? `const __import = ${importer(filename)};` : '';
  return compileFunction(shownName(text) ?? filename, { parameters: CJS_PARAMETERS, text, edits, before });
}

function unloadable(filename: string): string {
  return (
    `Failed to load the ES module: ${filename}. ` +
    'Make sure to set "type": "module" in the nearest package.json file or use the .mjs extension.'
  );
}

function compileCommonJs(text: string, filename: string, _isSea: boolean, detectsModule: boolean): object {
  const result = { __proto__: null, cachedDataRejected: false, sourceMapURL: sourceMapOf(text), sourceURL: undefined };
  try {
    return { ...result, function: compileModule(text, filename), canParseAsESM: false };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const canParseAsESM = isModuleSyntax(text);
    if (!detectsModule || !canParseAsESM) {
      if (canParseAsESM) warnAtOnce(unloadable(filename));
      showDecoration(error);
      throw error;
    }
    return { ...result, function: undefined, canParseAsESM: true };
  }
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** Node's library looks for untouched regular expressions in a context of its own; the program's serve as well. */
const OF_LIBRARY = 'internal';
let ofLibrary: object | undefined;

defineBinding('contextify', () => ({
  compileFunctionForCJSLoader: compileCommonJs,
  compileFunction: (text: string, filename: string, ...rest: unknown[]) => {
    const parameters = (rest[6] as string[] | undefined) ?? [];
    // They are written into the text, so that one which is no name would be code.
    if (!parameters.every((name) => IDENTIFIER.test(name))) throw new SyntaxError('Invalid parameter name');
    return { function: compileFunction(filename, { parameters, text }), sourceMapURL: undefined };
  },
  containsModuleSyntax: (text: string) => {
    try {
      compileFunction('detected', { parameters: CJS_PARAMETERS, text: withoutHashBang(text) });
      return false;
    } catch {
      return isModuleSyntax(text);
    }
  },
  ContextifyScript: class ContextifyScript {
    readonly sourceMapURL = undefined;
    readonly #text: string;
    readonly #filename: string;
    readonly #edits: readonly Edit[];

    constructor(text: string, filename: string, ...rest: unknown[]) {
      const id = rest.find((each) => typeof each === 'symbol') ?? Symbol(filename);
      Reflect.set(this, privateSymbols['host_defined_option_symbol'] as symbol, id);
      this.#text = text;
      this.#filename = filename;
      this.#edits = scriptEdits(text, filename);
    }

    runInContext(context: unknown): unknown {
      if (context !== null && context !== undefined && context !== ofLibrary) throw missingPart('contexts of node:vm');
      return runScript(this.#filename, this.#text, this.#edits);
    }

    createCachedData = () => new Uint8Array(0);
  },
  makeContext: (context: object, name: string) => {
    if (name !== OF_LIBRARY) throw missingPart('contexts of node:vm');
    Reflect.set(context, privateSymbols['contextify_context_private_symbol'] as symbol, true);
    return (ofLibrary = context);
  },
  ...each(['startSigintWatchdog', 'stopSigintWatchdog'], noop),
  watchdogHasPendingSigint: () => false,
}));

defineBinding('cjs_lexer', () => ({ parse: commonJsExports }));

/** name, main, type, imports, exports, path: as Node's C++ gives a package.json. */
type PackageConfig = readonly (string | undefined)[];

function packageAt(path: string): PackageConfig | undefined {
  const node = tree.get(path);
  if (node?.type !== 'file') return undefined;
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(decodeUtf8(node.data)) as Record<string, unknown>;
  } catch {
    throw Object.assign(new Error(`Invalid package config ${path}.`), { code: 'ERR_INVALID_PACKAGE_CONFIG' });
  }
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  // Node's library takes what begins with a bracket for JSON.
  const nested = (value: unknown) => text(value) ?? (value === undefined ? undefined : JSON.stringify(value));
  const type = json['type'] === 'module' || json['type'] === 'commonjs' ? json['type'] : 'none';
  return [text(json['name']), text(json['main']), type, nested(json['imports']), nested(json['exports']), path];
}

function nearestPackage(path: string): PackageConfig | undefined {
  for (let folder = parentOf(absolute(path)); ; folder = parentOf(folder)) {
    const found = packageAt(`${folder === '/' ? '' : folder}/package.json`);
    if (found !== undefined || folder === '/' || folder.endsWith('/node_modules')) return found;
  }
}

const pathOf = (url: string) => decodeURIComponent(new host.URL(url).pathname);
const packageOf = (url: string) => (url.startsWith('file:') ? nearestPackage(pathOf(url)) : undefined);

defineBinding('modules', () => ({
  readPackageJSON: (path: string) => packageAt(absolute(path)),
  getNearestParentPackageJSON: nearestPackage,
  getNearestParentPackageJSONType: (path: string) => nearestPackage(path)?.[2] ?? 'none',
  getPackageScopeConfig: (url: string) => packageOf(url) ?? '/package.json',
  getPackageType: (url: string) => {
    const type = packageOf(url)?.[2];
    return type === 'none' ? undefined : type;
  },
  enableCompileCache: () => [0],
  ...each(['getCompileCacheDir', 'flushCompileCache', 'getCompileCacheEntry', 'saveCompileCacheEntry'], noop),
  setLazyPathHelpers: (meta: object, url: string) => {
    const filename = pathOf(url);
    Object.assign(meta, { dirname: parentOf(filename), filename });
  },
}));
