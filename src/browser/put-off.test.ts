import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { putOff } from './put-off.ts';

const page = new EventTarget();
const tab = Object.assign(new EventTarget(), { hidden: false });

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('document', tab);
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function opened() {
  const act = vi.fn();
  const life = new AbortController();
  return { act, life, ...putOff(act, life.signal) };
}

test('many askings are one piece of work, and it does not wait for the last of them', () => {
  const { act, soon } = opened();
  for (let keys = 0; keys < 10; keys++) {
    soon();
    vi.advanceTimersByTime(40);
  }
  expect(act).toHaveBeenCalledTimes(1);
  vi.runAllTimers();
  expect(act).toHaveBeenCalledTimes(2);
});

test.each<[string, (life: AbortController) => void]>([
  ['the page goes', () => page.dispatchEvent(new Event('pagehide'))],
  [
    'the tab is hidden',
    () => {
      tab.hidden = true;
      tab.dispatchEvent(new Event('visibilitychange'));
      tab.hidden = false;
    },
  ],
  ['its life ends', (life) => life.abort()],
])('what waits is done at once when %s, and nothing is done twice', (_, happen) => {
  const { act, soon, life } = opened();
  happen(new AbortController());
  expect(act).not.toHaveBeenCalled();
  soon();
  happen(life);
  expect(act).toHaveBeenCalledTimes(1);
  vi.runAllTimers();
  expect(act).toHaveBeenCalledTimes(1);
});

test('a tab that comes into view again has nothing to do', () => {
  const { act, soon } = opened();
  soon();
  tab.dispatchEvent(new Event('visibilitychange'));
  expect(act).not.toHaveBeenCalled();
});
