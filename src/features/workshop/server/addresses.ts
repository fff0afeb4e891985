/** Whom an address stands for, when something is limited by it. */

/** The address itself; of IPv6 its network, since each household has more addresses than can be counted. */
export function neighbourhood(address: string): string {
  const [v4] = /\d+\.\d+\.\d+\.\d+$/.exec(address) ?? [];
  if (v4 !== undefined) return v4;
  const [head = '', tail = ''] = address.split('::');
  const groups = head.split(':').filter((each) => each !== '');
  const last = tail.split(':').filter((each) => each !== '');
  const zeroes = address.includes('::') ? Array<string>(Math.max(0, 8 - groups.length - last.length)).fill('0') : [];
  return [...groups, ...zeroes, ...last].slice(0, 4).join(':');
}
