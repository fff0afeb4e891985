/**
 * Makes the table that leads from places in the minified script back to Node's own library, for stack traces. It knows calls, `new`,
 * `throw` and `await`, which is where a frame of a stack can stand, and the text of the lines that fatal errors show.
 */
import { parseAst } from 'rolldown/parseAst';
import type { LibraryLines } from '../process/stacks/library-lines.ts';
import { decodeMappings, lineStarts, vlq } from './source-map.ts';

interface AstNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [field: string]: unknown;
}

export interface MinifiedScript {
  readonly code: string;
  readonly mappings: string;
  /** The text before it was minified. */
  readonly text: string;
  /** Module id -> source, as it stands in the text. */
  readonly sources: Readonly<Record<string, string>>;
}

type Entry = readonly [offset: number, line: number, column: number];

/** Lines that throw, make an error, or call C++. */
const SHOWN = /\bthrow\b|\bnew [A-Z]|Error\(|Exception|binding\w*\.|\.(evaluate|instantiate)\(/i;

export function libraryLines({ code, mappings, text, sources }: MinifiedScript): LibraryLines {
  const origins = decodeMappings(mappings, lineStarts(code), lineStarts(text));
  const texts: Record<string, Record<number, string>> = {};
  const entries: Entry[] = [];
  const modules = [...libraryIn(parseAst(code) as unknown as AstNode)].map(([id, node]) => {
    const source = sources[id] ?? '';
    const begin = text.indexOf(source, text.indexOf(`${JSON.stringify(id)}: function`));
    const starts = lineStarts(source);
    for (const [token, shift] of placesIn(node, code)) {
      const known = origins.get(token);
      if (known === undefined || tokenAt(code, token) !== tokenAt(text, known)) continue;
      const [offset, origin] = [token + shift, known + shift];
      const line = starts.findLastIndex((start) => start <= origin - begin);
      const start = starts[line] ?? 0;
      entries.push([offset, line + 1, origin - begin - start + 1]);
      const shown = source.slice(start, (starts[line + 1] ?? source.length + 1) - 1);
      if (SHOWN.test(shown)) (texts[id] ??= {})[line + 1] = shown;
    }
    return [id, node.start, node.end] as const;
  });
  const lines = lineStarts(code);
  return {
    lineLengths: lines.map((start, index) => (lines[index + 1] ?? code.length) - start),
    modules,
    calls: packed(entries.sort(([a], [b]) => a - b)),
    texts,
  };
}

/** The functions of `{ library: { "net": function … } }`. */
function* libraryIn(program: AstNode): Generator<[string, AstNode]> {
  for (const node of nodesIn(program)) {
    const [key, value] = [node['key'], node['value']] as [AstNode | undefined, AstNode | undefined];
    if (node.type !== 'Property' || key?.['name'] !== 'library') continue;
    for (const each of (value?.['properties'] ?? []) as readonly AstNode[]) {
      const { value: id, name } = each['key'] as AstNode & { readonly value?: string; readonly name?: string };
      yield [String(id ?? name), each['value'] as AstNode];
    }
    return;
  }
}

function* nodesIn(node: unknown): Generator<AstNode> {
  if (typeof node !== 'object' || node === null) return;
  if (typeof (node as AstNode).type === 'string') yield node as AstNode;
  for (const child of Object.values(node)) yield* nodesIn(child);
}

/** Where V8 says that a frame stands, as a token and how far behind its beginning. */
function* placesIn(module: AstNode, code: string): Generator<[token: number, shift: number]> {
  for (const node of nodesIn(module)) {
    if (/^(New|Await)Expression$|^ThrowStatement$/.test(node.type)) yield [node.start, 0];
    if (node.type !== 'CallExpression') continue;
    const callee = node['callee'] as AstNode;
    const property = callee['property'] as AstNode | undefined;
    if (callee.type === 'Identifier' || callee.type === 'Super') yield [callee.start, 0];
    else if (property?.type === 'PrivateIdentifier') yield [property.start, property.end - property.start];
    else if (property !== undefined && callee['computed'] === false) yield [property.start, 0];
    else yield [code.indexOf('(', callee.end), 0];
  }
}

function tokenAt(text: string, offset: number): string | undefined {
  return /^(?:#?[\w$]+|.)/s.exec(text.slice(offset, offset + 80))?.[0];
}

function packed(entries: readonly Entry[]): LibraryLines['calls'] {
  const column = (index: 0 | 1 | 2) =>
    entries.map((entry, at) => vlq(entry[index] - (entries[at - 1]?.[index] ?? 0))).join('');
  return [column(0), column(1), column(2)];
}
