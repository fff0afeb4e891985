/** A reporter of Playwright that keeps times and prints nothing. */
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { keepTime } from './keep.ts';

export default class implements Reporter {
  onTestEnd(test: TestCase, { duration }: TestResult): void {
    keepTime(duration, test.titlePath().slice(2).join(' '));
  }

  printsToStdio(): boolean {
    return false;
  }
}
