/** Syntax trees as acorn makes them (Node's own copy of it), and edits of the text that they came from. */
import { realm } from '../realm.ts';

export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export type Edit = readonly [start: number, end: number, text: string];

interface Acorn {
  parse(text: string, options: object): SyntaxNode;
}

/** @param mayReturn whether it is the body of a function, as CommonJS modules are */
export function parse(
  text: string,
  sourceType: 'module' | 'script',
  mayReturn: boolean = sourceType === 'script',
): SyntaxNode {
  const acorn = realm.require('internal/deps/acorn/acorn/dist/acorn') as Acorn;
  const options = { ecmaVersion: 'latest', allowHashBang: true, allowReturnOutsideFunction: mayReturn };
  return acorn.parse(text, { ...options, sourceType });
}

export type ParserError = SyntaxError & {
  readonly pos?: number;
  readonly loc?: { readonly line: number; readonly column: number };
};

/** @returns undefined where nothing is wrong */
export function parserError(...text: Parameters<typeof parse>): ParserError | undefined {
  try {
    parse(...text);
    return undefined;
  } catch (error) {
    return error as ParserError;
  }
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && typeof (value as SyntaxNode).type === 'string';
}

/** The nodes right below, each with the name of its field. */
export function* childrenOf(node: SyntaxNode): Generator<[SyntaxNode, string]> {
  for (const [field, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) if (isNode(child)) yield [child, field];
  }
}

/** Visits the node and all below it, but not below one for which `visit` says false. */
export function walk(node: SyntaxNode, visit: (node: SyntaxNode) => boolean): void {
  if (!visit(node)) return;
  for (const [child] of childrenOf(node)) walk(child, visit);
}

export function applyEdits(text: string, edits: readonly Edit[]): string {
  let [out, position] = ['', 0];
  for (const [start, end, replacement] of edits.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    out += text.slice(position, start) + replacement;
    position = end;
  }
  return out + text.slice(position);
}

/** `#!/usr/bin/env node` becomes a comment. */
export function withoutHashBang(text: string): string {
  return text.startsWith('#!') ? `//${text}` : text;
}

export function isFunction({ type }: SyntaxNode): boolean {
  return type.includes('Function');
}
