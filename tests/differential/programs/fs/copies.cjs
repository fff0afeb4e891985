// Folders are copied with all that is in them, and what cannot be copied is refused.
const fs = require('node:fs');
const tried = (what, run) => {
  try {
    console.log(what, run());
  } catch ({ code, message }) {
    console.log(what, code, message.replaceAll(process.cwd(), '.'));
  }
};
const shown = (folder) => fs.readdirSync(folder, { recursive: true }).sort();
fs.mkdirSync('from/deep', { recursive: true });
fs.writeFileSync('from/a', 'a');
fs.writeFileSync('from/deep/b', 'b', { mode: 0o600 });
fs.writeFileSync('file', 'f');
tried('no recursion', () => fs.cpSync('from', 'to'));
tried('nothing there', () => fs.cpSync('none', 'to'));
tried('a folder', () => fs.cpSync('from', 'new/to', { recursive: true }) ?? shown('new'));
tried('mode', () => (fs.statSync('new/to/deep/b').mode & 0o777).toString(8));
tried('itself', () => fs.cpSync('from', 'from', { recursive: true }));
tried('into itself', () => fs.cpSync('from', 'from/in', { recursive: true }));
tried('folder on file', () => fs.cpSync('from', 'file', { recursive: true }));
tried('file on folder', () => fs.cpSync('file', 'from'));
tried('a file', () => fs.cpSync('file', 'other/copy') ?? fs.readFileSync('other/copy', 'utf8'));
fs.writeFileSync('from/a', 'changed');
fs.writeFileSync('new/to/own', 'o');
tried(
  'kept',
  () => fs.cpSync('from', 'new/to', { recursive: true, force: false }) ?? fs.readFileSync('new/to/a', 'utf8'),
);
tried('exists', () => fs.cpSync('from/deep', 'new/to/deep', { recursive: true, force: false, errorOnExist: true }));
tried(
  'again',
  () => fs.cpSync('from', 'new/to', { recursive: true }) ?? [fs.readFileSync('new/to/a', 'utf8'), shown('new')],
);
tried(
  'filter',
  () => fs.cpSync('from', 'some', { recursive: true, filter: (path) => !path.endsWith('b') }) ?? shown('some'),
);
fs.utimesSync('file', 1, 2);
tried('times', () => fs.cpSync('file', 'timed', { preserveTimestamps: true }) ?? fs.statSync('timed').mtimeMs);
tried('times again', () => fs.cpSync('file', 'timed', { preserveTimestamps: true }) ?? fs.statSync('timed').mtimeMs);
fs.promises.cp('from', 'later', { recursive: true }).then(() => console.log('later', shown('later')));
