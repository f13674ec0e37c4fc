import { expect, open, row, seedOne, test } from '../fixtures/app';

// A development build is one file, and leaves these out.
const onlySplit = { tag: '@split' };

// The code of pages and dialogs comes in files of their own. After an update of the server the old
// ones are gone, and so they are where the network is.
test.use({ broughtAbout: /^(Failed to fetch|unreachable)$/ });

test('a dialog whose code cannot be loaded comes with a whole page', onlySplit, async ({ page }) => {
  await open(page, '/customers');
  await page.route('**/pkg/split_new_customer*', (route) => route.abort());
  await page.getByRole('link', { name: 'New customer' }).click();
  const dialog = page.getByRole('dialog', { name: 'New customer' });
  await expect(dialog).toBeVisible();
  await expect(page).toHaveURL(/dialog=new/);
  await dialog.getByLabel('Name').fill('Whole page BV');
  await expect(dialog.getByLabel('Name')).toHaveValue('Whole page BV');
});

test('a page whose code cannot be loaded is reached from a page that came anew', onlySplit, async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, `/customers?q=${customer.email}`);
  await page.route('**/pkg/split_customer*', (route) => route.abort());
  const anew = page.waitForEvent('load');
  await row(page, customer.name).getByRole('link', { name: customer.name }).click();
  await anew;
  await page.unroute('**/pkg/split_customer*');
  await row(page, customer.name).getByRole('link', { name: customer.name }).click();
  await expect(page.getByRole('heading', { level: 1, name: customer.name })).toBeVisible();
});
