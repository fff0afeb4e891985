/** What a page may start programs with on the local host: options and variables that change how Node starts are refused. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { Text } from '@cluster-lab/sandbox/contract';
import { startAttackedHost } from '../support/attack.ts';

let host: Awaited<ReturnType<typeof startAttackedHost>>;
beforeAll(async () => {
  host = await startAttackedHost();
});
afterEach(() => host.clear());
afterAll(() => host.close());

describe('a page is refused, in a sentence', () => {
  const variables = [
    ...['NODE_OPTIONS', 'NODE_REPL_EXTERNAL_MODULE', 'NODE_EXTRA_CA_CERTS', 'NODE_V8_COVERAGE', 'NODE_COMPILE_CACHE'],
    ...['NODE_PATH', 'NODE_ICU_DATA', 'NODE_TLS_REJECT_UNAUTHORIZED', 'NODE_REDIRECT_WARNINGS', 'node_options'],
    ...['LD_PRELOAD', 'LD_LIBRARY_PATH', 'LD_AUDIT', 'DYLD_INSERT_LIBRARIES', 'OPENSSL_CONF', 'OPENSSL_MODULES'],
    ...['SSLKEYLOGFILE', 'SSL_CERT_FILE', 'GLIBC_TUNABLES', 'GCONV_PATH', 'BASH_ENV', 'SHELLOPTS', 'CLUSTER_LAB_RUN'],
    'SystemRoot',
  ];
  test.each(variables)('the variable %s', async (name) => {
    const sandbox = await host.boot({ 'main.mjs': '' });
    await expect(sandbox.spawn('node', ['main.mjs'], { env: { [name]: 'x' } })).rejects.toMatchObject({
      code: 'refused-start',
      message: expect.stringContaining(name),
      hint: expect.stringContaining('another name'),
    });
  });

  const options = [
    ...[
      '--allow-fs-read=*',
      '--allow-fs-write=/',
      '--allow-addons',
      '--allow-worker',
      '--allow-wasi',
      '--no-permission',
    ],
    ...['--inspect', '--inspect-brk=0', '--experimental-sqlite', '--experimental-loader=./x.mjs', '--loader=./x.mjs'],
    ...[
      '--env-file=.env',
      '--env-file-if-exists=.env',
      '--experimental-config-file=c.json',
      '--run=x',
      '--build-snapshot',
    ],
    ...[
      '--cpu-prof',
      '--heap-prof',
      '--heapsnapshot-signal=SIGUSR2',
      '--report-on-signal',
      '--trace-event-categories=v8',
    ],
    ...[
      '--redirect-warnings=w',
      '--tls-keylog=k',
      '--openssl-config=c',
      '--expose-internals',
      '--allow-natives-syntax',
    ],
    ...['--max-old-space-size=100000', '--max_old_space_size=100000', '--allow_fs_read=*', '--watch', '-i', 'inspect'],
    ...['--diagnostic-dir=/tmp', '--icu-data-dir=/tmp', '--snapshot-blob=b', '--prof', '--test', '--permission-audit'],
  ];
  test.each(options)('the option %s', async (option) => {
    const sandbox = await host.boot({ 'main.mjs': '' });
    await expect(sandbox.spawn('node', [option, 'main.mjs'])).rejects.toMatchObject({
      code: 'refused-start',
      message: expect.stringContaining(option),
    });
  });

  test('an option that hides behind the value of another', async () => {
    const sandbox = await host.boot({ 'main.mjs': '' });
    for (const args of [
      ['--import', '--allow-fs-read=*', 'main.mjs'],
      ['--no-warnings', '--inspect', 'main.mjs'],
      ['--title=x', '--allow-addons', 'main.mjs'],
      ['-p', '--allow-addons'],
      ['--', 'inspect'],
    ])
      await expect(sandbox.spawn('node', args)).rejects.toMatchObject({ code: 'refused-start' });
  });
});

test('what is behind the entry file is the program’s own, and so are other variables', async () => {
  const source = `
    import cluster from 'node:cluster';
    console.log(process.argv.slice(2).join(), process.env.ROLE, process.env.PATH, process.env.NODE_ENV, process.env.PORT);
    if (cluster.isPrimary) cluster.setupPrimary({ args: ['--inspect'] }), cluster.fork({ ROLE: 'worker' });
    else process.disconnect();
  `;
  const sandbox = await host.boot({ 'main.mjs': source });
  const env = { ROLE: 'first', PATH: '/own', NODE_ENV: 'test', PORT: '1' };
  const output = await new Text(
    await sandbox.spawn('node', ['--no-warnings', 'main.mjs', '--inspect', 'x'], { env }),
  ).whole();
  expect(output).toBe('--inspect,x first /own test 1\n--inspect worker /own test 1\n');
});

test('connections are handed over in turn on every system, unless the program says otherwise', async () => {
  const source = `
    Object.defineProperty(process, 'platform', { value: 'win32' });
    const { default: cluster } = await import('node:cluster');
    console.log(cluster.schedulingPolicy === cluster.SCHED_RR ? 'in turn' : 'by the kernel');
  `;
  const sandbox = await host.boot({ 'main.mjs': source });
  const policyUnder = async (env: Record<string, string>) =>
    new Text(await sandbox.spawn('node', ['main.mjs'], { env })).whole();
  expect(await policyUnder({})).toBe('in turn\n');
  expect(await policyUnder({ NODE_CLUSTER_SCHED_POLICY: 'none' })).toBe('by the kernel\n');
});

test('no variable of a page reaches the shell or the loader under its own name', async ({ skip }) => {
  if (process.platform !== 'linux') skip('/proc tells what a process was started with');
  const source = `import fs from 'node:fs'; console.log(fs.readFileSync('/proc/self/environ', 'latin1').includes('\\0PS4='), process.env.PS4);`;
  const sandbox = await host.boot({ 'main.mjs': source }, ['proc-fs']);
  const program = await sandbox.spawn('node', ['main.mjs'], { env: { PS4: '$(id)', FORCE_COLOR: '0' } });
  expect(await new Text(program).whole()).toBe('false $(id)\n');
});
