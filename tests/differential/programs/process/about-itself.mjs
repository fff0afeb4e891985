// A process knows its arguments, its folder, its environment and its version.
import os from 'node:os';
console.log(
  process.argv.length,
  process.argv[0] === process.execPath,
  process.argv[1].endsWith('main.mjs'),
  process.execArgv.length,
);
console.log(
  process.cwd() === import.meta.dirname,
  process.title,
  process.platform,
  process.arch,
  process.version,
  process.release.name,
);
console.log(
  typeof process.pid,
  process.pid !== process.ppid,
  process.uptime() > 0,
  process.argv0,
  process.exitCode,
  process.stdout.isTTY,
  process.stdin.isTTY,
);
process.env.NEW = 7;
delete process.env.LANG;
console.log(
  process.env.NEW,
  process.env.LANG,
  'NEW' in process.env,
  process.env.nothing,
  Object.keys(process.env).includes('PORT'),
  process.env.HOME === process.cwd(),
);
process.chdir('/');
console.log(
  process.cwd(),
  process.umask().toString(8),
  process.getuid() >= 0,
  typeof process.memoryUsage().rss,
  process.memoryUsage.rss() > 1e6,
);
const [seconds, nanoseconds] = process.hrtime();
console.log(
  seconds >= 0,
  nanoseconds < 1e9,
  typeof process.hrtime.bigint(),
  process.cpuUsage().user > 0,
  process.resourceUsage().maxRSS > 0,
);
console.log(
  os.EOL === '\n',
  os.availableParallelism() > 0,
  os.cpus().length > 0,
  os.type(),
  os.platform(),
  os.endianness(),
  os.totalmem() > os.freemem(),
  os.tmpdir() === process.env.HOME,
  typeof os.hostname(),
  os.loadavg().length,
  os.constants.signals.SIGTERM,
  os.homedir() === process.env.HOME,
  os.uptime() > 0,
);
console.log(
  process.config.variables !== undefined,
  process.features.inspector !== undefined,
  process.versions.uv.length > 0,
  process.emitWarning.length,
);
