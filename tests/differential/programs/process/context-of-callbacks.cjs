// AsyncLocalStorage has in each callback of files, names, sockets and children what it had where they were asked for.
const { AsyncLocalStorage } = require('node:async_hooks');
const { fork } = require('node:child_process');
const dns = require('node:dns');
const fs = require('node:fs');
const store = new AsyncLocalStorage();
const told = (what) => new Promise((resolve) => store.run(what, () => ask[what](() => resolve(store.getStore()))));
const ask = {
  stat: (done) => fs.stat('/', done),
  readFile: (done) => fs.readFile(__filename, done),
  missing: (done) => fs.open('none', done),
  stream: (done) => fs.createReadStream(__filename).once('data', done),
  folder: (done) => fs.opendir('.', (error, folder) => folder.read(() => folder.close(done))),
  promise: (done) => fs.promises.readFile(__filename).then(done),
  name: (done) => dns.lookup('127.0.0.1', done),
  child: (done) => fork('/dev/null', [], { silent: true }).on('exit', done),
};
(async () => {
  for (const what of Object.keys(ask)) console.log(what, await told(what));
})();
