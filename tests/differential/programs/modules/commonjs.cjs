// CommonJS modules are loaded once, may go in circles, and say what they are.
const fs = require('node:fs');
const path = require('node:path');
fs.mkdirSync('lib/pkg/dist', { recursive: true });
fs.writeFileSync(
  'lib/a.js',
  `exports.early = 1; const b = require('./b'); exports.late = b.seen; console.log('a done');`,
);
fs.writeFileSync(
  'lib/b.js',
  `exports.seen = { ...require('./a') }; console.log('b done', module.parent.filename.endsWith('a.js'));`,
);
fs.writeFileSync('lib/data.json', '{"answer": 42}');
fs.writeFileSync('lib/bad.json', '{');
fs.writeFileSync('lib/pkg/package.json', '{"main": "dist/start.js"}');
fs.writeFileSync(
  'lib/pkg/dist/start.js',
  `module.exports = [__filename, __dirname].map((each) => require('path').basename(each));`,
);
console.log(require('./lib/a'), require('./lib/a.js') === require('./lib/a'));
console.log(require('./lib/data').answer, require('./lib/pkg'), require.main === module, module.children.length);
console.log(
  path.relative('.', require.resolve('./lib/pkg')),
  Object.keys(require.cache).length,
  typeof require.extensions['.js'],
);
for (const request of ['./gone', 'gone', './lib/bad.json', 'node:gone', './lib/pkg/gone']) {
  try {
    require(request);
  } catch (error) {
    console.log(error.name, error.code, error.message.split('\n')[0]);
  }
}
delete require.cache[require.resolve('./lib/b')];
require('./lib/b');
console.log(
  this === module.exports,
  typeof arguments,
  arguments.length,
  require('module').builtinModules.includes('fs'),
);
