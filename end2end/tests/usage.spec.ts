import { expectAccessible } from '../fixtures/a11y';
import { expect, open, ready, seedOne, type Customer, type Locator, type Page } from '../fixtures/app';
import { test } from '../fixtures/programs';

const usage = (page: Page) => page.getByRole('region', { name: 'Usage', exact: true });
const days = (page: Page) => page.getByRole('navigation', { name: 'Days' });
const bars = (page: Page) => page.getByRole('figure').getByRole('listitem').and(page.locator('g'));
const legend = (page: Page) => page.locator('.chart-legend');
const tile = (page: Page, name: string): Locator =>
  page.locator('.tile').filter({ has: page.getByText(name, { exact: true }) });
const numbers = (page: Page) => page.getByRole('region', { name: 'Usage as a table' });

/** Opens a chip and follows one of its links. */
async function choose(page: Page, chip: string, way: string): Promise<void> {
  await page.locator('.chip summary', { hasText: `${chip}:` }).click();
  await page.getByRole('navigation', { name: chip }).getByRole('link', { name: way }).click();
}

const path = (customer: Customer, query = '') => `${customer.path}/usage${query}`;

test('a customer without usage says so', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, path(customer));
  await expect(page.getByRole('heading', { name: 'No usage' })).toBeVisible();
  await expectAccessible(page, 'no usage');
});

test('tiles compare with the days before', async ({ page, program }) => {
  await program.used([
    { days: 1, hours: 3 },
    { days: 2, hours: 1, outcome: 'failed' },
    { days: 9, hours: 2 },
  ]);
  await open(page, path(program.customer, '?range=7d'));
  await expect(tile(page, 'Audio hours')).toContainText('3.0 h');
  await expect(tile(page, 'Audio hours')).toContainText('+50 % to the 7 days before');
  await expect(tile(page, 'Transcriptions')).toContainText('2');
  await expect(tile(page, 'Failure rate')).toContainText('50.0 %');
  await expect(tile(page, 'Failure rate')).toContainText('+50.0 points, worse');
  await expect(tile(page, 'Average length')).toContainText('3:00:00');
  await expect(page.getByText(/^As of .+, days in .+\/.+\.$/)).toBeVisible();
});

test('days are chosen by a link or freely, and the address says which', async ({ page, program }) => {
  await program.used([{ days: 0, hours: 1 }]);
  await open(page, path(program.customer));
  await expect(days(page).getByRole('link', { name: '30 days' })).toHaveAttribute('aria-current', 'true');
  await expect(bars(page)).toHaveCount(30);
  await days(page).getByRole('link', { name: '7 days' }).click();
  await expect(page).toHaveURL(/range=7d/);
  await expect(bars(page)).toHaveCount(7);
  await days(page).getByRole('link', { name: '12 months' }).click();
  await expect(page.getByRole('heading', { name: 'Audio hours by month' })).toBeVisible();
  await expect(bars(page)).toHaveCount(12);

  const today = new Date().toISOString().slice(0, 10);
  await page.locator('.chip summary', { hasText: 'Other days' }).click();
  await page.getByLabel('From').fill('2026-01-01');
  await page.getByLabel('To', { exact: true }).fill(today);
  await page.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(new RegExp(`from=2026-01-01&to=${today}`));
  await expect(days(page).locator('[aria-current]')).toHaveCount(0);
  await page.goBack();
  await expect(bars(page)).toHaveCount(12);
});

test('what is yet to come has no bar', async ({ page, program }) => {
  await program.used([{ days: 0, hours: 1 }]);
  const today = new Date().toISOString().slice(0, 10);
  const later = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await open(page, path(program.customer, `?from=${today}&to=${later}&by=day`));
  expect(await bars(page).count()).toBeLessThan(4);
});

test('hours are offered for a month at most', async ({ page, program }) => {
  await program.used([{ days: 0, hours: 1 }]);
  await open(page, path(program.customer, '?range=7d'));
  await choose(page, 'Show by', 'Hour');
  await expect(page).toHaveURL(/by=hour/);
  await expect(page.getByRole('heading', { name: 'Audio hours by hour' })).toBeVisible();
  expect(await bars(page).count()).toBeGreaterThan(6 * 24);
  await open(page, path(program.customer, '?range=90d'));
  await page.locator('.chip summary', { hasText: 'Show by:' }).click();
  const ways = page.getByRole('navigation', { name: 'Show by' }).getByRole('link');
  await expect(ways).toHaveText(['Day', 'Month']);
});

test('numbers are split, and one part is looked at alone', async ({ page, program }) => {
  await program.used([
    { days: 1, hours: 2 },
    { days: 1, hours: 1, mode: 'realtime', language: 'de' },
  ]);
  await open(page, path(program.customer));
  await expect(legend(page)).toBeHidden();
  await choose(page, 'Split by', 'Mode');
  await expect(page).toHaveURL(/split=mode/);
  await expect(legend(page).getByRole('listitem')).toHaveText([/^Batch\s+2\.0 h$/, /^Real-time\s+1\.0 h$/]);
  await legend(page).getByRole('link', { name: 'Real-time' }).click();
  await expect(page).toHaveURL(/mode=realtime/);
  await expect(tile(page, 'Audio hours')).toContainText('1.0 h');
  await page.getByRole('link', { name: 'Remove filter Mode' }).click();
  await expect(tile(page, 'Audio hours')).toContainText('3.0 h');
  await choose(page, 'Split by', 'Token');
  await expect(legend(page)).toContainText('Engine');
});

