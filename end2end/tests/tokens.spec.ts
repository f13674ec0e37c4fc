import { expectAccessible } from '../fixtures/a11y';
import {
  expect,
  expectIssue,
  open,
  ready,
  reseller,
  row,
  rows,
  seedOne,
  stateOf,
  test,
  toast,
  unique,
  type Customer,
  type Locator,
  type Page,
} from '../fixtures/app';
import { registerSomebody } from '../fixtures/people';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const tokens = (page: Page) => page.getByRole('region', { name: 'API tokens', exact: true });
const menu = (page: Page) => page.getByRole('menu');
const createDialog = (page: Page) => page.getByRole('dialog', { name: 'Create token' });
const madeDialog = (page: Page) => page.getByRole('dialog', { name: 'Token created' });
const scope = (dialog: Locator, word: string) =>
  dialog.getByRole('checkbox', { name: new RegExp(`^${word}`) });

async function roomOf(page: Page): Promise<Customer> {
  const customer = await seedOne(page);
  await open(page, `${customer.path}/tokens`);
  return customer;
}

/** The token that a dialog shows this one time. */
async function secretIn(place: Locator): Promise<string> {
  const secret = (await place.locator('code').textContent()) ?? '';
  expect(secret).toMatch(/^ent_[cr][0-9A-Za-z]{36}$/);
  return secret;
}

