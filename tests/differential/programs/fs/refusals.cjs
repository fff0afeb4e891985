// What node:fs refuses, and with which code: removing, moving, copying and making what cannot be.
const fs = require('fs');
fs.mkdirSync('w');
process.chdir('w');
const t = (n, f) => {
  try {
    console.log(n, f());
  } catch (e) {
    console.log(n, e.code, e.syscall, e.message);
  }
};
fs.mkdirSync('d/e', { recursive: true });
fs.writeFileSync('f', 'abc');
fs.writeFileSync('d/g', 'x');
t('copy dir', () => fs.copyFileSync('d', 'q'));
t('copy onto dir', () => fs.copyFileSync('f', 'd'));
t('copy missing parent', () => fs.copyFileSync('f', 'no/q'));
t('copy below file', () => fs.copyFileSync('f', 'f/q'));
t('copy itself', () => fs.copyFileSync('f', 'f'));
t('copy none', () => fs.copyFileSync('none', 'q'));
t('into itself', () => fs.renameSync('d', 'd/e/d'));
t('dir onto file', () => fs.renameSync('d', 'f'));
t('file onto dir', () => fs.renameSync('f', 'd'));
t('below file', () => fs.renameSync('d', 'f/x'));
t('none', () => fs.renameSync('none', 'q'));
t('same', () => fs.renameSync('f', 'f'));
t('dir onto empty', () => {
  fs.mkdirSync('em');
  fs.renameSync('d', 'em');
  return fs.readdirSync('em');
});
t('mkdir below file', () => fs.mkdirSync('f/x'));
t('mkdir -p below file', () => fs.mkdirSync('f/x/y', { recursive: true }));
t('mkdir -p file', () => fs.mkdirSync('f', { recursive: true }));
t('mkdir there', () => fs.mkdirSync('em'));
t('mkdir no parent', () => fs.mkdirSync('no/x'));
t('mkdir -p', () => fs.mkdirSync('n1/n2', { recursive: true, mode: 0o700 }).endsWith('n1'));
t('mode', () => fs.statSync('n1').mode.toString(8));
t('rmdir file', () => fs.rmdirSync('f'));
t('rmdir full', () => fs.rmdirSync('em'));
t('unlink dir', () => fs.unlinkSync('em'));
t('unlink none', () => fs.unlinkSync('x'));
t('rm dir', () => fs.rmSync('em'));
t('rm none', () => fs.rmSync('none'));
t('rm force', () => fs.rmSync('none', { force: true }));
t('open slash', () => fs.openSync('f/'));
t('stat slash', () => fs.statSync('f/'));
t('write dir', () => fs.writeFileSync('em', ''));
t('read dir', () => fs.readFileSync('em'));
t('read dir utf8', () => fs.readFileSync('em', 'utf8'));
t('readdir file', () => fs.readdirSync('f'));
t('truncate none', () => fs.truncateSync('none'));
t('truncate', () => {
  fs.truncateSync('f', 2);
  return fs.readFileSync('f', 'utf8');
});
t('truncate dir', () => fs.truncateSync('em'));
t('chmod', () => {
  fs.chmodSync('f', 0o640);
  return fs.statSync('f').mode.toString(8);
});
t('chmod none', () => fs.chmodSync('none', 0o600));
t('utimes', () => {
  fs.utimesSync('f', 1.5, new Date(2500));
  const s = fs.statSync('f');
  return [s.atimeMs, s.mtimeMs, s.ctimeMs > 1e12, s.birthtimeMs > 1e12];
});
t('utimes none', () => fs.utimesSync('none', 1, 1));
t('lutimes', () => {
  fs.lutimesSync('f', 3, 4);
  return fs.statSync('f').mtimeMs;
});
t('lutimes none', () => fs.lutimesSync('none', 3, 4));
t('chown none', () => fs.chownSync('none', 1, 1));
t('lchown none', () => fs.lchownSync('none', 1, 1));
const fd = fs.openSync('f', 'r+');
t('futimes', () => {
  fs.futimesSync(fd, 7, 8);
  return fs.fstatSync(fd).mtimeMs;
});
t('fchmod', () => {
  fs.fchmodSync(fd, 0o600);
  return fs.fstatSync(fd).mode.toString(8);
});
t('futimes bad', () => fs.futimesSync(999, 1, 1));
t('fchmod bad', () => fs.fchmodSync(999, 1));
t('fchown bad', () => fs.fchownSync(999, 1, 1));
t('fdatasync bad', () => fs.fdatasyncSync(999));
t('ftruncate bad', () => fs.ftruncateSync(999));
t('fstat bad', () => fs.fstatSync(999));
t('read bad', () => fs.readSync(999, Buffer.alloc(1)));
t('write bad', () => fs.writeSync(999, 'x'));
t('close bad', () => fs.closeSync(999));
t('mkdtemp none', () => fs.mkdtempSync('no/x-'));
t('mkdtemp', () => fs.statSync(fs.mkdtempSync('t-')).mode.toString(8));
t('access x', () => fs.accessSync('f', fs.constants.X_OK));
t('access none', () => fs.accessSync('none'));
t('realpath none', () => fs.realpathSync('none'));
t('realpath native', () => fs.realpathSync.native('./em/..').endsWith('/w'));
t('readlink', () => fs.readlinkSync('f'));
t('readlink none', () => fs.readlinkSync('none'));
t('write pos', () => {
  fs.writeSync(fd, 'ZZ', 4);
  return JSON.stringify(fs.readFileSync('f', 'utf8'));
});
t('big pos', () => fs.readSync(fd, Buffer.alloc(2), 0, 2, 4n));
t('readv', () => {
  const b = [Buffer.alloc(1), Buffer.alloc(9)];
  return [fs.readvSync(fd, b), b[1].toString('latin1')];
});
t('wx', () => fs.openSync('f', 'wx'));
t('ax', () => fs.openSync('f', 'ax'));
t('r write', () => {
  const r = fs.openSync('f', 'r');
  try {
    return fs.writeSync(r, 'x');
  } finally {
    fs.closeSync(r);
  }
});
t('w read', () => {
  const r = fs.openSync('f', 'w');
  try {
    return fs.readSync(r, Buffer.alloc(1));
  } finally {
    fs.closeSync(r);
  }
});
process.umask(0o27);
fs.writeFileSync('u', '');
fs.mkdirSync('ud');
t('umask', () => [fs.statSync('u').mode.toString(8), fs.statSync('ud').mode.toString(8)]);
fs.writeFileSync('u7', '', { mode: 0o777 });
t('m', () => fs.statSync('u7').mode.toString(8));
fs.copyFileSync('u7', 'u8');
t('copy mode', () => fs.statSync('u8').mode.toString(8));
