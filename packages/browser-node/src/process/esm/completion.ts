/** Makes a script keep the value of the expression that it ran last, as `node -p` and node:vm give it. */
import { isFunction, isNode, childrenOf, type Edit, type SyntaxNode } from './syntax.ts';

/** @param target what the value is assigned to */
export function completionEdits(program: SyntaxNode, text: string, target: string): readonly Edit[] {
  const body = (program['body'] as readonly unknown[]).filter(isNode);
  const directives = body.filter((statement) => typeof statement['directive'] === 'string');
  const kept = [...expressionsIn(program)].flatMap(({ start, end }): Edit[] => [
    [start, start, `${target} = (`],
    [end, end, ')'],
  ]);
  const last = directives.at(-1);
  if (last === undefined) return kept;
  // A directive stays what it is, at the beginning.
  return [[last.end, last.end, `;${target} = ${text.slice(last.start, last.end).replace(/;$/, '')};`], ...kept];
}

/** Of statements, as deep as they lie in each other. */
function* expressionsIn(node: SyntaxNode): Generator<SyntaxNode> {
  if (node.type === 'ExpressionStatement') {
    if (typeof node['directive'] !== 'string') yield node['expression'] as SyntaxNode;
    return;
  }
  for (const [child, field] of childrenOf(node)) {
    const isStatement = /Statement$|^(SwitchCase|CatchClause)$/.test(child.type);
    if (isStatement && !isFunction(child) && field !== 'finalizer') yield* expressionsIn(child);
  }
}
