import { expect, open, rows, seedMany, test, toast, unique, type Page } from '../fixtures/app';

const bar = (page: Page) => page.getByRole('region', { name: 'Selected customers' });
const box = (page: Page, at: number) => rows(page).nth(at).getByRole('checkbox');

test('a range of rows is given tags', async ({ page }) => {
  const word = unique('Bulk');
  await seedMany(page, word, 6, () => ({ tags: 'old' }));
  await open(page, `/customers?q=${word}&sort=name`);
  await box(page, 1).click();
  await box(page, 3).click({ modifiers: ['Shift'] });
  for (const [at, on] of [false, true, true, true, false, false].entries()) {
    await expect(box(page, at)).toBeChecked({ checked: on });
  }
  await expect(bar(page)).toContainText('3 selected');
  await bar(page).getByRole('button', { name: 'Set tags…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set tags of 3 customers?' });
  await dialog.getByRole('textbox', { name: /^Tags/ }).fill('fresh');
  await dialog.getByRole('button', { name: 'Set tags' }).click();
  await expect(toast(page, '3 customers tagged anew')).toBeVisible();
  await expect(bar(page)).toBeHidden();
  for (const [at, has] of [false, true, true, true, false, false].entries()) {
    await expect(rows(page).nth(at).getByText('fresh')).toHaveCount(has ? 1 : 0);
    await expect(rows(page).nth(at).getByText('old')).toHaveCount(1);
  }
});

test('tags are taken away or replaced', async ({ page }) => {
  const word = unique('Tags');
  await seedMany(page, word, 2, () => ({ tags: 'one,two' }));
  await open(page, `/customers?q=${word}&sort=name`);
  const set = async (how: string, tags: string) => {
    await page.getByRole('checkbox', { name: 'Select all rows on this page' }).check();
    await bar(page).getByRole('button', { name: 'Set tags…' }).click();
    await page.getByRole('dialog').getByRole('textbox', { name: /^Tags/ }).fill(tags);
    await page.getByRole('radio', { name: how }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Set tags' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(bar(page)).toBeHidden();
  };
  await set('Remove these from the tags they have', 'one');
  await expect(rows(page).first().locator('.tag')).toHaveText(['two']);
  await set('Replace all tags they have by these', 'three');
  await expect(rows(page).first().locator('.tag')).toHaveText(['three']);
});

test('the chosen customers are turned off and on', async ({ page }) => {
  const word = unique('Off');
  await seedMany(page, word, 3);
  await open(page, `/customers?q=${word}&sort=name`);
  await box(page, 0).check();
  await box(page, 1).check();
  await bar(page).getByRole('button', { name: 'Deactivate…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Deactivate 2 customers?' });
  await expect(dialog).toContainText('Nothing is deleted');
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  await expect(toast(page, '2 customers deactivated')).toBeVisible();
  await expect(rows(page).filter({ hasText: 'Inactive' })).toHaveCount(2);
  await page.getByRole('checkbox', { name: 'Select all rows on this page' }).check();
  await bar(page).getByRole('button', { name: 'Activate…', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
  await expect(toast(page, '2 customers activated, 1 left as they were')).toBeVisible();
  await expect(rows(page).filter({ hasText: 'Inactive' })).toHaveCount(0);
});

test('deleting asks for the number', async ({ page }) => {
  const word = unique('Del');
  await seedMany(page, word, 3);
  await open(page, `/customers?q=${word}&sort=name`);
  await box(page, 0).check();
  await box(page, 2).check();
  await bar(page).getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 2 customers?' });
  const number = dialog.getByLabel('Number of customers');
  await number.fill('3');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(number).toHaveAttribute('aria-invalid', 'true');
  await expect(number).toHaveValue('3');
  await number.fill('2');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(toast(page, '2 customers deleted')).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
});

test('all that match can be chosen, beyond the page', async ({ page }) => {
  const word = unique('All');
  await seedMany(page, word, 30);
  await open(page, `/customers?q=${word}&sort=name`);
  await page.getByRole('checkbox', { name: 'Select all rows on this page' }).check();
  await expect(bar(page)).toContainText('25 selected');
  await bar(page).getByRole('button', { name: 'Select all 30 that match' }).click();
  await expect(bar(page)).toContainText('All 30 selected');
  await bar(page).getByRole('button', { name: 'Deactivate…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Deactivate 30 customers?' });
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  await expect(toast(page, '30 customers deactivated')).toBeVisible();
  await open(page, `/customers?q=${word}&status=inactive`);
  await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText('of 30');
});

test('a selection outlasts paging, and Clear ends it', async ({ page }) => {
  const word = unique('Keep');
  await seedMany(page, word, 30);
  await open(page, `/customers?q=${word}&sort=name`);
  await box(page, 0).check();
  await page.getByRole('link', { name: 'Next page' }).click();
  await expect(rows(page)).toHaveCount(5);
  await box(page, 0).check();
  await expect(bar(page)).toContainText('2 selected');
  await page.getByRole('link', { name: 'Previous page' }).click();
  await expect(rows(page)).toHaveCount(25);
  await expect(box(page, 0)).toBeChecked();
  await bar(page).getByRole('button', { name: 'Clear' }).click();
  await expect(bar(page)).toBeHidden();
  await expect(box(page, 0)).not.toBeChecked();
});

test('the chosen customers are exported', async ({ page }) => {
  const word = unique('Sel');
  const seeded = await seedMany(page, word, 4);
  await open(page, `/customers?q=${word}&sort=name`);
  await box(page, 1).check();
  const download = page.waitForEvent('download');
  await bar(page).getByRole('button', { name: 'Export' }).click();
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(await (await download).path(), 'utf8');
  expect(text).toContain(seeded[1]?.email);
  expect(text).not.toContain(seeded[0]?.email);
});
