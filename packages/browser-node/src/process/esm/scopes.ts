/** The names that a part of a program declares itself, so that a use of them is not a use of an import. */
import { isFunction, isNode, walk, type SyntaxNode } from './syntax.ts';

const nodes = (value: unknown) =>
  Array.isArray(value) ? (value as unknown[]).filter(isNode) : isNode(value) ? [value] : [];

/** Names that a pattern binds: `{ a, b: [c] }` binds a and c. */
function namesIn(pattern: unknown): string[] {
  if (!isNode(pattern)) return [];
  switch (pattern.type) {
    case 'Identifier':
      return [String(pattern['name'])];
    case 'ObjectPattern':
      return nodes(pattern['properties']).flatMap((each) => namesIn(each['value'] ?? each['argument']));
    case 'ArrayPattern':
      return nodes(pattern['elements']).flatMap(namesIn);
    case 'AssignmentPattern':
      return namesIn(pattern['left']);
    case 'RestElement':
      return namesIn(pattern['argument']);
    default:
      return [];
  }
}

export function declaredNames(declaration: SyntaxNode): string[] {
  return declaration.type === 'VariableDeclaration'
    ? nodes(declaration['declarations']).flatMap((each) => namesIn(each['id']))
    : namesIn(declaration['id']);
}

/** let, const, class and function right in a block. */
function lexicalNames(body: unknown): string[] {
  return nodes(body)
    .map((statement) => (isNode(statement['declaration']) ? statement['declaration'] : statement))
    .filter(({ type, kind }) => /^(Variable|Function|Class)Declaration$/.test(type) && kind !== 'var')
    .flatMap(declaredNames);
}

function functionNames(node: SyntaxNode): string[] {
  const names = nodes(node['params']).flatMap(namesIn);
  if (node.type === 'FunctionExpression') names.push(...namesIn(node['id']));
  if (node.type !== 'ArrowFunctionExpression') names.push('arguments');
  const body = node['body'] as SyntaxNode;
  if (body.type !== 'BlockStatement') return names;
  walk(body, (inner) => {
    if (isFunction(inner)) return false;
    if (inner.type === 'VariableDeclaration' && inner['kind'] === 'var') names.push(...declaredNames(inner));
    return true;
  });
  return [...names, ...lexicalNames(body['body'])];
}

/** Names that belong to this node's scope; empty where it makes none. */
export function scopeOf(node: SyntaxNode): ReadonlySet<string> {
  return new Set(namesOfScope(node));
}

function namesOfScope(node: SyntaxNode): string[] {
  if (isFunction(node)) return functionNames(node);
  switch (node.type) {
    case 'BlockStatement':
    case 'StaticBlock':
      return lexicalNames(node['body']);
    case 'SwitchStatement':
      return nodes(node['cases']).flatMap((each) => lexicalNames(each['consequent']));
    case 'ForStatement':
      return isNode(node['init']) ? lexicalNames([node['init']]) : [];
    case 'ForInStatement':
    case 'ForOfStatement':
      return lexicalNames([node['left']]);
    case 'CatchClause':
      return namesIn(node['param']);
    case 'ClassExpression':
      return namesIn(node['id']);
    default:
      return [];
  }
}
