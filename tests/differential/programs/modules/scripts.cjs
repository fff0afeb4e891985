// The value of a script is that of the expression that it ran last; what cannot be compiled is refused when the script is made.
const vm = require('vm');
const t = (s) => {
  try {
    console.log(JSON.stringify(s), vm.runInThisContext(s));
  } catch (e) {
    console.log(JSON.stringify(s), e.name, e.message);
  }
};
for (const s of [
  "'abc'",
  "'use strict'",
  "'use strict'; 5",
  'let q = 1\nq + 1',
  'for (var i = 0; i < 3; i++) i * 2',
  'if (false) 1; else { 2 }',
  'try { 3 } finally { 4 }',
  "switch (2) { case 2: 'two' }",
  'function f() { return 9 } f()',
  'a: { 7; break a; }',
  '({ a: 1 }).a // c',
  'var w',
  '1; var y = 2',
  'class K { static { 5 } } 6',
  'return 5',
  'await 1',
  'x y',
  'const o = {',
  'foo(',
  "'unfinished",
  '/(/',
  'let let = 1',
  'if (',
  '}',
  '(function () { return typeof this })()',
  'this === globalThis',
  'async () => { await 1 }',
  '#!/x\n5',
  'undefined',
  'null',
  'label: for (;;) { 1; break label }',
  'do { 8 } while (false)',
  '(1, 2)',
  '1, 3',
  '`t${1 + 1}`',
  "throw new TypeError('no')",
])
  t(s);
try {
  new vm.Script('return 1');
  console.log('ok');
} catch (e) {
  console.log(e.name, e.message);
}
try {
  new vm.Script('let a = 1; let a = 2');
  console.log('ok');
} catch (e) {
  console.log(e.name, e.message);
}
try {
  vm.compileFunction('return (');
} catch (e) {
  console.log(e.message);
}
const s = new vm.Script('globalThis.n = (globalThis.n ?? 0) + 1');
console.log(s.runInThisContext(), s.runInThisContext());
