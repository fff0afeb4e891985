// Some options of Node have variables of their own: warnings go to a file, or nowhere.
const { execFile } = require('node:child_process');
const fs = require('node:fs');
const run = (env, done) =>
  execFile(
    process.execPath,
    ['-e', 'process.emitWarning("told")'],
    { env: { ...process.env, ...env } },
    (error, out, text) => done(error, /Warning: told/.test(text)),
  );
run({}, (...plain) => {
  console.log('plain', ...plain);
  run({ NODE_NO_WARNINGS: '1' }, (...silent) => {
    console.log('silent', ...silent);
    run({ NODE_REDIRECT_WARNINGS: 'warnings.txt' }, (...redirected) => {
      console.log('redirected', ...redirected, /Warning: told/.test(fs.readFileSync('warnings.txt', 'utf8')));
    });
  });
});
