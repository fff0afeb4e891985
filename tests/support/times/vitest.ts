/** A reporter of Vitest that keeps times and prints nothing. */
import type { Reporter, TestCase } from 'vitest/node';
import { keepTime } from './keep.ts';

export default class implements Reporter {
  onTestCaseResult(test: TestCase): void {
    keepTime(test.diagnostic()?.duration ?? 0, `${test.module.relativeModuleId} ${test.fullName}`);
  }
}
