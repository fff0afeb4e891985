import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { shortened } from './inline-scripts.ts';

test('an inline script does the same in fewer bytes; data and modules stay as they are', () => {
  const data = '<script type="application/json">{ "a": 1 }</script><script type="module" src="/a.js"></script>';
  const html = `${data}<script>\n  // Why.\n  const answer = 40 + 2;\n  {\n    const local = answer;\n    said(local);\n  }\n</script>`;
  const short = shortened(html, 'page.html');
  expect(short.startsWith(data)).toBe(true);
  expect(short).not.toContain('Why');
  const said: number[] = [];
  const script = /<script>(.*)<\/script>$/.exec(short)?.[1] ?? '';
  runInNewContext(`${script}; said(answer)`, { said: (value: number) => said.push(value) });
  expect(said).toEqual([42, 42]);
});

test('one that does not parse stops the build, and says where', () => {
  expect(() => shortened('<script>const = 1</script>', 'lessons/index.html')).toThrow(/^lessons\/index\.html: .*parse/);
});
