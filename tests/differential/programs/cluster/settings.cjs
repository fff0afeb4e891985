// setupPrimary changes what the next fork starts, and the settings tell it.
const cluster = require('node:cluster');
const { once } = require('node:events');
const fs = require('node:fs');
if (cluster.isPrimary) {
  fs.mkdirSync('inner');
  fs.writeFileSync(
    'worker.cjs',
    `
    const cluster = require('node:cluster');
    process.send([cluster.isWorker, process.argv.slice(2), process.execArgv.slice(1), process.cwd().endsWith('inner'), __filename.endsWith('worker.cjs')], () => process.disconnect());
  `,
  );
  cluster.on('setup', ({ exec, args, silent }) => console.log('setup', exec.split('/').at(-1), args, silent));
  cluster.setupPrimary({ exec: 'worker.cjs', args: ['--one', 'two'] });
  const told = async () => {
    const worker = cluster.fork();
    console.log((await once(worker, 'message'))[0]);
    await once(worker, 'exit');
  };
  (async () => {
    await told();
    cluster.setupPrimary({
      exec: require('node:path').resolve('worker.cjs'),
      args: [],
      cwd: 'inner',
      execArgv: [...cluster.settings.execArgv, '--no-warnings'],
    });
    await told();
    console.log(Object.keys(cluster.settings), cluster.schedulingPolicy);
    try {
      cluster.setupPrimary({ serialization: 'odd' });
      cluster.fork();
    } catch (error) {
      console.log(error.code);
    }
  })();
}
