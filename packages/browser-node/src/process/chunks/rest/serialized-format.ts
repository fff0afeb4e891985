/** The tags of V8's serialization format, by their character in its sources. */

export const FORMAT_VERSION = 15;

const code = (character: string) => character.charCodeAt(0);

export const TAG = {
  version: 0xff,
  padding: 0,
  undefined: code('_'),
  null: code('0'),
  true: code('T'),
  false: code('F'),
  int: code('I'),
  uint: code('U'),
  double: code('N'),
  bigint: code('Z'),
  oneByteString: code('"'),
  twoByteString: code('c'),
  utf8String: code('S'),
  reference: code('^'),
  object: code('o'),
  endOfObject: code('{'),
  denseArray: code('A'),
  endOfDenseArray: code('$'),
  sparseArray: code('a'),
  endOfSparseArray: code('@'),
  hole: code('-'),
  date: code('D'),
  regExp: code('R'),
  map: code(';'),
  endOfMap: code(':'),
  set: code("'"),
  endOfSet: code(','),
  arrayBuffer: code('B'),
  hostObject: code('\\'),
  error: code('r'),
} as const;

/** Flags by their bit. */
export const REGEXP_FLAGS = ['g', 'i', 'm', 'y', 'u', 's', 'l', 'd', 'v'] as const;

export const ERROR_TAGS: Readonly<Record<string, string>> = {
  EvalError: 'E',
  RangeError: 'R',
  ReferenceError: 'F',
  SyntaxError: 'S',
  TypeError: 'T',
  URIError: 'U',
};
