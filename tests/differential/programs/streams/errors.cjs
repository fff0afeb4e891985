// What is done to a stream at the wrong time is an error with Node's code.
const { Readable, Writable, Transform } = require('node:stream');
const report = (name) => (error) => console.log(name, error?.code ?? error?.message);
const ended = new Writable({ write: (_chunk, _encoding, done) => done() }).on('error', report('after end'));
ended.end();
ended.write('late');
const destroyed = new Writable({ write: (_chunk, _encoding, done) => done() });
destroyed.destroy();
destroyed.write('late', report('destroyed'));
new Readable({ read() {} }).on('error', report('push after end')).on('data', () => {});
const twice = new Readable({ read() {} }).on('error', report('twice'));
twice.push(null);
twice.push('x');
try {
  new Writable({ write() {} }).write(null);
} catch (error) {
  report('null')(error);
}
try {
  new Writable({ write() {} }).write(7);
} catch (error) {
  report('number')(error);
}
const bad = new Transform({ transform: (_chunk, _encoding, done) => done(new Error('no')) })
  .on('error', report('transform'))
  .on('close', () => console.log('closed'));
bad.write('x', report('callback'));
new Readable().on('error', report('no read')).resume();
