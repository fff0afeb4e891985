/** A YAML text as its author wrote it: its values with the lines on which they stand. */
import {
  isAlias,
  isCollection,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  Scalar,
  visit,
  type Document,
  type ErrorCode,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml';
import type { Problem } from './problem.ts';
import { syntaxProblem } from './yaml-syntax.ts';

export type Path = readonly PropertyKey[];

/** A text that stands somewhere in the YAML. */
export interface Said {
  readonly text: string;
  readonly line: number;
}

export interface WrittenYaml {
  /** Relative to the content folder. */
  readonly file: string;
  /** Undefined where there is none, which is told by who looked for it. */
  readonly text: string | undefined;
  /** The file's line on which `text` begins; default: the first. */
  readonly firstLine?: number;
}

export class YamlSource {
  readonly file: string;
  /** What keeps it from being read as YAML, at most one for each line; a key that stands twice does not. */
  readonly problems: readonly Problem[];
  readonly isReadable: boolean;
  readonly #document: Document;
  readonly #lines = new LineCounter();
  readonly #firstLine: number;
  #data: unknown;

  constructor({ file, text, firstLine = 1 }: WrittenYaml) {
    this.file = file;
    this.#firstLine = firstLine;
    this.#document = parseDocument(text ?? '', { lineCounter: this.#lines, prettyErrors: false });
    const errors = syntaxErrors(this.#document);
    this.isReadable = text !== undefined && errors.every(({ code }) => code === 'DUPLICATE_KEY');
    const written = (text ?? '').split('\n');
    const found = errors.map(({ offset, ...error }) => {
      const line = this.#lineAt(offset);
      return syntaxProblem(error, { file, line, written: written[line - firstLine] ?? '' });
    });
    // One slip confuses what follows on its line.
    this.problems = found.filter(({ line }, index) => found.findIndex((each) => each.line === line) === index);
  }

  /** As JavaScript; undefined where it cannot be read. */
  get data(): unknown {
    if (this.isReadable) this.#data ??= this.#document.toJS();
    return this.#data;
  }

  /** Where a part stands, a field by its name; what is missing is told where it should stand. */
  lineOf(path: Path): number {
    for (let length = path.length; length > 0; length--) {
      const part = path.slice(0, length);
      const node = this.#pairAt(part)?.key ?? this.#nodeAt(part);
      if (isNode(node)) return this.#lineAt(node.range?.[0] ?? 0);
    }
    return this.#lineAt(0);
  }

  /** Names of the outermost fields; undefined where it cannot be read. */
  get keys(): readonly string[] | undefined {
    return this.isReadable ? fieldsOf(this.data).map(([name]) => name) : undefined;
  }

  /** Every text at such a place; `*` is each entry of a list, or each field. */
  texts(...pattern: readonly string[]): readonly Said[] {
    return [...textsAlong(this.data, pattern)].map(({ text, path }) => ({ text, line: this.lineOf(path) }));
  }

  /** Takes a field for another, or away. */
  rename(path: Path, key: string, to: string | undefined): void {
    const pair = this.#pairAt([...path, key]);
    const map = this.#nodeAt(path);
    if (pair === undefined || !isMap(map)) return;
    this.#data = undefined;
    if (to === undefined) map.items.splice(map.items.indexOf(pair), 1);
    else pair.key = Object.assign(new Scalar(to), { range: isNode(pair.key) ? pair.key.range : undefined });
  }

  /** Takes a value for another. */
  replace(path: Path, value: unknown): void {
    const node = this.#nodeAt(path);
    if (!isScalar(node)) return;
    this.#data = undefined;
    node.value = value;
  }

  #lineAt(offset: number): number {
    return this.#lines.linePos(offset).line + this.#firstLine - 1;
  }

  #nodeAt(path: Path): unknown {
    return path.reduce<unknown>((node, key) => {
      if (isMap(node)) return this.#resolved(pairOf(node, key)?.value);
      return isSeq(node) ? this.#resolved(node.items[Number(key)]) : undefined;
    }, this.#document.contents);
  }

  #pairAt(path: Path): Pair | undefined {
    const map = this.#nodeAt(path.slice(0, -1));
    const key = path.at(-1);
    return isMap(map) && key !== undefined ? pairOf(map, key) : undefined;
  }

  #resolved(node: unknown): unknown {
    return isAlias(node) ? node.resolve(this.#document) : node;
  }
}

interface FoundError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly offset: number;
}

/** What was opened and not closed is told where it was opened; a name after `*` that nothing has is an error too. */
function syntaxErrors(document: Document): readonly FoundError[] {
  const nodes: Node[] = [];
  visit(document, { Node: (_, node) => void nodes.push(node) });
  const errors = document.errors.map(({ code, message, pos: [offset] }): FoundError => {
    const opened = nodes.find((node) => isClosed(node) && node.range?.[1] === offset);
    return { code, message, offset: opened?.range?.[0] ?? offset };
  });
  const lost = nodes.filter((node) => isAlias(node) && node.resolve(document) === undefined);
  return [
    ...errors,
    ...lost.map(({ range }): FoundError => ({
      code: 'BAD_ALIAS',
      message: 'Nothing has this name',
      offset: range?.[0] ?? 0,
    })),
  ];
}

/** By a quote or a bracket. */
function isClosed(node: Node): boolean {
  return isCollection(node) ? node.flow === true : isScalar(node) && (node.type ?? '').startsWith('QUOTE');
}

function pairOf(map: YAMLMap, key: PropertyKey): Pair | undefined {
  return map.items.find((pair) => String(isScalar(pair.key) ? pair.key.value : pair.key) === String(key));
}

function* textsAlong(
  value: unknown,
  [key, ...rest]: readonly string[],
  path: Path = [],
): Iterable<{ readonly text: string; readonly path: Path }> {
  if (key === undefined) {
    if (typeof value === 'string') yield { text: value, path };
    return;
  }
  for (const [name, inner] of fieldsOf(value)) {
    if (key === '*' || key === name) yield* textsAlong(inner, rest, [...path, name]);
  }
}

function fieldsOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}
