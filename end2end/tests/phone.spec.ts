import { expect, open, row, rows, searchBox, seedOne, test, toast, unique } from '../fixtures/app';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test('the sidebar is a drawer', async ({ page }) => {
  await open(page, '/customers/import');
  const nav = page.getByRole('navigation', { name: 'Main' });
  await expect(nav).toBeHidden();
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await expect(nav).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(nav).toBeHidden();
  await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await nav.getByRole('link', { name: /Customers/ }).click();
  await expect(page).toHaveURL(/\/customers$/);
  await expect(nav).toBeHidden();
});

test('a row is a card, and nothing is wider than the screen', async ({ page }) => {
  const customer = await seedOne(page, { phone: '+31206234567' });
  await open(page, `/customers?q=${customer.email}`);
  const box = await row(page, customer.name).boundingBox();
  expect(box!.height).toBeGreaterThan(60);
  expect(box!.width).toBeLessThanOrEqual(390);
  await expect(row(page, customer.name)).toContainText(customer.email);
  for (const path of ['/customers', '/customers/import', customer.path, '/customers?dialog=new']) {
    await open(page, path);
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over, path).toBeLessThanOrEqual(0);
  }
});

test('cards are sorted by a chip', async ({ page }) => {
  await open(page, '/customers');
  await page.locator('.sort-chip summary').click();
  await page.getByRole('navigation', { name: 'Sort by' }).getByRole('link', { name: 'Name' }).click();
  await expect(page).toHaveURL(/sort=name/);
});

test('the menu of a row opens although the page has just been scrolled', async ({ page }) => {
  await open(page, '/customers');
  const button = rows(page).nth(4).getByRole('button', { name: /^Actions for/ });
  // The news of it comes with the next frame, after the press.
  await button.evaluate((button: HTMLElement) => {
    window.scrollBy(0, 60);
    button.click();
  });
  await expect(page.getByRole('menu').getByRole('menuitem').first()).toBeFocused();
});

test('the menu of a row opens by its button', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, `/customers?q=${customer.email}`);
  await page.getByRole('button', { name: `Actions for ${customer.name}` }).tap();
  const menu = page.getByRole('menu', { name: `Actions for ${customer.name}` });
  await expect(menu).toBeVisible();
  const box = await menu.boundingBox();
  expect(box!.x).toBeGreaterThanOrEqual(0);
  expect(box!.x + box!.width).toBeLessThanOrEqual(390);
  await menu.getByRole('menuitem', { name: 'View' }).tap();
  await expect(page).toHaveURL(new RegExp(`${customer.path}$`));
});

test('a customer is created', async ({ page }) => {
  const word = unique('Ph');
  await open(page, '/customers');
  await page.getByRole('link', { name: 'New customer' }).tap();
  const dialog = page.getByRole('dialog', { name: 'New customer' });
  await dialog.getByLabel('Name').fill(word);
  await dialog.getByLabel('Email').fill(`${word}@e2e.example`);
  await dialog.getByRole('button', { name: 'Create' }).tap();
  await expect(toast(page, 'Customer created')).toBeVisible();
  await searchBox(page).fill(word);
  await expect(rows(page)).toHaveCount(1);
});
