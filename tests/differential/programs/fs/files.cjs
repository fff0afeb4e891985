// Files are written, appended to, read, copied, renamed and removed, synchronously.
const fs = require('node:fs');
fs.writeFileSync('a.txt', 'first\n');
fs.appendFileSync('a.txt', 'second\n');
console.log(JSON.stringify(fs.readFileSync('a.txt', 'utf8')), fs.existsSync('a.txt'), fs.existsSync('b.txt'));
fs.copyFileSync('a.txt', 'b.txt');
fs.renameSync('b.txt', 'c.txt');
const stat = fs.statSync('c.txt');
console.log(stat.size, stat.isFile(), stat.isDirectory(), (stat.mode & 0o777).toString(8), stat.mtime instanceof Date);
fs.truncateSync('c.txt', 3);
console.log(fs.readFileSync('c.txt', 'latin1'), fs.readFileSync('c.txt'));
fs.unlinkSync('a.txt');
console.log(
  fs.readdirSync('.').filter((name) => name.endsWith('.txt')),
  fs.statSync('gone', { throwIfNoEntry: false }),
);
