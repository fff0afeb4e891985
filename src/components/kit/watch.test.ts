import { signal } from '@preact/signals-core';
import { describe, expect, test } from 'vitest';
import { watch } from './watch.ts';

describe('watch', () => {
  test('runs at once and after each change, until its life ends', () => {
    const life = new AbortController();
    const count = signal(1);
    const seen: number[] = [];
    watch(life.signal, () => void seen.push(count.value));
    count.value = 2;
    life.abort();
    count.value = 3;
    expect(seen).toEqual([1, 2]);
  });

  test('runs never again when its first run ends its life', () => {
    const life = new AbortController();
    const count = signal(1);
    const seen: number[] = [];
    watch(life.signal, () => {
      seen.push(count.value);
      life.abort();
    });
    count.value = 2;
    expect(seen).toEqual([1]);
  });

  test('does not run for a life that is over', () => {
    const seen: number[] = [];
    watch(AbortSignal.abort(), () => void seen.push(1));
    expect(seen).toEqual([]);
  });
});
