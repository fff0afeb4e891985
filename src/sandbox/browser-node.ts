/** In-browser Node as the course has it: with its folder, its words and what its steps may need. */
import { createEngine, type ProcessScript } from '@cluster-lab/browser-node';
import type { SandboxEngine } from '@cluster-lab/sandbox';
import { COURSE_FOLDER, COURSE_NAME } from '../core/course.ts';
import { metInBrowser } from '../core/lesson/needs.ts';

/** As they name the buttons, the menu and the table of the page. */
const MESSAGES = {
  speaker: COURSE_NAME,
  bootFailed: 'Choose another engine in the menu, or reload the page.',
  lost: 'Press Run for a fresh start.',
  disposed: 'Press Run to open a new one.',
  noSuchProcess: 'The table "Requests per worker" shows which workers are alive.',
  unsupportedSignal: 'Choose "Node on this computer" in the Engine menu to send it.',
} as const;

export function createBrowserNodeEngine(script: ProcessScript): SandboxEngine {
  return createEngine(script, { grants: metInBrowser, ownFolder: COURSE_FOLDER, messages: MESSAGES });
}
