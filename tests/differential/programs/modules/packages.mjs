// Packages are found in node_modules by exports, conditions, patterns, imports and self-reference.
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
mkdirSync('node_modules/pkg/sub', { recursive: true });
mkdirSync('node_modules/old');
const write = (name, text) => writeFileSync(`node_modules/${name}`, text);
write(
  'pkg/package.json',
  JSON.stringify({
    name: 'pkg',
    type: 'module',
    imports: { '#own': './own.js' },
    exports: { '.': { import: './esm.js', require: './cjs.cjs' }, './sub/*': './sub/*.js', './sub/private': null },
  }),
);
write('pkg/esm.js', `import own from '#own'; import self from 'pkg/sub/a'; export default ['esm', own, self];`);
write('pkg/cjs.cjs', `module.exports = 'cjs';`);
write('pkg/own.js', `export default 'own';`);
write('pkg/sub/a.js', `export default 'a';`);
write('old/index.js', `module.exports = function old() {}; module.exports.version = 1;`);
const require = createRequire(import.meta.url);
console.log(
  (await import('pkg')).default,
  require('pkg'),
  (await import('pkg/sub/a')).default,
  (await import('old')).version,
);
for (const request of ['pkg/gone', 'pkg/sub/private', 'pkg/own.js', 'nowhere', '#nothing', './node_modules/pkg'])
  await import(request).catch((error) => console.log(error.code, error.message.split(' imported')[0]));
console.log(
  isBuiltin('fs'),
  isBuiltin('node:test'),
  isBuiltin('test'),
  require('old').name,
  require('./node_modules/pkg/own.js').default,
);
