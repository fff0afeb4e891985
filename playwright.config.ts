/** Learners' stories in a real browser, on the site as `npm start` serves it. */
import { defineConfig } from '@playwright/test';
import { ensureBrowser } from './scripts/ensure-browser.ts';
import { freePort } from './src/sandbox/local-node/host/free-port.ts';

// Chosen once: the workers of this run load this file again and inherit it.
process.env['E2E_PORT'] ??= String(await freePort());
const baseURL = `http://localhost:${process.env['E2E_PORT']}`;
const { executablePath, args, env } = await ensureBrowser();
/** Over plain http only "localhost" counts as secure; by these names this machine is reached as from another one. */
const otherNames = '--host-resolver-rules=MAP *.test 127.0.0.1';

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  forbidOnly: true,
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Limits for what hangs, wide enough for a busy machine: what a page promises within seconds is said where it is tested.
  timeout: 300_000,
  expect: { timeout: 30_000 },
  // Says of every failure at the end, where a log that is cut off still has it.
  reporter: [['dot'], ['./tests/support/times/playwright.ts']],
  use: {
    browserName: 'chromium',
    baseURL,
    actionTimeout: 30_000,
    // Each story has a browser of its own, which would fetch the whole course; offline.spec.ts lets it.
    serviceWorkers: 'block',
    launchOptions: { executablePath, args: [...args, otherNames], env: { ...process.env, ...env } },
  },
  projects: [
    { name: 'reading', testDir: 'tests/e2e/reading' },
    // A page that runs programs keeps two cores busy by itself: two at a time are no faster.
    { name: 'programs', testIgnore: 'reading/**', workers: 1 },
  ],
  webServer: {
    command: `${JSON.stringify(process.execPath)} --disable-warning=ExperimentalWarning src/server/main.ts`,
    url: baseURL,
    env: { PORT: process.env['E2E_PORT'] },
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
});
