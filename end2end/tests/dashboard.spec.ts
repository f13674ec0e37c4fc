import { expectAccessible } from '../fixtures/a11y';
import { expect, open, ready, type Locator, type Page } from '../fixtures/app';
import { test, type Work } from '../fixtures/programs';

const days = (page: Page) => page.getByRole('navigation', { name: 'Days' });
const causes = (page: Page) => page.getByRole('navigation', { name: 'Causes' });
const bars = (page: Page) => page.getByRole('figure').getByRole('listitem').and(page.locator('g'));
const tile = (page: Page, name: string): Locator =>
  page.locator('.tile').filter({ has: page.getByText(name, { exact: true }) });
const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

/** Today, so many went wrong. */
const failures = (number: number): Work[] =>
  Array.from({ length: number }, () => ({ days: 0, hours: 0, outcome: 'failed' as const }));

/**
 * Opens a page that says something. Who used the most, and what needs attention, is kept for a while
 * where finding it out takes long: the page is opened again until it is new.
 */
async function openWith(page: Page, address: string, what: Locator, said: string): Promise<void> {
  await expect(async () => {
    await open(page, address);
    await expect(what).toContainText(said, { timeout: 2_000 });
  }).toPass({ timeout: 90_000 });
}

test('the figures are those of all customers, and lead to what they count', async ({ page, program }) => {
  test.slow();
  await program.used([{ days: 0, hours: 400 }]);
  const top = page.locator('section', { hasText: 'Top customers by audio hours' });
  await openWith(page, '/', top.getByRole('row', { name: program.customer.name }), '400.0');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dashboard');
  await expect(page.getByText(/^All customers, .+ – .+$/)).toBeVisible();
  const nav = page.getByRole('navigation', { name: 'Main' });
  await expect(nav.getByRole('link', { name: 'Dashboard' })).toHaveAttribute('aria-current', 'page');
  await expect(tile(page, 'Audio hours')).toContainText(/\d h/);
  await expect(tile(page, 'Active customers')).toContainText(/\d new, \d+ in the time before/);
  await expect(page.getByText(/^As of .+, days in .+\/.+\.$/)).toBeVisible();
  await expect(part(page, 'New customers').getByRole('listitem')).toHaveCount(5);
  await expectAccessible(page, 'dashboard');

  await tile(page, 'Active customers').getByRole('link').click();
  await expect(page).toHaveURL(/\/customers\?status=active$/);
  await page.goBack();
  await tile(page, 'Failure rate').getByRole('link').click();
  await expect(page).toHaveURL(/\/activity\?status=failed,expired&from=.+&to=/);
  await page.goBack();
  await top.getByRole('link', { name: program.customer.name }).click();
  await expect(page).toHaveURL(new RegExp(`${program.customer.path}/usage$`));
});

test('the days are chosen by a link', async ({ page, program }) => {
  await program.used([{ days: 0, hours: 1, mode: 'realtime' }, { days: 0, hours: 1 }]);
  await open(page, '/');
  await expect(bars(page)).toHaveCount(30);
  await expect(page.locator('.chart-legend')).toContainText('Batch');
  await days(page).getByRole('link', { name: '7 days' }).click();
  await expect(page).toHaveURL(/\/\?range=7d$/);
  await expect(bars(page)).toHaveCount(7);
  await days(page).getByRole('link', { name: '12 months' }).click();
  await expect(page.getByRole('heading', { name: 'Audio hours by month' })).toBeVisible();
  await expect(bars(page)).toHaveCount(12);
  await page.getByText('Show as table').click();
  await expect(part(page, 'Usage as a table').getByRole('row')).toHaveCount(14);
  await page.goBack();
  await expect(bars(page)).toHaveCount(7);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV file' }).click();
  expect((await download).suggestedFilename()).toMatch(/^usage-.+-.+\.csv$/);
});

test('what needs attention is told, and leads to where it is mended', async ({ page, program }) => {
  test.slow();
  await program.used([{ days: 0, hours: 1 }, ...failures(7)]);
  await open(page, '/');
  await expect(part(page, 'Needs attention').getByRole('listitem').first()).toBeVisible();
  await expect(part(page, 'Needs attention').getByRole('link', { name: /^View all \(\d/ })).toBeVisible();
  await part(page, 'Needs attention').getByRole('link', { name: 'View all' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Needs attention');
  await causes(page).getByRole('link', { name: 'Failures' }).click();
  await expect(page).toHaveURL(/kind=failures/);
  const item = page.getByRole('listitem').filter({ hasText: program.customer.name });
  const failed = 'Failed transcriptions: 7 of 8 today';
  await openWith(page, '/attention?kind=failures&size=100', item, failed);
  await expectAccessible(page, 'needs attention');
  await item.getByRole('link').click();
  await expect(page).toHaveURL(`${program.customer.path}/transcriptions?status=failed,expired`);
});

test('a part that cannot be loaded holds up no other', async ({ page }) => {
  await open(page, '/customers');
  await page.route('**/api/get_top_customers', (route) => route.fulfill({ status: 503, body: '' }));
  const nav = page.getByRole('navigation', { name: 'Main' });
  await nav.getByRole('link', { name: 'Dashboard' }).click();
  const top = page.locator('section', { hasText: 'Top customers by audio hours' });
  await expect(top.getByRole('alert')).toContainText('This could not be shown');
  await expect(tile(page, 'Audio hours')).toBeVisible();
  await expect(part(page, 'New customers').getByRole('listitem')).toHaveCount(5);
  await expectAccessible(page, 'a dashboard of which a part could not be loaded');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the dashboard is not wider than the screen', async ({ page, program }) => {
    await program.used([{ days: 0, hours: 1 }, ...failures(6)]);
    for (const address of ['/', '/?range=90d', '/attention']) {
      await open(page, address);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, address).toBeLessThanOrEqual(0);
    }
    await expectAccessible(page, 'needs attention on a phone');
  });
});

test('the dashboard works without WebAssembly', async ({ page, browser, program, signedIn }) => {
  await program.used([{ days: 0, hours: 1 }]);
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: signedIn });
  const plain = await context.newPage();
  await plain.goto(new URL('/', page.url()).href);
  await expect(bars(plain)).toHaveCount(30);
  await days(plain).getByRole('link', { name: '7 days' }).click();
  await expect(bars(plain)).toHaveCount(7);
  await part(plain, 'Needs attention').getByRole('link', { name: 'View all' }).click();
  await expect(plain.getByRole('heading', { level: 1 })).toHaveText('Needs attention');
  await causes(plain).getByRole('link', { name: 'Gone silent' }).click();
  await expect(plain).toHaveURL(/kind=silent/);
  await context.close();
});

test.describe('somebody of a customer', () => {
  test.use({ storageState: async ({ signedInResellee }, use) => use(signedInResellee) });

  test('starts in the console instead', async ({ page }) => {
    await page.goto('/');
    await expect(page).toHaveURL(/\/console$/);
    await ready(page);
    const answer = await page.goto('/attention');
    expect(answer?.status()).toBe(404);
  });
});
