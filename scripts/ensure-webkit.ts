/** Safari's engine for the tests: WebKitGTK's driver, the small browser that it drives, and a display that nobody looks at. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { ensureProgram } from './ensure-program.ts';

export interface WebKitPrograms {
  readonly driver: string;
  readonly browser: string;
  readonly display: string;
}

/** It comes with the driver's package, in a folder for the machine's architecture, and is in nobody's PATH. */
const LIBRARIES = '/usr/lib';
const MINI_BROWSER = 'webkit2gtk-4.1/MiniBrowser';

/** @throws with what to install */
export function ensureWebKit(): WebKitPrograms {
  const driver = ensureProgram({
    title: 'WebKitWebDriver',
    names: ['WebKitWebDriver'],
    variable: 'WEBKIT_DRIVER_PATH',
    debian: 'webkit2gtk-driver',
  });
  const display = ensureProgram({ title: 'Xvfb', names: ['Xvfb'], variable: 'XVFB_PATH', debian: 'xvfb' });
  const browser = process.env['WEBKIT_PATH'] ?? miniBrowser();
  if (browser !== undefined) return { driver, browser, display };
  throw new Error(`There is no ${LIBRARIES}/*/${MINI_BROWSER}. Set WEBKIT_PATH to its program.`);
}

function miniBrowser(): string | undefined {
  return readdirSync(LIBRARIES)
    .map((folder) => path.join(LIBRARIES, folder, MINI_BROWSER))
    .find((file) => existsSync(file));
}

if (import.meta.main) console.log(ensureWebKit());
