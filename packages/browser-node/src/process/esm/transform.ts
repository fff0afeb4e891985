/**
 * An ES module as a generator function: its first step hoists functions and registers the exports (linking), its second runs the
 * body (evaluation). Uses of imported names become reads of the namespace they come from, so that bindings are live.
 */
import { syntaxErrorOf } from './syntax-error.ts';
import { isContextTracked } from '../async-context.ts';
import { compileFunction } from '../compile.ts';
import { awaitEdits, NEW_SLOT } from './await-edits.ts';
import { declaredNames, scopeOf } from './scopes.ts';
import { childrenOf, isFunction, isNode, parse, withoutHashBang, type Edit, type SyntaxNode } from './syntax.ts';

export interface ModuleRequest {
  readonly specifier: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly phase: number;
}

/** `export { name as as } from` the dependency; without a name the whole, without `as` everything. */
export interface ReExport {
  readonly dependency: number;
  readonly name?: string;
  readonly as?: string;
}

/** A name that the module wants of a dependency, and where it says so. */
export interface WantedName {
  readonly dependency: number;
  readonly name: string;
  readonly at: number;
}

export interface TransformedModule {
  readonly text: string;
  readonly wanted: readonly WantedName[];
  readonly requests: readonly ModuleRequest[];
  readonly reExports: readonly ReExport[];
  readonly exportNames: readonly string[];
  readonly isAsync: boolean;
  /**
   * (namespaces of the dependencies, and as `whole` what programs see of them, register exports, import.meta, import(), hear of an
   * await, give back) -> the generator function
   */
  readonly make: (...args: unknown[]) => unknown;
}

/** Names that the text gets; two underscores and a word that no program of ours has. */
const NAME = {
  dependencies: '__imports',
  register: '__exports',
  meta: '__meta',
  import: '__import',
  default: '__default',
  waits: '__waits',
  use: '__use',
} as const;
const EVALUATION_PHASE = 2;

const nameOf = (node: unknown) => (isNode(node) ? String(node['name'] ?? node['value']) : '');
const list = (value: unknown) => (Array.isArray(value) ? (value as unknown[]).filter(isNode) : []);