test('the bars are one stop of Tab, and arrow keys go on from there', async ({ page, program }) => {
  await program.used([{ days: 0, hours: 3 }]);
  await open(page, path(program.customer, '?range=7d&split=mode'));
  await expect(bars(page).and(page.locator('[tabindex="0"]'))).toHaveCount(1);
  await bars(page).first().focus();
  const tip = page.locator('.chart-tip');
  await expect(tip).toBeVisible();
  await page.keyboard.press('End');
  await expect(bars(page).last()).toBeFocused();
  await expect(bars(page).last()).toHaveAccessibleName(/: 3\.0 hours, of which Batch 3\.0 h$/);
  await expect(tip).toContainText('3.0 h');
  await expect(bars(page).last()).toHaveAttribute('tabindex', '0');
  await page.keyboard.press('ArrowRight');
  await expect(bars(page).last()).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(bars(page).nth(-2)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(tip).toBeHidden();
  await page.keyboard.press('Home');
  await expect(bars(page).first()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(legend(page).getByRole('link').first()).toBeFocused();
  await expect(tip).toBeHidden();
  await bars(page).last().hover();
  await expect(tip).toContainText('Batch');
});

test('a table says the same', async ({ page, program }) => {
  await program.used([
    { days: 0, hours: 2 },
    { days: 0, hours: 1, mode: 'realtime' },
  ]);
  await open(page, path(program.customer, '?range=7d&split=mode'));
  await expect(numbers(page)).toBeHidden();
  await page.getByText('Show as table').click();
  const head = numbers(page).getByRole('columnheader');
  await expect(head).toHaveText(['Day', 'Batch', 'Real-time', 'Total']);
  await expect(numbers(page).locator('tbody tr')).toHaveCount(7);
  const last = numbers(page).locator('tbody tr').last().getByRole('cell');
  await expect(last).toHaveText(['2.0', '1.0', '3.0']);
  await expect(numbers(page).locator('tfoot')).toContainText('Total');
});

test('the same is to be had as a file', async ({ page, program }) => {
  await program.used([{ days: 0, hours: 2 }]);
  await open(page, path(program.customer, '?range=7d&split=mode'));
  const link = usage(page).getByRole('link', { name: 'CSV file' });
  await expect(link).toHaveAttribute(
    'href',
    `/usage/export?range=7d&split=mode&customer=${program.customer.id}`,
  );
  const download = page.waitForEvent('download');
  await link.click();
  const stream = await (await download).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk as Uint8Array));
  }
  const lines = Buffer.concat(chunks).toString().trim().split('\n');
  expect(lines[0]).toMatch(/^slot,start,part,name,completed,/);
  expect(lines).toHaveLength(1 + 7);
});

test('usage is accessible, as a picture and as a table', async ({ page, program }) => {
  test.slow();
  await program.used([
    { days: 0, hours: 2 },
    { days: 3, hours: 1, mode: 'realtime' },
    { days: 3, hours: 1, outcome: 'failed' },
  ]);
  await open(page, path(program.customer, '?split=mode'));
  await expectAccessible(page, 'usage');
  await bars(page).last().focus();
  await expectAccessible(page, 'usage with a tip');
  await page.getByText('Show as table').click();
  await expectAccessible(page, 'usage as a table');
  await page.locator('.chip summary', { hasText: 'Other days' }).click();
  await expectAccessible(page, 'usage with an open chip');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('usage fits, and its labels keep apart', async ({ page, program }) => {
    await program.used([{ days: 0, hours: 700 }]);
    for (const query of ['', '?range=7d&by=hour', '?range=90d', '?range=12m&split=token']) {
      await open(page, path(program.customer, query));
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, query).toBeLessThanOrEqual(0);
      const boxes = await page.locator('.chart-dates text:visible').evaluateAll((texts) =>
        texts.map((text) => text.getBoundingClientRect()).map(({ left, right }) => ({ left, right })),
      );
      expect(boxes.length, query).toBeGreaterThan(1);
      boxes.slice(1).forEach((box, at) => expect(box.left, query).toBeGreaterThan(boxes[at]!.right));
    }
    await page.getByText('Show as table').click();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
});

test('usage works without WebAssembly', async ({ page, browser, program, signedIn }) => {
  await program.used([{ days: 0, hours: 1 }]);
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: signedIn });
  const plain = await context.newPage();
  await plain.goto(new URL(path(program.customer), page.url()).href);
  await expect(bars(plain)).toHaveCount(30);
  await days(plain).getByRole('link', { name: '7 days' }).click();
  await expect(bars(plain)).toHaveCount(7);
  await choose(plain, 'Split by', 'Mode');
  await expect(legend(plain)).toContainText('Batch');
  await plain.locator('.chip summary', { hasText: 'Other days' }).click();
  await plain.getByLabel('From').fill('2026-01-01');
  await plain.getByLabel('To', { exact: true }).fill('2026-01-02');
  await plain.getByRole('button', { name: 'Apply' }).click();
  await expect(plain).toHaveURL(/from=2026-01-01&to=2026-01-02/);
  await expect(plain).toHaveURL(/split=mode/);
  await context.close();
});

test.describe('somebody of a customer', () => {
  test.use({ storageState: async ({ signedInResellee }, use) => use(signedInResellee) });

  test('sees their own usage', async ({ page }) => {
    await open(page, '/console/usage');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Usage');
    await days(page).getByRole('link', { name: '90 days' }).click();
    await expect(page).toHaveURL(/\/console\/usage\?range=90d/);
    await ready(page);
    await expectAccessible(page, 'the usage of an organisation');
  });
});
