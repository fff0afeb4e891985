import { expect, test } from 'vitest';
import { asProbeReport, capabilitiesFrom, type ProbeReport } from './probe.ts';
import { whyNot, type PageFacts } from './support.ts';
import { answerIn } from './tool.ts';

const good: PageFacts = { isIsolated: true, isFramed: false, isOnline: true, canStore: true, memoryGigabytes: 8 };

test.each([
  [{ isFramed: true }, /framed by another/],
  [{ isIsolated: false }, /not isolated/],
  [{ isOnline: false }, /offline/],
  [{ canStore: false }, /blocks storage/],
  [{ memoryGigabytes: 1 }, /1 GB of memory/],
] as const)('a page that is %j is told why not', (flaw, reason) => {
  expect(whyNot({ ...good, ...flaw })).toMatch(reason);
});

test('nothing speaks against a good page, nor one that tells no memory', () => {
  expect(whyNot(good)).toBeUndefined();
  expect(whyNot({ ...good, memoryGigabytes: undefined })).toBeUndefined();
});

const report: ProbeReport = { messages: true, shares: [10, 10], signals: ['SIGTERM', 'SIGWINCH'], crashes: true };

test('promises only what was seen', () => {
  expect(capabilitiesFrom(report, 4)).toMatchObject({ handlePassing: true, signals: ['SIGTERM'], parallelism: 4 });
  for (const shares of [[], [20, 0], [11, 9], [10], [10, 10, 10]]) {
    expect(capabilitiesFrom({ ...report, shares }, 4).handlePassing, String(shares)).toBe(false);
  }
});

test('believes no report that is none', () => {
  expect(asProbeReport(report)).toBe(report);
  for (const value of [undefined, null, 'x', {}, { ...report, shares: ['10'] }, { ...report, signals: 'SIGTERM' }]) {
    expect(asProbeReport(value)).toBeUndefined();
  }
});

test('finds the answer in whatever else is printed', () => {
  expect(answerIn('\u001b[33mwarning\ncluster-lab-answer:{"reached":[7]}\r\nrest')).toEqual({ reached: [7] });
  expect(answerIn('cluster-lab-answer:{"reached"')).toBeUndefined();
});
