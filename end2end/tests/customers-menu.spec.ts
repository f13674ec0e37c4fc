import { expect, open, row, seedMany, seedOne, test, toast, unique, type Page } from '../fixtures/app';

const entries = [
  'View',
  'Copy ID',
  'Copy email',
  'Admin login',
  'Read-only login',
  'Reset password…',
  'Manage balance…',
  'Manage credits…',
  'Set tags…',
  'Billing details',
  'Deactivate…',
  'Delete…',
];

async function entriesOf(page: Page): Promise<string[]> {
  const items = page.getByRole('menu').getByRole('menuitem');
  await expect(items.first()).toBeFocused();
  return items.locator('span').allTextContents();
}

const ways: [string, (page: Page, name: string) => Promise<void>][] = [
  ['a right click', (page, name) => row(page, name).click({ button: 'right' })],
  [
    'the button of the row',
    (page, name) => page.getByRole('button', { name: `Actions for ${name}` }).click(),
  ],
  [
    'Shift+F10',
    async (page, name) => {
      await row(page, name).focus();
      await page.keyboard.press('Shift+F10');
    },
  ],
  [
    'the menu key',
    async (page, name) => {
      await row(page, name).focus();
      await page.keyboard.press('ContextMenu');
    },
  ],
];

for (const [way, openMenu] of ways) {
  test(`the menu opens by ${way}, and Escape gives the focus back`, async ({ page }) => {
    const customer = await seedOne(page);
    await open(page, `/customers?q=${customer.email}`);
    await openMenu(page, customer.name);
    await expect(page.getByRole('menu', { name: `Actions for ${customer.name}` })).toBeVisible();
    expect(await entriesOf(page)).toEqual(entries);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toBeHidden();
    await expect(row(page, customer.name)).toBeFocused();
  });
}

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true });

  test('the menu opens by a long press', async ({ page }) => {
    const customer = await seedOne(page);
    await open(page, `/customers?q=${customer.email}`);
    const box = await row(page, customer.name).getByRole('cell').nth(4).boundingBox();
    expect(box).not.toBeNull();
    const [x, y] = [box!.x + 4, box!.y + box!.height / 2];
    const touch = await page.context().newCDPSession(page);
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    await expect(page.getByRole('menu', { name: `Actions for ${customer.name}` })).toBeVisible();
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    expect(await entriesOf(page)).toEqual(entries);
    await expect(page.getByRole('menu')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('menu')).toBeHidden();
  });
});

test('arrows go round, and letters find an entry', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, `/customers?q=${customer.email}`);
  await row(page, customer.name).click({ button: 'right' });
  const item = (name: string) => page.getByRole('menuitem', { name, exact: true });
  await expect(item('View')).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(item('Delete…')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(item('View')).toBeFocused();
  await page.keyboard.press('End');
  await expect(item('Delete…')).toBeFocused();
  await page.keyboard.press('Home');
  await expect(item('View')).toBeFocused();
  for (const [letter, name] of [
    ['c', 'Copy ID'],
    ['c', 'Copy email'],
    ['c', 'Copy ID'],
    ['s', 'Set tags…'],
    ['D', 'Deactivate…'],
    ['d', 'Delete…'],
  ] as const) {
    await page.keyboard.press(letter);
    await expect(item(name)).toBeFocused();
  }
});

test('a click elsewhere closes the menu, and so does Tab', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, `/customers?q=${customer.email}`);
  await row(page, customer.name).click({ button: 'right' });
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.getByRole('heading', { level: 1 }).click();
  await expect(page.getByRole('menu')).toBeHidden();
  await row(page, customer.name).click({ button: 'right' });
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('menu')).toBeHidden();
});

test('the menu stays inside the window, wherever it opens', async ({ page }) => {
  const word = unique('Edge');
  await seedMany(page, word, 25);
  await open(page, `/customers?q=${word}`);
  const last = page.getByRole('button', { name: /^Actions for/ }).last();
  await last.scrollIntoViewIfNeeded();
  await last.click();
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  const box = await menu.boundingBox();
  const { width, height } = page.viewportSize()!;
  expect(box!.x).toBeGreaterThanOrEqual(0);
  expect(box!.y).toBeGreaterThanOrEqual(0);
  expect(box!.x + box!.width).toBeLessThanOrEqual(width);
  expect(box!.y + box!.height).toBeLessThanOrEqual(height);
});

test('the entries do what they say', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const customer = await seedOne(page);
  await open(page, `/customers?q=${customer.email}`);
  const choose = async (entry: string) => {
    await row(page, customer.name).click({ button: 'right' });
    await page.getByRole('menuitem', { name: entry, exact: true }).click();
  };
  await choose('Copy ID');
  await expect(toast(page, 'Customer ID copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(customer.id);
  await choose('Copy email');
  await expect(toast(page, 'Email copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(customer.email);

  await choose('Set tags…');
  const tag = unique('tag');
  await page.getByRole('dialog').getByRole('textbox', { name: /^Tags/ }).fill(`${tag}, second`);
  await page.getByRole('button', { name: 'Set tags' }).click();
  await expect(toast(page, 'Tags set')).toBeVisible();
  await expect(row(page, customer.name)).toContainText(tag);

  await choose('Deactivate…');
  const dialog = page.getByRole('dialog', { name: `Deactivate ${customer.name}?` });
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  await expect(toast(page, `${customer.name} is inactive`)).toBeVisible();
  await expect(row(page, customer.name)).toContainText('Inactive');

  await choose('Activate');
  await expect(toast(page, `${customer.name} is active`)).toBeVisible();
  await expect(row(page, customer.name)).not.toContainText('Inactive');

  await choose('Delete…');
  const question = page.getByRole('dialog', { name: `Delete ${customer.name}?` });
  await expect(question).toContainText('cannot be undone');
  await question.getByRole('button', { name: 'Delete' }).click();
  await expect(toast(page, `${customer.name} deleted`)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No customer matches' })).toBeVisible();
});

test('a dialog of the menu gives the focus back to its row', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, `/customers?q=${customer.email}`);
  await row(page, customer.name).focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.getByRole('menuitem', { name: 'Set tags…' }).press('Enter');
  await expect(page.getByRole('dialog', { name: `Tags of ${customer.name}` })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(row(page, customer.name)).toBeFocused();
});
