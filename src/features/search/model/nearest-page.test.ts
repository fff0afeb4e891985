/** What a mistyped or outdated address may have meant. */
import { describe, expect, test } from 'vitest';
import { courseIn } from '../../../content-reader/read-course.ts';
import { nearestPages, wordsOf } from './nearest-page.ts';

const pages = [
  ...courseIn('src/content').lessons.flatMap(({ slug, matter, steps }) => [
    { address: `/lessons/${slug}/`, title: matter.title },
    ...steps.map((step) => ({ address: `/lessons/${slug}/#${step.slug}`, title: step.matter.title })),
  ]),
  { address: '/playground/', title: 'Playground' },
  { address: '/glossary/', title: 'Glossary' },
];
const first = (address: string) => nearestPages(address, pages)[0]?.address;

describe('an address without a page', () => {
  test.each([
    ['/lessons/cluster-basic/', '/lessons/cluster-basics/'],
    ['/lessons/cluster-basics/same-prot/', '/lessons/cluster-basics/#same-port'],
    ['/cluster-basics/same-port.html', '/lessons/cluster-basics/#same-port'],
    ['/load_balancing', '/lessons/load-balancing/'],
    ['/lessons/IPC/', '/lessons/ipc/'],
    ['/lessons/zero%20downtime/', '/lessons/internals-and-pitfalls/#zero-downtime'],
    ['/playgrund/', '/playground/'],
    ['/glosary', '/glossary/'],
    ['/lessons/round-robin-to-the-number', '/lessons/load-balancing/#round-robin'],
  ])('%s means %s', (address, meant) => {
    expect(first(address)).toBe(meant);
  });

  test.each(['/', '/nowhere/', '/wp-login.php', '/%E0%A4%A', '/🙂/'])('%s means none of them', (address) => {
    expect(nearestPages(address, pages)).toEqual([]);
  });

  test('is told in words, and three pages are enough', () => {
    expect(wordsOf('/lessons/cluster-basics/same-prot.html?x=1')).toBe('cluster basics same prot x 1');
    expect(nearestPages('/lessons/cluster/', pages).length).toBeLessThanOrEqual(3);
  });
});
