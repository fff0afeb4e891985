// Arguments that are numbers and booleans arrive as text, by fork and by setupPrimary.
const cluster = require('node:cluster');
const { fork } = require('node:child_process');
if (process.argv[2] !== undefined) {
  console.log(cluster.isWorker ? 'worker' : 'child', process.argv.slice(2));
  process.exit();
}
fork(__filename, [1, true]).on('exit', (code) => {
  console.log('exit', code);
  cluster.setupPrimary({ args: [8080, false] });
  cluster.fork({ COUNT: 3 }).on('exit', (left) => console.log('exit', left));
});
