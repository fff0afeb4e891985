/**
 * Where V8 says that something stands, from where Safari's engine says it: that one points behind the callee of a call, at `(`, behind
 * a name that it does not know, and at the point before a property; V8 at the callee's last name, at `new`, and at the property.
 */

/** Of a callee, as far as anybody looks. */
const LONGEST = 200;
const NAME_BEFORE = /[\p{ID_Continue}$#]+\s*$/u;
const NEW_BEFORE = /\bnew\s+(?:[\p{ID_Continue}$#]+\s*\??\.\s*)*$/u;
const NAME_BEHIND = /^\??\.\s*/;

/** Both offsets count from 0. */
export function placeOfV8(text: string, offset: number): number {
  const property = NAME_BEHIND.exec(text.slice(offset, offset + LONGEST))?.[0];
  if (property !== undefined) return offset + property.length;
  const before = text.slice(Math.max(0, offset - LONGEST), offset);
  const name = NAME_BEFORE.exec(before)?.[0];
  if (name === undefined) return offset;
  const made = NEW_BEFORE.exec(before.slice(0, -name.length))?.[0] ?? '';
  return offset - name.length - made.length;
}
