import { expectAccessible } from '../fixtures/a11y';
import { expect, open, ready, test, type Page } from '../fixtures/app';
import { registerSomebody } from '../fixtures/people';

// Invitation links are copied.
test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const usage = (page: Page) => page.getByRole('region', { name: 'Usage this month' });
const latest = (page: Page) => page.getByRole('region', { name: 'Latest transcriptions' });

test('a new organisation is told how to begin', async ({ page, visitor }) => {
  const { customer } = await registerSomebody(page, visitor);
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(customer.name);
  await expect(usage(visitor).locator('.tile')).toHaveCount(4);
  await expect(latest(visitor)).toContainText('Nothing has been transcribed yet.');
  await expectAccessible(visitor, 'the overview of a new organisation');
  await expect(latest(visitor).getByRole('link', { name: 'How programs report' })).toHaveAttribute(
    'href',
    '/api',
  );
  await latest(visitor).getByRole('link', { name: 'API tokens' }).click();
  await expect(visitor).toHaveURL(/\/console\/tokens$/);
});

test.describe('somebody of a customer', () => {
  test.use({ storageState: async ({ signedInResellee }, use) => use(signedInResellee) });

  test('sees this month and the latest work', async ({ page }) => {
    await open(page, '/console');
    await expect(usage(page).locator('.tile')).toHaveCount(4);
    await expect(latest(page).getByRole('listitem')).toHaveCount(5);
    await expectAccessible(page, 'the overview of an organisation');
    await latest(page).getByRole('listitem').first().getByRole('link').click();
    await expect(page).toHaveURL(/\/console\/transcriptions\?dialog=session&session=/);
    await expect(page.getByRole('dialog')).toBeVisible();

    await open(page, '/console');
    await usage(page).getByRole('link', { name: 'All usage' }).click();
    await expect(page).toHaveURL(/\/console\/usage$/);
    await ready(page);
  });

  test('sees it on a phone and without WebAssembly', async ({ browser, page, signedInResellee }) => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      storageState: signedInResellee,
      viewport: { width: 390, height: 844 },
    });
    await open(page, '/console');
    const plain = await context.newPage();
    await plain.goto(page.url());
    await expect(usage(plain).locator('.tile')).toHaveCount(4);
    await expect(latest(plain).getByRole('listitem')).toHaveCount(5);
    await context.close();

    await page.setViewportSize({ width: 390, height: 844 });
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over).toBeLessThanOrEqual(0);
  });
});
