/** Names that a CommonJS module exports, as an `import { name }` of it wants them: found in its text, as Node's lexer does. */
import { isNode, parse, walk, type SyntaxNode } from './syntax.ts';

const nameOf = (node: unknown) => (isNode(node) ? (node['name'] ?? node['value']) : undefined);

/** Whether the node is `exports` or `module.exports`. */
function isExports(node: unknown): boolean {
  if (!isNode(node)) return false;
  if (node.type === 'Identifier') return node['name'] === 'exports';
  return (
    node.type === 'MemberExpression' && nameOf(node['object']) === 'module' && nameOf(node['property']) === 'exports'
  );
}

function requiredBy(node: unknown): string | undefined {
  if (!isNode(node) || node.type !== 'CallExpression' || nameOf(node['callee']) !== 'require') return undefined;
  const [first] = node['arguments'] as SyntaxNode[];
  return typeof first?.['value'] === 'string' ? first['value'] : undefined;
}

/** @returns exported names, and modules whose exports are exported again */
export function commonJsExports(text: string): [Set<string>, string[]] {
  const names = new Set<string>();
  const again: string[] = [];
  const add = (name: unknown) => {
    if (typeof name === 'string') names.add(name);
  };
  try {
    walk(parse(text, 'script'), (node) => {
      if (node.type === 'AssignmentExpression') fromAssignment(node, add, again);
      if (node.type === 'CallExpression') {
        const [target, key] = node['arguments'] as SyntaxNode[];
        if (isExports(target) && nameOf((node['callee'] as SyntaxNode)['property']) === 'defineProperty')
          add(key?.['value']);
      }
      return true;
    });
  } catch {
    // Without names it still has its default export.
  }
  return [names, again];
}

function fromAssignment(node: SyntaxNode, add: (name: unknown) => void, again: string[]): void {
  const [left, right] = [node['left'] as SyntaxNode, node['right'] as SyntaxNode];
  if (left.type === 'MemberExpression' && isExports(left['object'])) add(nameOf(left['property']));
  if (!isExports(left)) return;
  const required = requiredBy(right);
  if (required !== undefined) again.push(required);
  if (right.type !== 'ObjectExpression') return;
  for (const property of right['properties'] as SyntaxNode[]) {
    if (property.type === 'Property' && property['computed'] !== true) add(nameOf(property['key']));
    const spread = property.type === 'SpreadElement' ? requiredBy(property['argument']) : undefined;
    if (spread !== undefined) again.push(spread);
  }
}