async function create(page: Page, name: string, scopes = ['sessions:batch']): Promise<string> {
  await tokens(page).getByRole('link', { name: 'Create token' }).first().click();
  const dialog = createDialog(page);
  await dialog.getByLabel('Name').fill(name);
  for (const word of scopes) {
    await scope(dialog, word).check();
  }
  await dialog.getByRole('button', { name: 'Create' }).click();
  const secret = await secretIn(madeDialog(page));
  await madeDialog(page).getByRole('link', { name: 'Done' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(row(page, name)).toContainText(hintOf(secret));
  return secret;
}

/** How a token is listed. */
function hintOf(secret: string): string {
  return `${secret.slice(0, 9)}…${secret.slice(-4)}`;
}

async function pick(page: Page, one: Locator, entry: string): Promise<void> {
  await one.getByRole('button', { name: /^Actions for/ }).click();
  await menu(page).getByRole('menuitem', { name: entry }).click();
}

test('a token is created, shown once, and listed', async ({ page }) => {
  const customer = await roomOf(page);
  await expect(page.getByRole('heading', { name: 'No API tokens yet' })).toBeVisible();
  const name = unique('Engine');
  await tokens(page).getByRole('link', { name: 'Create token' }).first().click();
  const dialog = createDialog(page);
  await expect(dialog.getByRole('checkbox')).toHaveCount(5);
  await expect(dialog.getByLabel('Expires')).toHaveValue('90');
  await dialog.getByLabel('Name').fill(name);
  await scope(dialog, 'sessions:batch').check();
  await scope(dialog, 'usage:read').check();
  await dialog.getByRole('button', { name: 'Create' }).click();

  const made = madeDialog(page);
  await expect(made).toContainText('Copy it now: it cannot be shown again.');
  const secret = await secretIn(made);
  expect(secret).toMatch(/^ent_c/);
  await expect(made.getByRole('button', { name: 'Copy token' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Token copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await made.getByRole('link', { name: 'Done' }).click();

  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(`${customer.path}/tokens`);
  await expect(row(page, name)).toContainText(hintOf(secret));
  await expect(row(page, name)).toContainText('sessions:batch, usage:read');
  await expect(row(page, name)).toContainText('Sanne Visser');
  await expect(row(page, name)).toContainText('Active');
  await expect(row(page, name)).toContainText('Never');
  expect(await (await page.request.get(page.url())).text()).not.toContain(secret);
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText('API token created')).toBeVisible();
});

test('a token that is shown is left without a question', async ({ page }) => {
  await roomOf(page);
  const name = unique('Engine');
  await tokens(page).getByRole('link', { name: 'Create token' }).first().click();
  await createDialog(page).getByLabel('Name').fill(name);
  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog');
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await scope(createDialog(page), 'usage:write').check();
  await createDialog(page).getByRole('button', { name: 'Create' }).click();
  await expect(madeDialog(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(question).toHaveCount(0);
  await expect(row(page, name)).toContainText('Active');
});

test('a refused token says so at its fields and keeps what was typed', async ({ page }) => {
  await roomOf(page);
  await tokens(page).getByRole('link', { name: 'Create token' }).first().click();
  const dialog = createDialog(page);
  const first = scope(dialog, 'sessions:read');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expectIssue(dialog.getByLabel('Name'), 'Enter a name.');
  await expectIssue(first, 'Choose at least one.');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await dialog.getByRole('link', { name: 'Scopes' }).click();
  await expect(first).toBeFocused();
  await page.keyboard.press('Space');
  await expect(first).toBeChecked();
  await expect(first).not.toHaveAttribute('aria-invalid');

  const day = dialog.getByLabel('Last day');
  await expect(day).toBeHidden();
  await dialog.getByLabel('Expires').selectOption('On a day of your choice');
  await dialog.getByLabel('Name').fill('Engine of a past day');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expectIssue(day, 'Enter a day.');
  await day.fill('2020-02-29');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expectIssue(day, 'This day is over: choose a later one.');
  await expect(dialog.getByLabel('Name')).toHaveValue('Engine of a past day');
  await dialog.getByLabel('Expires').selectOption('Never');
  await expect(day).toBeHidden();
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(madeDialog(page)).toBeVisible();
});

test('a token that ends soon says so', async ({ page }) => {
  await roomOf(page);
  const name = unique('Engine');
  await open(page, `${page.url()}?dialog=create-token`);
  const dialog = createDialog(page);
  const soon = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  await dialog.getByLabel('Name').fill(name);
  await scope(dialog, 'sessions:realtime').check();
  await dialog.getByLabel('Expires').selectOption('On a day of your choice');
  await dialog.getByLabel('Last day').fill(soon);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await madeDialog(page).getByRole('link', { name: 'Done' }).click();
  await expect(row(page, name)).toContainText('Soon');
  await page.reload();
  await ready(page);
  await expect(row(page, name)).toContainText('Soon');
});

test('a token is rotated, with and without an overlap', async ({ page }) => {
  await roomOf(page);
  const name = unique('Engine');
  const first = await create(page, name);
  await pick(page, row(page, name), 'Rotate…');
  const dialog = page.getByRole('dialog', { name: `Rotate ${name}?` });
  const stops = dialog.getByLabel('The old one stops');
  await expect(stops).toHaveValue('86400');
  await stops.selectOption('After 1 hour');
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  const second = await secretIn(madeDialog(page));
  expect(second).not.toBe(first);
  await madeDialog(page).getByRole('link', { name: 'Done' }).click();
  const one = (state: string) => row(page, name).filter({ hasText: state });
  await expect(one('Replaced')).toContainText(hintOf(first));
  await expect(one('Active')).toContainText(hintOf(second));

  await pick(page, one('Active'), 'Rotate…');
  await stops.selectOption('Now');
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await madeDialog(page).getByRole('link', { name: 'Done' }).click();
  await expect(one('Expired')).toContainText(hintOf(second));
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText('API token replaced')).toHaveCount(2);
});

test('a revoked token stays listed, and nothing more can be done to it', async ({ page }) => {
  const customer = await roomOf(page);
  const name = unique('Engine');
  const secret = await create(page, name);
  await pick(page, row(page, name), 'Revoke…');
  const dialog = page.getByRole('dialog', { name: `Revoke ${name}?` });
  await expect(dialog).toContainText(hintOf(secret));
  await expect(dialog).toContainText('refused within a second');
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(toast(page, `${name} revoked`)).toBeVisible();
  await expect(row(page, name)).toContainText('Revoked');
  await row(page, name).focus();
  await page.keyboard.press('Enter');
  await expect(menu(page).getByRole('menuitem')).toHaveText(['Copy token ID']);
  await expect(menu(page).getByRole('menuitem')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Token ID copied')).toBeVisible();
  const id = await page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText('API token revoked')).toBeVisible();

  // Somebody has had the dialog open since before.
  await open(page, `${customer.path}/tokens?dialog=rotate-token&token=${id}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText(
    'This token is no good any more.',
  );
});

test('the list sorts and searches, and says so in its address', async ({ page }) => {
  await roomOf(page);
  const [one, other] = [unique('Alpha'), unique('Beta')];
  const secret = await create(page, one);
  await create(page, other);
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('link').click();
  await expect(page).toHaveURL(/sort=name/);
  await expect(rows(page).first()).toContainText(one);
  const search = page.getByRole('searchbox', { name: 'Search name or token' });
  await search.fill(secret.slice(-4));
  await expect(page).toHaveURL(/q=/);
  await expect(rows(page)).toHaveCount(1);
  await page.reload();
  await ready(page);
  await expect(row(page, one)).toBeVisible();
  await search.fill('nothing like this');
  await expect(page.getByRole('heading', { name: 'No token matches' })).toBeVisible();
  await page.getByRole('link', { name: 'Clear search' }).click();
  await expect(rows(page)).toHaveCount(2);
});

test('the menu of a row opens by the keyboard', async ({ page }) => {
  await roomOf(page);
  const name = unique('Engine');
  await create(page, name);
  await row(page, name).focus();
  await page.keyboard.press('Enter');
  await expect(menu(page).getByRole('menuitem').first()).toBeFocused();
  const entries = await menu(page).getByRole('menuitem').locator('span').allTextContents();
  expect(entries).toEqual(['Copy token ID', 'Rotate…', 'Revoke…']);
  await page.keyboard.press('Escape');
  await expect(row(page, name)).toBeFocused();
});

test('somebody of the customer manages its tokens in the console', async ({ page, visitor }) => {
  const { name: person, customer } = await registerSomebody(page, visitor);
  const nav = visitor.getByRole('navigation', { name: 'Main' });
  await nav.getByRole('link', { name: 'API tokens' }).click();
  await expect(visitor.getByRole('heading', { name: 'No API tokens yet' })).toBeVisible();
  const name = unique('Engine');
  const secret = await create(visitor, name, ['sessions:realtime', 'usage:write']);
  expect(secret).toMatch(/^ent_c/);

  await open(page, `${customer.path}/tokens`);
  await expect(row(page, name)).toContainText(person);
  await pick(page, row(page, name), 'Revoke…');
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(row(page, name)).toContainText('Revoked');
  await visitor.reload();
  await expect(row(visitor, name)).toContainText('Revoked');
});

test('the reseller’s own tokens are made for other things', async ({ page }) => {
  await open(page, '/settings/tokens');
  const tab = page.getByRole('tab', { name: 'API tokens' });
  await expect(tab).toHaveAttribute('aria-selected', 'true');
  await open(page, '/settings/tokens?dialog=create-token');
  await expect(createDialog(page).getByRole('checkbox')).toHaveCount(11);
  await expect(scope(createDialog(page), 'sessions:batch')).toHaveCount(0);
  await createDialog(page).getByRole('link', { name: 'Cancel' }).click();
  const name = unique('Books');
  expect(await create(page, name, ['customers:read', 'audit:read'])).toMatch(/^ent_r/);
  await pick(page, row(page, name), 'Revoke…');
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(row(page, name)).toContainText('Revoked');
});

test.describe('in a support login', () => {
  // It gives its session another ID, so that this test has a session of its own.
  test.use({
    storageState: async ({ browser }, use, { project }) => {
      await use(await stateOf(browser, reseller, project.use.baseURL ?? ''));
    },
  });

  for (const how of ['Admin login', 'Read-only login']) {
    test(how, async ({ page }) => {
      const customer = await seedOne(page);
      await open(page, `${customer.path}/tokens`);
      const name = unique('Engine');
      await create(page, name);
      if (how === 'Read-only login') {
        await page.locator('summary', { hasText: 'Other ways in' }).click();
      }
      await page.getByRole('button', { name: how }).click();
      await expect(page).toHaveURL(/\/support\//);
      await open(page, `${new URL(page.url()).pathname}/tokens`);
      await expect(row(page, name)).toContainText('Active');
      if (how === 'Admin login') {
        await create(page, unique('Engine'));
        return;
      }
      const link = tokens(page).getByRole('link', { name: 'Create token' });
      await expect(link).toHaveAttribute('aria-disabled', 'true');
      await row(page, name).getByRole('button', { name: /^Actions for/ }).click();
      const revoke = menu(page).getByRole('menuitem', { name: 'Revoke…' });
      await expect(revoke).toHaveAttribute('aria-disabled', 'true');
    });
  }
});

test('tokens are accessible', async ({ page }) => {
  test.slow();
  const customer = await roomOf(page);
  await expectAccessible(page, 'no tokens');
  const name = unique('Engine');
  await open(page, `${customer.path}/tokens?dialog=create-token`);
  const dialog = createDialog(page);
  await expectAccessible(page, 'create dialog');
  await dialog.getByLabel('Expires').selectOption('On a day of your choice');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expectIssue(dialog.getByLabel('Name'), 'Enter a name.');
  await expectAccessible(page, 'refused token');
  await dialog.getByLabel('Expires').selectOption('After 30 days');
  await dialog.getByLabel('Name').fill(name);
  await scope(dialog, 'sessions:read').check();
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(madeDialog(page)).toBeVisible();
  await expectAccessible(page, 'a token that is shown once');
  await madeDialog(page).getByRole('link', { name: 'Done' }).click();
  await expect(row(page, name)).toBeVisible();
  await expectAccessible(page, 'a token');
  await row(page, name).click({ button: 'right' });
  await expect(menu(page).getByRole('menuitem').first()).toBeFocused();
  await expectAccessible(page, 'menu of a token');
  await page.keyboard.press('Escape');
  for (const entry of ['Rotate…', 'Revoke…']) {
    await pick(page, row(page, name), entry);
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, entry);
    await page.getByRole('dialog').getByRole('link', { name: 'Cancel' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await open(page, '/settings/tokens?dialog=create-token');
  await expectAccessible(page, 'create dialog of the reseller');
});

test.describe('without WebAssembly', () => {
  test.use({ javaScriptEnabled: false });

  test('creating, rotating and revoking', async ({ page }) => {
    const customer = await seedOne(page);
    const room = `${customer.path}/tokens`;
    await page.goto(`${room}?dialog=create-token`);
    const dialog = createDialog(page);
    const name = unique('Engine');
    await dialog.getByLabel('Expires').selectOption('On a day of your choice');
    await dialog.getByLabel('Last day').fill('2020-02-29');
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expectIssue(scope(dialog, 'sessions:read'), 'Choose at least one.');
    await scope(dialog, 'sessions:batch').check();
    await scope(dialog, 'usage:read').check();
    await dialog.getByRole('button', { name: 'Create' }).click();
    await expectIssue(dialog.getByLabel('Last day'), 'This day is over: choose a later one.');
    await expect(dialog.getByLabel('Name')).toHaveValue(name);
    await expect(scope(dialog, 'sessions:batch')).toBeChecked();
    await expect(scope(dialog, 'usage:read')).toBeChecked();
    await expect(scope(dialog, 'sessions:read')).not.toBeChecked();
    await dialog.getByLabel('Expires').selectOption('After 365 days');
    await expect(dialog.getByLabel('Last day')).toBeHidden();
    await dialog.getByRole('button', { name: 'Create' }).click();

    await expect(dialog).toHaveCount(0);
    const made = page.getByRole('region', { name: 'Token created' });
    await expect(made).toContainText('Copy it now: it cannot be shown again.');
    const first = await secretIn(made);
    await expect(row(page, name)).toContainText(hintOf(first));
    await page.goto(room);
    await expect(made).toHaveCount(0);

    const id = await row(page, name).getAttribute('data-row');
    await page.goto(`${room}?dialog=rotate-token&token=${id}`);
    await page.getByLabel('The old one stops').selectOption('After 7 days');
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
    expect(await secretIn(made)).not.toBe(first);
    await expect(row(page, hintOf(first))).toContainText('Replaced');

    await page.goto(`${room}?dialog=revoke-token&token=${id}`);
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await expect(row(page, hintOf(first))).toContainText('Revoked');
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 780 }, hasTouch: true });

  test('a token is a card, with everything in reach', async ({ page }) => {
    await roomOf(page);
    const name = unique('Engine');
    await create(page, name, ['sessions:read', 'sessions:batch', 'sessions:realtime', 'usage:read']);
    await expect(row(page, name)).toContainText('Active');
    await expect(row(page, name).getByText('Last used:')).toBeVisible();
    const width = () => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBeLessThanOrEqual(360);
    await pick(page, row(page, name), 'Revoke…');
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await expect(row(page, name)).toContainText('Revoked');
    await tokens(page).getByRole('link', { name: 'Create token' }).click();
    await expect(createDialog(page)).toBeVisible();
    expect(await width()).toBeLessThanOrEqual(360);
  });
});
