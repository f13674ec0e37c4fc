import { defineConfig, devices } from '@playwright/test';
import { existsSync } from 'node:fs';

// `cargo xtask test` names the server it has started and the browser it has found.
const server = process.env.E2E_URL;
// By hand it is the system's, if there is one, or else Playwright's own.
const installed = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  .map((name) => `/usr/bin/${name}`)
  .find((path) => existsSync(path));
const chromium = process.env.E2E_CHROMIUM || installed;

// Chromium's sandbox refuses to start as root, which is who build machines often are.
const isRoot = process.getuid?.() === 0;

// A test browser has nothing to ask of anyone but the server under test.
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  globalSetup: './wait-until-ready.ts',
  forbidOnly: Boolean(process.env.CI),
  // A test that passes the second time has found a fault all the same.
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['html', { open: 'never', outputFolder: 'playwright-report' }]],
  use: {
    baseURL: server ?? 'http://127.0.0.1:3000',
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    contextOptions: { reducedMotion: 'reduce' },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    {
      name: 'chromium',
      use: {
        ...devices['Desktop Chrome'],
        viewport: { width: 1440, height: 900 },
        launchOptions: {
          executablePath: chromium,
          args: isRoot ? ['--no-sandbox', ...quiet] : quiet,
        },
      },
    },
  ],
  webServer: [
    {
      command: 'node mailbox.mjs',
      url: `http://127.0.0.1:${process.env.E2E_MAILBOX_PORT ?? 8025}/`,
      reuseExistingServer: true,
    },
    ...(server
      ? []
      : [
          {
            command: 'target/release/entrepot serve --smtp-url smtp://127.0.0.1:2525',
            cwd: '..',
            url: 'http://127.0.0.1:3000/readyz',
            reuseExistingServer: true,
            gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 15_000 },
          },
        ]),
  ],
});
