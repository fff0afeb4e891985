// A file's name is no code, whatever it holds, and a stack tells it as it is.
import vm from 'node:vm';

const names = [
  'x\nglobalThis.smuggled = 1',
  'x\u2028globalThis.smuggled = 1',
  'with space.js',
  '*/ globalThis.smuggled = 1',
  "it's.js",
];
for (const filename of names) {
  vm.runInThisContext('1', { filename });
  try {
    vm.runInThisContext('throw new Error("here")', { filename });
  } catch (error) {
    console.log(JSON.stringify(error.stack.split('    at ')[1].trim()));
  }
}
console.log('smuggled:', globalThis.smuggled);
console.log(
  vm.compileFunction('return a + b', ['a', 'b'], { filename: 'y\nglobalThis.smuggled = 2' })(1, 2),
  globalThis.smuggled,
);
