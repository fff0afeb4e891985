/** What is said of the course offline. */
import type { OfflineState, Renewal } from '../client/offline.ts';

export const STATES: Readonly<Record<OfflineState, string>> = {
  keeping: 'Being kept for offline use …',
  kept: 'Available offline: lessons, quizzes, the playground and In-browser Node.',
  failed: 'Not kept for offline use: this browser could not load or store it all. The next page tries again.',
  'not-secure': 'Cannot be kept offline here: this address is not https.',
  'not-in-this-browser': 'Cannot be kept offline here: this browser has no service workers.',
};

export const RENEWALS: Readonly<Record<Renewal, string>> = {
  waits: 'A new version of the course is ready.',
  'taken-elsewhere': 'The course was renewed in another tab.',
  'another-site': 'Another site answers at this address now.',
};

/** What becomes of a learner's code when the page is loaded again. */
export const STORED = 'What you wrote is stored.';
export const NOT_STORED = 'This browser has no room to store your edits: copy them first. Reload loses them.';
