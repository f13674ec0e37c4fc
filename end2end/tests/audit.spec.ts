import { expectAccessible } from '../fixtures/a11y';
import { expect, open, seedOne, test, type Page } from '../fixtures/app';

const log = (page: Page) => page.getByRole('region', { name: 'Audit log' });

test('the log is found by who, customer, kind and day, and all of it is in the address', async ({
  page,
}) => {
  const customer = await seedOne(page);
  await open(page, '/customers');
  await page.getByRole('link', { name: 'Audit log' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Audit log');
  await log(page).getByRole('textbox', { name: 'Customer' }).fill(customer.email);
  await log(page).getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page).toHaveURL(/customer=/);
  const events = log(page).getByRole('listitem');
  await expect(events).toHaveCount(1);
  await expect(events).toContainText('Customer imported');
  await expect(events).toContainText(customer.name);
  await log(page).getByRole('textbox', { name: 'Who' }).fill('sanne@polder-speech.example');
  await log(page).getByRole('combobox').selectOption({ label: 'Customer deleted' });
  await log(page).getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No event matches' })).toBeVisible();
  await page.goBack();
  await expect(events).toHaveCount(1);
  await page.reload();
  await expect(log(page).getByRole('textbox', { name: 'Customer' })).toHaveValue(customer.email);
  await expect(events).toHaveCount(1);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export' }).click();
  const stream = await (await download).createReadStream();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    chunks.push(Buffer.from(chunk as Uint8Array));
  }
  const lines = Buffer.concat(chunks).toString().trim().split('\n');
  expect(lines[0]).toMatch(/^at,event,actor,/);
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.slice(1).every((line) => line.includes(customer.id))).toBe(true);

  await events.getByRole('link', { name: customer.name }).click();
  await expect(page).toHaveURL(`${customer.path}/history`);
});

test('the log is accessible, and its filters work without WebAssembly', async ({ page, browser, signedIn }) => {
  await open(page, '/audit');
  await expectAccessible(page, 'the audit log');
  await open(page, '/audit?kind=two_factor_on&from=2001-01-01&to=2001-01-02');
  await expectAccessible(page, 'an empty audit log');
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: signedIn });
  const plain = await context.newPage();
  await plain.goto('/audit');
  await plain.getByRole('combobox').selectOption('customer_deleted');
  await plain.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(plain).toHaveURL(/kind=customer_deleted/);
  await context.close();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the log fits', async ({ page }) => {
    await open(page, '/audit');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
  });
});
