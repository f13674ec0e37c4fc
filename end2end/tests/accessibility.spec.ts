import { fileURLToPath } from 'node:url';
import { expectAccessible } from '../fixtures/a11y';
import { expect, open, ready, row, rows, seedMany, seedOne, test, unique } from '../fixtures/app';

const faulty = fileURLToPath(new URL('../fixtures/faulty.csv', import.meta.url));

// Each look takes its time, in both themes.
test.slow();

test('signing in', async ({ visitor: page }) => {
  await open(page, '/login');
  await expectAccessible(page, 'sign-in');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByLabel('Email')).toHaveAttribute('aria-invalid', 'true');
  await ready(page);
  await expectAccessible(page, 'refused sign-in');
});

test('nothing found', async ({ page }) => {
  await open(page, '/no/such/page');
  await expectAccessible(page, 'not found');
});

test('the customers list', async ({ page }) => {
  const word = unique('Axe');
  await seedMany(page, word, 4, (at) => ({ tags: 'vip', status: at ? 'active' : 'inactive' }));
  await open(page, `/customers?q=${word}`);
  await expectAccessible(page, 'list');
  await page.locator('.chip:not(.sort-chip) summary').first().click();
  await expectAccessible(page, 'list with an open filter');
  await page.keyboard.press('Escape');
  await rows(page).first().getByRole('checkbox').check();
  await expectAccessible(page, 'list with a selection');
  await row(page, `${word} 001`).click({ button: 'right' });
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await expectAccessible(page, 'menu');
  await page.keyboard.press('Escape');
  for (const entry of ['Set tags…', 'Delete…']) {
    const bar = page.getByRole('region', { name: 'Selected customers' });
    await bar.getByRole('button', { name: entry }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, `${entry} of many`);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
  await open(page, `/customers?q=${word}nothing`);
  await expectAccessible(page, 'empty list');
});

test('the dialogs of the list', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, '/customers?dialog=new');
  await expectAccessible(page, 'new customer');
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('dialog').getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page, 'refused new customer');
  await page.getByRole('combobox', { name: 'Country' }).click();
  await expect(page.getByRole('listbox', { name: 'Countries' })).toBeVisible();
  await expectAccessible(page, 'list of countries');
  for (const dialog of ['tags', 'delete', 'deactivate', 'reset-password']) {
    await open(page, `/customers?q=${customer.email}&dialog=${dialog}&id=${customer.id}`);
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, dialog);
  }
});

test('what opens by a key', async ({ page }) => {
  await open(page, '/customers/import');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'shortcuts');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Jump to' }).fill('cust');
  await expect(page.getByRole('option').first()).toBeVisible();
  await expectAccessible(page, 'jump');
});

test('a customer', async ({ page }) => {
  const customer = await seedOne(page);
  for (const tab of ['subscription', 'history']) {
    await open(page, `${customer.path}/${tab}`);
    await expectAccessible(page, tab);
  }
  await page.getByRole('textbox', { name: /^Name/ }).fill('');
  await page.getByRole('button', { name: 'Update' }).click();
  await expectAccessible(page, 'refused change');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Customers/ }).click();
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await expectAccessible(page, 'question before leaving');
});

test('the import', async ({ page }) => {
  await open(page, '/customers/import');
  await expectAccessible(page, 'import');
  await page.getByLabel('CSV file').setInputFiles(faulty);
  await page.getByRole('button', { name: 'Check file' }).click();
  await expect(page.getByRole('table')).toBeVisible();
  await ready(page);
  await expectAccessible(page, 'faults of a file');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('list, drawer and customer', async ({ page }) => {
    const customer = await seedOne(page);
    await open(page, `/customers?q=${customer.email}`);
    await expectAccessible(page, 'cards');
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await expectAccessible(page, 'drawer');
    await open(page, customer.path);
    await expectAccessible(page, 'customer on a phone');
  });
});

test.describe('somebody of a customer', () => {
  test.use({ storageState: async ({ signedInResellee }, use) => use(signedInResellee) });

  test('the console', async ({ page }) => {
    await open(page, '/console');
    await expectAccessible(page, 'console');
  });
});
