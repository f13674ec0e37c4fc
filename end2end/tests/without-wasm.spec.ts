import {
  expect,
  expectIssue,
  names,
  password,
  reseller,
  row,
  rows,
  searchBox,
  seedMany,
  seedOne,
  test,
  unique,
} from '../fixtures/app';

// Everything here has to work before WebAssembly has arrived, or without it.
test.use({ javaScriptEnabled: false });

test.describe('signing in', () => {
  test.use({ storageState: { cookies: [], origins: [] } });

  test('refuses, and lets in', async ({ page }) => {
    await page.goto('/customers');
    await expect(page).toHaveURL(/\/login/);
    await page.getByLabel('Email').fill(`nobody-${Date.now()}@e2e.example`);
    await page.getByLabel('Password', { exact: true }).fill('wrong-password-here');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expectIssue(page.getByLabel('Password', { exact: true }), /do not go together/);
    await page.getByLabel('Email').fill(reseller);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  });
});

test('paging and sorting', async ({ page }) => {
  const word = unique('NoW');
  await seedMany(page, word, 30);
  await page.goto(`/customers?q=${word}&sort=name`);
  expect((await names(page))[0]).toBe(`${word} 001`);
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(page).toHaveURL(/page=2/);
  expect((await names(page))[0]).toBe(`${word} 026`);
  await page.getByRole('textbox', { name: 'Page' }).fill('1');
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(25);
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('link').click();
  await expect(page).toHaveURL(/dir=desc/);
  expect((await names(page))[0]).toBe(`${word} 030`);
  await page.getByRole('navigation', { name: 'Pages' }).locator('summary').click();
  await page.getByRole('link', { name: '50', exact: true }).click();
  await expect(rows(page)).toHaveCount(30);
});

test('filtering and searching', async ({ page }) => {
  const word = unique('NoF');
  await seedMany(page, word, 3, (at) => ({ status: at ? 'active' : 'inactive' }));
  await page.goto('/customers');
  await searchBox(page).fill(word);
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(3);
  const chip = page.locator('.chip:not(.sort-chip)', { hasText: 'Status' });
  await chip.locator('summary').click();
  await chip.getByRole('radio', { name: 'Inactive', exact: true }).check();
  await chip.getByRole('button', { name: 'Apply' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(new RegExp(`q=${word}`));
  await page.getByRole('link', { name: 'Remove filter Status' }).click();
  await expect(rows(page)).toHaveCount(3);
});

test('a customer is refused, then created, then deleted', async ({ page }) => {
  const taken = await seedOne(page);
  const word = unique('NoC');
  await page.goto('/customers');
  await page.getByRole('link', { name: 'New customer' }).click();
  const dialog = page.getByRole('dialog', { name: 'New customer' });
  await dialog.getByLabel('Name').fill(word);
  await dialog.getByLabel('Email').fill(taken.email);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expectIssue(dialog.getByLabel('Email'), 'Another customer has this email address already.');
  await expect(dialog.getByLabel('Name')).toHaveValue(word);
  await dialog.getByLabel('Email').fill(`${word}@e2e.example`);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Messages' }).or(page.getByRole('status')).filter({ hasText: 'Customer created' }).first()).toBeAttached();

  await page.goto(`/customers?q=${word}`);
  await row(page, word).getByRole('link', { name: word, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: word })).toBeVisible();
  await page.getByRole('link', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(/\/customers$/);
  await page.goto(`/customers?q=${word}`);
  await expect(page.getByRole('heading', { name: 'No customer matches' })).toBeVisible();
});

test('a customer is changed, and a refused change keeps what was typed', async ({ page }) => {
  const [customer, other] = [await seedOne(page), await seedOne(page)];
  await page.goto(customer.path);
  const form = page.getByRole('region', { name: 'Details' });
  await form.getByLabel('Name').fill('Changed by a plain form');
  await form.getByLabel('Email').fill(other.email);
  await form.getByRole('button', { name: 'Update' }).click();
  await expectIssue(form.getByLabel('Email'), /Another customer has this email/);
  await expect(form.getByLabel('Name')).toHaveValue('Changed by a plain form');
  await form.getByLabel('Email').fill(customer.email);
  await form.getByRole('button', { name: 'Update' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Changed by a plain form');
});
