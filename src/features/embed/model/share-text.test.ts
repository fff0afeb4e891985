import { expect, test } from 'vitest';
import { DEFAULT_EMBED } from './embed-options.ts';
import { embedAddress, frameCode, markdownLink, pageAddress, type Shared } from './share-text.ts';

const step: Shared = {
  what: { kind: 'step', lesson: 'ipc', step: 'star' },
  title: 'A star, not a net',
  site: 'https://lab.example',
  fragment: '',
};
const quiz = (lesson: string): Shared => ({ ...step, what: { kind: 'quiz', lesson } });
const playground: Shared = { ...step, what: { kind: 'playground' }, fragment: '#code=abc' };

test('a link leads to the full page', () => {
  expect([step, quiz('ipc'), quiz('course'), playground].map(pageAddress)).toEqual([
    'https://lab.example/lessons/ipc/#star',
    'https://lab.example/quiz/ipc/',
    'https://lab.example/quiz/',
    'https://lab.example/playground/#code=abc',
  ]);
});

test('options come before the program', () => {
  expect(embedAddress(playground, { ...DEFAULT_EMBED, views: ['watch'], autorun: true })).toBe(
    'https://lab.example/embed/playground/?view=watch&autorun=1#code=abc',
  );
});

test('a frame that grows brings the script that makes it grow', () => {
  const code = frameCode(step, DEFAULT_EMBED);
  expect(code).toContain('<iframe src="https://lab.example/embed/ipc/star/" title="A star, not a net · Cluster Lab"');
  expect(code).toContain('<script src="https://lab.example/embed.js" async></script>');
});

test('a frame of a fixed height says it twice, and needs no script', () => {
  const code = frameCode(step, { ...DEFAULT_EMBED, height: 480 });
  expect(code).toContain('?height=480"');
  expect(code).toContain('height="480"');
  expect(code).not.toContain('<script');
});

test('whatever a title holds stays a title', () => {
  const titled = { ...step, title: `"><script>alert('x')</script> [a](b) & c` };
  expect(frameCode(titled, { ...DEFAULT_EMBED, theme: 'dark', autorun: true })).toContain(
    `src="https://lab.example/embed/ipc/star/?theme=dark&amp;autorun=1" title="&quot;>&lt;script>alert('x')&lt;/script> [a](b) &amp; c ·`,
  );
  expect(markdownLink(titled)).toBe(
    String.raw`["\>\<script\>alert('x')\</script\> \[a\](b) & c](https://lab.example/lessons/ipc/#star)`,
  );
});
