/** Turns a binding's shape into an object: constants as in the pinned binary, and functions that throw that they are missing. */
import { ABSENT_MODULES } from './absent-modules.ts';
import type { Shape } from './shape-format.ts';

/** @param path the name for messages, such as `tcp_wrap.TCP` */
export function fromShape(shape: Shape, path: string): unknown {
  if (shape === null || typeof shape !== 'object') return shape;
  switch (shape.$) {
    case 'undefined':
      return undefined;
    case 'number':
      return Number(shape.text);
    case 'bigint':
      return BigInt(shape.text);
    case 'symbol':
      return Symbol(shape.description);
    case 'function':
      return missingFunction(shape, path);
    case 'array-view':
      return arrayView(shape);
    case 'buffer':
      return new ArrayBuffer(shape.length);
    case 'array':
      return shape.items.map((item, index) => fromShape(item, `${path}[${index}]`));
    case 'map':
      return new Map(shape.entries.map(([key, value]) => [fromShape(key, path), fromShape(value, path)]));
    case 'object': {
      const object = (shape.isBare ? Object.create(null) : {}) as Record<string, unknown>;
      for (const [name, member] of Object.entries(shape.members)) object[name] = fromShape(member, `${path}.${name}`);
      return object;
    }
    default:
      return shape satisfies never;
  }
}

function missingFunction(shape: Extract<Shape, { $: 'function' }>, path: string): unknown {
  const name = path.slice(path.lastIndexOf('.') + 1);
  const missing = { [name]: refusal(path) }[name] as () => never;
  for (const method of shape.methods ?? []) {
    Object.defineProperty(missing.prototype, method, {
      configurable: true,
      writable: true,
      value: refusal(`${path}.prototype.${method}`),
    });
  }
  for (const [key, member] of Object.entries(shape.statics ?? {})) {
    Object.assign(missing, { [key]: fromShape(member, `${path}.${key}`) });
  }
  return missing;
}

function refusal(path: string): () => never {
  // A function expression: Node calls some of these with `new`.
  return function () {
    throw missingPart(path.startsWith('node:') ? absentModule(path) : `internalBinding('${path.replace('.', "').")}`);
  };
}

/** @param path `node:https.request` */
function absentModule(path: string): string {
  const name = path.slice(0, path.indexOf('.'));
  return `${name}: ${ABSENT_MODULES[name.replace('node:', '')]}`;
}

/** The error for a missing part of this engine. */
export function missingPart(what: string): Error {
  const hint = 'Choose another engine in the menu to run this program.';
  return Object.assign(new Error(`In-browser Node does not have ${what}. ${hint}`), { code: 'ERR_NOT_IN_BROWSER' });
}

function arrayView({ type, length, items }: Extract<Shape, { $: 'array-view' }>): unknown {
  const isBig = type.startsWith('Big');
  const View = (globalThis as unknown as Record<string, new (length: number) => (number | bigint)[]>)[type];
  if (View === undefined) throw new TypeError(`There is no ${type} here.`);
  const view = new View(length);
  items?.forEach((item, index) => (view[index] = isBig ? BigInt(item) : Number(item)));
  return view;
}
