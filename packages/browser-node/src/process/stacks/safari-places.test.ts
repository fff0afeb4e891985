import { expect, test } from 'vitest';
import { placeOfV8 } from './safari-places.ts';

/** `<` stands where Safari points, `>` where V8 does. */
test.each([
  ['throw >new TypeError<("boom")', 'a call of a constructor'],
  ['throw >new lib.Own<("boom")', 'one that is a property'],
  ['[1].>map<(each)', 'a method'],
  ['return   >alpha<(1, 2)', 'a function'],
  ['this.>#secret<()', 'a private method'],
  ['>missing<;', 'a name that nobody has defined'],
  ['const q = o.p.q<.>r', 'a property of nothing'],
  ['(0, f)<>(1)', 'a callee without a name'],
])('%s: %s', (marked) => {
  const text = marked.replaceAll(/[<>]/g, '');
  const told = marked.replaceAll('>', '').indexOf('<');
  expect(placeOfV8(text, told)).toBe(marked.replaceAll('<', '').indexOf('>'));
});
