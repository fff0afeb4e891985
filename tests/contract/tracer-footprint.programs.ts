/** Programs that would show if something of ours stood in their streams, files, arguments or variables. */

const CLUSTER = `const cluster = require('node:cluster'); const http = require('node:http'); const { PORT } = process.env;`;

export const FOOTPRINTS: Readonly<Record<string, string>> = {
  'silent workers that the primary reads': `${CLUSTER}
    if (cluster.isPrimary) {
      cluster.setupPrimary({ silent: true });
      const worker = cluster.fork();
      let text = '';
      worker.process.stdout.on('data', (data) => (text += data));
      worker.process.stderr.on('data', (data) => (text += 'err ' + data));
      worker.on('exit', (code) => setImmediate(() => console.log(JSON.stringify(text), code)));
    } else { console.log('hello'); setTimeout(() => process.exit(3), 50); }`,

  'a worker that prints into a file': `
    const { fork } = require('node:child_process'); const fs = require('node:fs');
    if (process.argv[2] === 'child') {
      console.log('into the file');
      process.on('disconnect', () => process.exit());
    } else {
      const file = fs.openSync('out.txt', 'a');
      const child = fork(__filename, ['child'], { stdio: ['ignore', file, file, 'ipc'] });
      child.on('exit', (code) => console.log('exit', code, JSON.stringify(fs.readFileSync('out.txt', 'utf8'))));
      child.disconnect();
    }`,

  'streams of a child: their kinds, and how many there are': `
    const { fork } = require('node:child_process'); const fs = require('node:fs');
    const kinds = () => [0, 1, 2, 3, 4].map((fd) => {
      try { const stat = fs.fstatSync(fd); return stat.isSocket() ? 'socket' : stat.isFIFO() ? 'fifo' : 'other'; }
      catch ({ code }) { return code; }
    }).slice(1).join(' ');
    if (process.argv[2] === 'child') { process.send(kinds()); process.disconnect(); }
    else {
      const child = fork(__filename, ['child'], { silent: true, stdio: ['pipe', 'pipe', 'pipe', 'ipc', 'pipe'] });
      console.log(child.stdio.length);
      child.stdout.resume(); child.stderr.resume();
      child.on('message', (message) => console.log(message)).on('exit', (code) => console.log(code));
    }`,

  'arguments and variables, in the primary and in a worker': `${CLUSTER}
    const show = () => {
      const own = process.execArgv.filter((word) => !/tracer[.]mjs|^--allow-fs-write=/.test(word));
      return JSON.stringify([process.argv, own, process.env]).replace(/"NODE_CHANNEL_FD":"\\d+"/, '');
    };
    if (cluster.isPrimary) { console.log(show()); cluster.fork().on('message', (text) => console.log(text)); }
    else process.send(show(), () => process.disconnect());`,

  'workers that print and exit at once': `${CLUSTER}
    if (cluster.isPrimary) {
      const next = (left) => cluster.fork().on('exit', (code) => {
        console.log('exit', code);
        if (left > 0) next(left - 1);
      });
      next(1);
    } else { for (let line = 0; line < 300; line++) console.log('line', line); process.exit(4); }`,

  'a silent worker that prints more than a pipe holds, unread': `${CLUSTER}
    if (cluster.isPrimary) {
      cluster.setupPrimary({ silent: true });
      const worker = cluster.fork();
      worker.on('message', (text) => { console.log(text); worker.kill('SIGKILL'); });
      worker.on('exit', (code, signal) => console.log(code, signal));
    } else { console.log('x'.repeat(1_000_000)); process.send('went on'); setInterval(() => {}, 1000); }`,

  'a crash': `console.error('before'); setTimeout(() => { throw new RangeError('boom'); }, 10);`,

  'a server whose client reads every byte': `${CLUSTER}
    if (cluster.isPrimary) {
      const worker = cluster.fork();
      worker.on('listening', () => http.get({ port: PORT, agent: false }, (response) => {
        let body = '';
        response.on('data', (data) => (body += data)).on('end', () => {
          console.log(response.statusCode, response.headers.connection, body);
          worker.disconnect();
        });
      }));
    } else http.createServer((request, response) => response.end(JSON.stringify(request.rawHeaders))).listen(PORT);`,
};

export const SILENT_UNREAD = `${CLUSTER}
  if (cluster.isPrimary) {
    cluster.setupPrimary({ silent: true });
    let listening = 0;
    cluster.on('listening', () => ++listening === 2 && ask(600));
    cluster.fork(); cluster.fork();
    const ask = (left) => {
      if (left === 0) {
        console.log('600 answers');
        for (const worker of Object.values(cluster.workers)) worker.disconnect();
        return;
      }
      http.get({ port: PORT, agent: false }, (response) => response.resume().on('end', () => ask(left - 1)));
    };
  } else http.createServer((request, response) => response.end('ok')).listen(PORT);`;
