import { expect, test } from 'vitest';
import type { Capabilities } from '@cluster-lab/sandbox';
import { asText, inWords, pageInWords, type Diagnosis } from './diagnosis.ts';

const probed: Diagnosis = {
  kind: 'probed',
  node: 'v24.21.0',
  capabilities: { handlePassing: true } as Capabilities,
  report: { messages: true, shares: [10, 10], signals: ['SIGTERM', 'SIGKILL'], crashes: true },
  bootMs: 80,
  probeMs: 400,
};

test('says what was found, and what only a relay makes so', () => {
  expect(inWords(probed)).toEqual([
    'yes',
    'v24.21.0',
    'yes',
    '10 and 10',
    'SIGTERM, SIGKILL',
    'yes',
    '80 ms, trial 400 ms',
  ]);
  expect(inWords({ ...probed, capabilities: { handlePassing: false } as Capabilities })[3]).toBe(
    '10 and 10, through a relay',
  );
  expect(inWords({ ...probed, report: undefined })[0]).toContain('did not end in time');
  expect(inWords({ kind: 'refused', reason: 'No network.' })).toEqual(['no: No network.']);
});

test('the text names page, engines and findings, without empty lines for what was not found', () => {
  const page = pageInWords(
    { isIsolated: true, isFramed: false, isOnline: true, canStore: false, memoryGigabytes: undefined },
    'A browser/1.0',
  );
  const text = asText(page, [
    ['WebContainer', { kind: 'refused', reason: 'It needs storage.' }],
    ['Node on this computer', probed],
  ]);
  expect(text).toContain('storage: blocked\nmemory: not told\nbrowser: A browser/1.0');
  expect(text).toContain('WebContainer\n  Runs here: no: It needs storage.\nNode on this computer\n  Runs here: yes');
  expect(text).toContain('20 requests, two workers, one port: 10 and 10');
});
