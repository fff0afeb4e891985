import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { watchKernel } from './kernel-watch.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('a kernel that answers is asked on and on, and is never given up', () => {
  const onSilent = vi.fn();
  const ask = vi.fn(() => setTimeout(() => watch.answered(), 5_000));
  const watch = watchKernel(ask, onSilent);
  vi.advanceTimersByTime(60_000);
  expect(ask.mock.calls.length).toBeGreaterThan(5);
  expect(onSilent).not.toHaveBeenCalled();
  watch.stop();
});

test('one that does not answer is asked once and given up once', () => {
  const onSilent = vi.fn();
  const ask = vi.fn();
  watchKernel(ask, onSilent);
  vi.advanceTimersByTime(14_000);
  expect(onSilent).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(ask).toHaveBeenCalledOnce();
  expect(onSilent).toHaveBeenCalledOnce();
});

test('a page that stood still gives the kernel the time that it had itself', () => {
  const onSilent = vi.fn();
  watchKernel(vi.fn(), onSilent);
  vi.advanceTimersByTime(1_000);
  // The clock goes on, but no timer of the page has run.
  vi.setSystemTime(Date.now() + 60_000);
  vi.advanceTimersByTime(1_000);
  expect(onSilent).not.toHaveBeenCalled();
});

test('one that is no longer wanted is not asked', () => {
  const ask = vi.fn();
  watchKernel(ask, vi.fn()).stop();
  vi.advanceTimersByTime(60_000);
  expect(ask).not.toHaveBeenCalled();
});
