/** Writes `await x` as `__slot.after(await __slot.before(x))` in async functions, for AsyncLocalStorage (async-context.ts). */
import { SLOT_CLASS } from '../async-context.ts';
import { childrenOf, isFunction, isNode, type Edit, type SyntaxNode } from './syntax.ts';

const SLOT = '__slot';
export const NEW_SLOT = `const ${SLOT} = new ${SLOT_CLASS}();`;

const list = (value: unknown) => (Array.isArray(value) ? (value as unknown[]).filter(isNode) : []);

/** @param hasTopLevel whether the text's own top level may wait, which has its slot then */
export function awaitEdits(program: SyntaxNode, text: string, hasTopLevel: boolean): readonly Edit[] {
  const writer = new AwaitWriter(text);
  writer.visit(program, hasTopLevel, true);
  return writer.edits;
}

class AwaitWriter {
  readonly edits: Edit[] = [];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  visit(node: SyntaxNode, hasSlot: boolean, isInBlock: boolean): void {
    if (isFunction(node)) return this.#function(node);
    if (hasSlot) this.#waiting(node);
    const isBlock = ['Program', 'BlockStatement', 'StaticBlock'].includes(node.type);
    for (const [child] of childrenOf(node)) this.visit(child, hasSlot, isBlock);
    if (hasSlot) this.#behind(node, isInBlock);
  }

  #function(node: SyntaxNode): void {
    const waits = node['async'] === true && awaits(node['body'] as SyntaxNode);
    const body = node['body'] as SyntaxNode;
    if (waits && body.type === 'BlockStatement') this.#insert(startOfBody(body), NEW_SLOT);
    else if (waits) this.#insert(this.#arrowEnd(node), `{${NEW_SLOT} return (`);
    for (const parameter of list(node['params'])) this.visit(parameter, false, false);
    this.visit(body, waits, false);
    if (waits && body.type !== 'BlockStatement') this.#insert(node.end, ')}');
  }

  /** Behind the `=>` of a function without braces. */
  #arrowEnd(node: SyntaxNode): number {
    const last = list(node['params']).at(-1);
    return this.#text.indexOf('=>', last?.end ?? node.start) + 2;
  }

  #waiting(node: SyntaxNode): void {
    if (node.type === 'AwaitExpression') {
      const argument = node['argument'] as SyntaxNode;
      this.#insert(node.start, `${SLOT}.after(`);
      this.#insert(argument.start, `${SLOT}.before(${argument.type === 'SequenceExpression' ? '(' : ''}`);
    } else if (node.type === 'TryStatement') {
      const handler = (node['handler'] as SyntaxNode | null)?.['body'] as SyntaxNode | undefined;
      for (const block of [handler, node['finalizer'] as SyntaxNode | null]) {
        if (isNode(block)) this.#insert(block.start + 1, `${SLOT}.caught();`);
      }
    } else if (node.type === 'ForOfStatement' && node['await'] === true) {
      const [right, body] = [node['right'] as SyntaxNode, node['body'] as SyntaxNode];
      this.#insert(right.start, `${SLOT}.over(`);
      if (body.type === 'BlockStatement') this.#insert(body.start + 1, `${SLOT}.caught();`);
      else this.#insert(body.start, `{${SLOT}.caught();`);
    }
  }

  #behind(node: SyntaxNode, isInBlock: boolean): void {
    if (node.type === 'AwaitExpression') {
      const argument = node['argument'] as SyntaxNode;
      this.#insert(argument.end, argument.type === 'SequenceExpression' ? '))' : ')');
      this.#insert(node.end, ')');
    } else if (node.type === 'ForOfStatement' && node['await'] === true) {
      const [right, body] = [node['right'] as SyntaxNode, node['body'] as SyntaxNode];
      this.#insert(right.end, ')');
      if (body.type !== 'BlockStatement') this.#insert(node.end, '}');
      if (isInBlock) this.#insert(node.end, `;${SLOT}.caught();`);
    }
  }

  #insert(at: number, text: string): void {
    this.edits.push([at, at, text]);
  }
}

/** Directives come first in a body. */
function startOfBody(body: SyntaxNode): number {
  const first = list(body['body']).find((statement) => typeof statement['directive'] !== 'string');
  return first?.start ?? body.start + 1;
}

/** Whether the function itself waits, not one in it. */
function awaits(node: SyntaxNode): boolean {
  if (isFunction(node)) return false;
  if (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node['await'] === true)) return true;
  for (const [child] of childrenOf(node)) if (awaits(child)) return true;
  return false;
}