class ModuleText {
  readonly edits: Edit[] = [];
  readonly requests: ModuleRequest[] = [];
  readonly reExports: ReExport[] = [];
  readonly wanted: WantedName[] = [];
  /** Exported name -> local one. */
  readonly exports = new Map<string, string>();
  /** Local name -> where it is read from. */
  readonly imports = new Map<string, string>();
  isAsync = false;
  readonly #text: string;
  readonly #known = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  statement(node: SyntaxNode): void {
    switch (node.type) {
      case 'ImportDeclaration':
        return this.#import(node);
      case 'ExportAllDeclaration':
        this.reExports.push({
          dependency: this.#request(node),
          ...(isNode(node['exported']) && { as: nameOf(node['exported']) }),
        });
        return this.#blank(node);
      case 'ExportNamedDeclaration':
        return this.#exportNamed(node);
      case 'ExportDefaultDeclaration':
        return this.#exportDefault(node);
      default:
    }
  }

  #import(node: SyntaxNode): void {
    const dependency = this.#request(node);
    for (const each of list(node['specifiers'])) {
      const name = each.type === 'ImportDefaultSpecifier' ? 'default' : nameOf(each['imported']);
      if (each.type !== 'ImportNamespaceSpecifier') this.#want(dependency, name, each['imported'] ?? each['local']);
      const isWhole = each.type === 'ImportNamespaceSpecifier';
      const source = isWhole ? `.whole[${dependency}]` : `[${dependency}][${JSON.stringify(name)}]`;
      this.imports.set(nameOf(each['local']), NAME.dependencies + source);
    }
    this.#blank(node);
  }

  #exportNamed(node: SyntaxNode): void {
    const { source, declaration } = node;
    if (isNode(declaration)) {
      this.edits.push([node.start, declaration.start, '']);
      for (const name of declaredNames(declaration)) this.exports.set(name, name);
      return;
    }
    const dependency = isNode(source) ? this.#request(node) : undefined;
    for (const each of list(node['specifiers'])) {
      const [name, as] = [nameOf(each['local']), nameOf(each['exported'])];
      if (dependency === undefined) this.exports.set(as, name);
      else {
        this.#want(dependency, name, each['local']);
        this.reExports.push({ dependency, name, as });
      }
    }
    this.#blank(node);
  }

  #want(dependency: number, name: string, node: unknown): void {
    if (isNode(node)) this.wanted.push({ dependency, name, at: node.start });
  }

  #exportDefault(node: SyntaxNode): void {
    const declaration = node['declaration'] as SyntaxNode;
    const isDeclaration = /^(Function|Class)Declaration$/.test(declaration.type);
    const name = isDeclaration && isNode(declaration['id']) ? nameOf(declaration['id']) : NAME.default;
    this.exports.set('default', name);
    if (name !== NAME.default) this.edits.push([node.start, declaration.start, '']);
    else if (declaration.type === 'FunctionDeclaration') {
      // It is hoisted, so it stays a declaration and gets a name.
      const head = `${declaration['async'] === true ? 'async ' : ''}function${declaration['generator'] === true ? '*' : ''} `;
      this.edits.push([node.start, this.#text.indexOf('(', declaration.start), head + name]);
    } else this.edits.push([node.start, declaration.start, `const ${name} = `]);
  }

  #request(node: SyntaxNode): number {
    const specifier = nameOf(node['source']);
    const attributes = Object.fromEntries(
      list(node['attributes']).map((each) => [nameOf(each['key']), nameOf(each['value'])]),
    );
    const key = JSON.stringify([specifier, attributes]);
    const known = this.#known.get(key) ?? this.requests.length;
    this.#known.set(key, known);
    if (known === this.requests.length) this.requests.push({ specifier, attributes, phase: EVALUATION_PHASE });
    return known;
  }

  /** Takes a statement out and keeps its lines, so that line numbers stay right. */
  #blank({ start, end }: SyntaxNode): void {
    this.edits.push([start, end, this.#text.slice(start, end).replace(/[^\n]/g, '')]);
  }

  /** Rewrites uses of imports, `import.meta` and `import()`, and finds `await` outside of functions. */
  uses(
    node: SyntaxNode,
    scopes: readonly ReadonlySet<string>[],
    isInFunction: boolean,
    parent?: [SyntaxNode, string],
  ): void {
    if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') return;
    if (node.type === 'ExportNamedDeclaration' && !isNode(node['declaration'])) return;
    const isAwait =
      node.type === 'AwaitExpression' ||
      (node.type === 'ForOfStatement' && node['await'] === true) ||
      (node.type === 'VariableDeclaration' && node['kind'] === 'await using');
    if (isAwait && !isInFunction) this.#waits(node);
    if (node.type === 'MetaProperty' && nameOf(node['meta']) === 'import') {
      this.edits.push([node.start, node.end, NAME.meta]);
      return;
    }
    if (node.type === 'ImportExpression') this.edits.push([node.start, node.start + 'import'.length, NAME.import]);
    if (node.type === 'Identifier') this.#identifier(node, scopes, parent);
    const own = scopeOf(node);
    const inner = own.size > 0 ? [...scopes, own] : scopes;
    const isBody = isFunction(node) || node.type === 'PropertyDefinition' || node.type === 'StaticBlock';
    for (const [child, field] of childrenOf(node)) this.uses(child, inner, isInFunction || isBody, [node, field]);
  }

  /** At the top level, where the module says which `await` it has come to: Node tells of one that never ends. */
  #waits(node: SyntaxNode): void {
    this.isAsync = true;
    if (node.type !== 'AwaitExpression') return;
    this.edits.push([node.start, node.start, `${NAME.waits}(${node.start})(`], [node.end, node.end, ')']);
  }

  #identifier(node: SyntaxNode, scopes: readonly ReadonlySet<string>[], parent?: [SyntaxNode, string]): void {
    const name = nameOf(node);
    const source = this.imports.get(name);
    if (source === undefined || parent === undefined || scopes.some((scope) => scope.has(name))) return;
    const [above, field] = parent;
    if (above.type === 'Property' && above['shorthand'] === true) {
      if (field === 'value') this.edits.push([node.start, node.end, `${name}: ${source}`]);
      return;
    }
    const isName = field === 'label' || ((field === 'key' || field === 'property') && above['computed'] !== true);
    if (isName && field !== 'property') return;
    if (isName && above.type === 'MemberExpression') return;
    // A call must not get the namespace as `this`; and no parenthesis, as the line before may lack its semicolon.
    const isCalled = (field === 'callee' && above.type === 'CallExpression') || field === 'tag';
    this.edits.push([node.start, node.end, isCalled ? `${NAME.use}(${source})` : source]);
  }
}

export function transformModule(source: string, url: string): TransformedModule {
  const text = withoutHashBang(source);
  const program = parsed(text, url);
  const module = new ModuleText(text);
  for (const statement of list(program['body'])) module.statement(statement);
  module.uses(program, [], false);
  const { imports, exports, requests, reExports, wanted, isAsync } = module;
  const isTracked = isContextTracked();
  const edits = isTracked ? [...module.edits, ...awaitEdits(program, text, isAsync)] : module.edits;
  const getters = [...exports].map(([as, local]) => `${JSON.stringify(as)}: () => ${imports.get(local) ?? local}`);
  const make = compileFunction(url, {
    parameters: [NAME.dependencies, NAME.register, NAME.meta, NAME.import, NAME.waits, NAME.use],
    text,
    edits,
    before: `return (${isAsync ? 'async ' : ''}function* () {'use strict'; ${NAME.register}({${getters.join(', ')}}); yield; ${isTracked ? NEW_SLOT : ''}`,
    after: '});',
  });
  return { text, requests, reExports, wanted, exportNames: [...exports.keys()], isAsync, make };
}

function parsed(text: string, url: string): SyntaxNode {
  try {
    return parse(text, 'module');
  } catch (error) {
    throw syntaxErrorOf(text, url, error as SyntaxError);
  }
}
