import { expect, open, rows, searchBox, seedMany, seedOne, test, unique } from '../fixtures/app';

test('the slash reaches the search, and is a letter inside it', async ({ page }) => {
  await open(page, '/customers');
  await page.keyboard.press('/');
  await expect(searchBox(page)).toBeFocused();
  await page.keyboard.press('/');
  await expect(searchBox(page)).toHaveValue('/');
});

test('n opens a new customer', async ({ page }) => {
  await open(page, '/customers');
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog', { name: 'New customer' })).toBeVisible();
  await expect(page.getByRole('dialog').getByLabel('Name')).toBeFocused();
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog').getByLabel('Name')).toHaveValue('n');
});

test('the question mark lists the shortcuts', async ({ page }) => {
  await open(page, '/customers');
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list).toBeVisible();
  await expect(list).toContainText('Jump to…');
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
});

test('Ctrl+K jumps to a customer or a page', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, '/customers');
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Jump to' });
  await expect(box).toBeFocused();
  await box.fill('import');
  await expect(page.getByRole('option', { name: /Import customers/ })).toBeVisible();
  await box.fill(customer.email);
  await expect(page.getByRole('option', { name: new RegExp(customer.name) })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${customer.path}$`));
  await expect(page.getByRole('heading', { level: 1, name: customer.name })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(box).toHaveValue('');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Jump to…' })).toBeHidden();
});

test('arrows, Home, End and page keys move from row to row', async ({ page }) => {
  const word = unique('Keys');
  await seedMany(page, word, 25);
  await open(page, `/customers?q=${word}&sort=name`);
  await rows(page).first().focus();
  for (const [key, at] of [
    ['ArrowDown', 1],
    ['ArrowDown', 2],
    ['ArrowUp', 1],
    ['End', 24],
    ['ArrowDown', 24],
    ['PageUp', 14],
    ['PageDown', 24],
    ['Home', 0],
    ['ArrowUp', 0],
  ] as const) {
    await page.keyboard.press(key);
    await expect(rows(page).nth(at)).toBeFocused();
  }
});

test('Enter opens the row', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, `/customers?q=${customer.email}`);
  await rows(page).first().focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${customer.path}$`));
});

test('Space selects a row, Shift+Space all rows to this one', async ({ page }) => {
  const word = unique('Space');
  await seedMany(page, word, 6);
  await open(page, `/customers?q=${word}&sort=name`);
  const box = (at: number) => rows(page).nth(at).getByRole('checkbox');
  await rows(page).nth(1).focus();
  await page.keyboard.press('Space');
  await expect(box(1)).toBeChecked();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Space');
  for (const [at, on] of [false, true, true, true, false, false].entries()) {
    await expect(box(at)).toBeChecked({ checked: on });
  }
  const bar = page.getByRole('region', { name: 'Selected customers' });
  await expect(bar).toContainText('3 selected');
  await page.keyboard.press('Space');
  await expect(bar).toContainText('2 selected');
});
