import type { FullConfig } from '@playwright/test';

const patience = 60_000;
const pause = 250;

/** A server that was started a moment ago may still be migrating its database. */
export default async function waitUntilReady(config: FullConfig): Promise<void> {
  const base = config.projects[0]?.use.baseURL ?? '';
  const address = new URL('/readyz', base).href;
  const deadline = Date.now() + patience;
  let last: unknown = 'no answer';
  while (Date.now() < deadline) {
    try {
      const answer = await fetch(address);
      if (answer.ok) return;
      last = `HTTP ${answer.status}`;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  throw new Error(`${address} was not ready within ${patience / 1000} s: ${String(last)}`);
}
