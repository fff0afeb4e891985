/** `os` and `credentials`: the machine as a page sees it. */
import { defineBinding, each } from '../binding.ts';
import { host } from '../host.ts';
import { realm } from '../realm.ts';

export const HOSTNAME = 'browser';
const home = () => realm.process.env['HOME'] ?? '/home/user';
const USER = 1_000;
/** A page is not told the real figures. */
const MEMORY_BYTES = { total: 8 * 2 ** 30, free: 4 * 2 ** 30 } as const;
/** `os.networkInterfaces` in Node's flat form: name, address, netmask, family, MAC, is internal, scope. */
const NO_MAC = '00:00:00:00:00:00';
const INTERFACES = [
  ...['lo', '127.0.0.1', '255.0.0.0', 'IPv4', NO_MAC, true, -1],
  ...['lo', '::1', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'IPv6', NO_MAC, true, 0],
];

function parallelism(): number {
  return host.navigator.hardwareConcurrency || 1;
}

defineBinding('os', () => ({
  getHostname: () => HOSTNAME,
  getLoadAvg: (out: Float64Array) => void out.fill(0),
  getUptime: () => Math.floor(host.performance.now() / 1_000) + 1,
  getTotalMem: () => MEMORY_BYTES.total,
  getFreeMem: () => MEMORY_BYTES.free,
  getHomeDirectory: home,
  // Model, speed, and five times each.
  getCPUs: () => Array.from({ length: parallelism() }, () => ['Browser', 0, 0, 0, 0, 0, 0]).flat(),
  getInterfaceAddresses: () => [...INTERFACES],
  getUserInfo: () => ({ uid: USER, gid: USER, username: 'user', homedir: home(), shell: null }),
  getAvailableParallelism: parallelism,
  getOSInformation: () => ['Linux', '#1', '6.0.0', 'x86_64'],
  getPriority: () => 0,
  setPriority: () => 0,
  isBigEndian: false,
}));

defineBinding('credentials', () => ({
  ...each(['getuid', 'geteuid', 'getgid', 'getegid'], () => USER),
  getgroups: () => [USER],
  safeGetenv: (name: string) => realm.process.env[name],
  getTempDir: () => realm.process.env['TMPDIR'] ?? '/tmp',
  implementsPosixCredentials: true,
}));
