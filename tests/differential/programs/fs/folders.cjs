// Folders are made with their parents, listed with types and to any depth, walked, and removed with what is in them.
const fs = require('node:fs');
console.log(fs.mkdirSync('a/b/c', { recursive: true }).endsWith('a'), fs.mkdirSync('a/b', { recursive: true }));
fs.writeFileSync('a/one', '1');
fs.writeFileSync('a/b/two', '2');
console.log(fs.readdirSync('a').sort(), fs.readdirSync('a', { recursive: true }).sort());
for (const entry of fs.readdirSync('a', { withFileTypes: true }))
  console.log(entry.name, entry.isFile(), entry.isDirectory(), entry.parentPath);
const folder = fs.opendirSync('a/b');
const names = [];
for (let entry; (entry = folder.readSync()) !== null;) names.push(entry.name);
folder.closeSync();
console.log(names.sort());
for (const wrong of [
  () => fs.rmdirSync('a'),
  () => fs.rmSync('a'),
  () => fs.mkdirSync('a'),
  () => fs.readdirSync('a/one'),
]) {
  try {
    wrong();
  } catch (error) {
    console.log(error.code, error.syscall, error.path);
  }
}
fs.rmSync('a', { recursive: true });
fs.rmSync('a', { force: true });
console.log(fs.existsSync('a'));
