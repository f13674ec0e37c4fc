import { expectAccessible } from '../fixtures/a11y';
import {
  expect,
  expectIssue,
  open,
  password,
  prepare,
  ready,
  row,
  rows,
  seedOne,
  test,
  toast,
  unique,
  type Customer,
  type Page,
} from '../fixtures/app';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const users = (page: Page) => page.getByRole('region', { name: 'Users', exact: true });
const menu = (page: Page) => page.getByRole('menu');

/** Somebody whom no other test knows. */
function somebody(): { name: string; email: string } {
  const word = unique('U');
  return { name: `${word} Jansen`, email: `${word.toLowerCase()}@e2e.example` };
}

async function invite(page: Page, who: { name: string; email: string }): Promise<string> {
  await users(page).getByRole('link', { name: 'Invite user' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Invite user' });
  await dialog.getByLabel('Name').fill(who.name);
  await dialog.getByLabel('Email').fill(who.email);
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(toast(page, `${who.name} invited`)).toBeVisible();
  return copiedLink(page);
}

/** The link that a message offers, as somebody gets hold of it: by copying. */
async function copiedLink(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Copy invitation link' }).last().click();
  await expect(toast(page, 'Invitation link copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/^http.*\/invitation\/[0-9a-f]{64}$/);
  return link;
}

/** Opens a link and registers, in a browser that the server does not know. */
async function register(visitor: Page, link: string): Promise<void> {
  await open(visitor, link);
  await visitor.getByLabel('Password', { exact: true }).fill(password);
  await visitor.getByRole('button', { name: 'Register and sign in' }).click();
  await expect(visitor.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await ready(visitor);
}

async function roomOf(page: Page): Promise<Customer> {
  const customer = await seedOne(page);
  await open(page, `${customer.path}/users`);
  return customer;
}

async function pick(page: Page, name: string, entry: string): Promise<void> {
  await row(page, name).getByRole('button', { name: /^Actions for/ }).click();
  await menu(page).getByRole('menuitem', { name: entry }).click();
}

test('somebody is invited, registers, and invites a colleague', async ({ page, visitor }) => {
  const customer = await roomOf(page);
  await expect(page.getByRole('heading', { name: 'No users yet' })).toBeVisible();
  const [ana, ben] = [somebody(), somebody()];
  const link = await invite(page, ana);
  await expect(row(page, ana.name)).toContainText('Invited');

  await visitor.goto(link);
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(`Welcome to ${customer.name}`);
  await register(visitor, link);
  await expect(visitor).toHaveURL(/\/console$/);
  await visitor.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Users' }).click();
  await expect(row(visitor, ana.name)).toContainText('Active');
  await invite(visitor, ben);
  await expect(rows(visitor)).toHaveCount(2);

  await page.reload();
  await ready(page);
  await expect(row(page, ana.name)).toContainText('Active');
  await expect(row(page, ben.name)).toContainText('Invited');
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText('User registered')).toBeVisible();
  await expect(page.getByText('User invited')).toHaveCount(2);
});

test('a refused invitation says so at the field and keeps what was typed', async ({ page }) => {
  await roomOf(page);
  const ana = somebody();
  await invite(page, ana);
  await users(page).getByRole('link', { name: 'Invite user' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite user' });
  await dialog.getByLabel('Name').fill('Somebody else');
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expectIssue(dialog.getByLabel('Email'), 'Enter an email address.');
  await dialog.getByLabel('Email').fill(ana.email.toUpperCase());
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expectIssue(dialog.getByLabel('Email'), 'Somebody signs in with this email address already.');
  await expect(dialog.getByLabel('Name')).toHaveValue('Somebody else');
});

test('another link makes the first one useless, and revoking both', async ({ page, visitor }) => {
  await roomOf(page);
  const ana = somebody();
  const first = await invite(page, ana);
  await pick(page, ana.name, 'Resend invitation');
  await expect(toast(page, `${ana.name} invited again`)).toBeVisible();
  const second = await copiedLink(page);
  expect(second).not.toBe(first);
  await visitor.goto(first);
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(
    'This invitation is no longer valid',
  );
  await pick(page, ana.name, 'Revoke invitation…');
  const dialog = page.getByRole('dialog', { name: `Revoke the invitation of ${ana.name}?` });
  await dialog.getByRole('button', { name: 'Revoke' }).click();
  await expect(toast(page, `${ana.name} is no longer invited`)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No users yet' })).toBeVisible();
  await visitor.goto(second);
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(
    'This invitation is no longer valid',
  );
});

test('whoever is disabled is out at once, and back in when enabled', async ({ page, visitor }) => {
  await roomOf(page);
  const [ana, ben] = [somebody(), somebody()];
  await register(visitor, await invite(page, ana));
  const nobody = { cookies: [], origins: [] };
  const second = await visitor.context().browser()!.newContext({ storageState: nobody });
  await prepare(second);
  const other = await second.newPage();
  await register(other, await invite(page, ben));
  await second.close();
  await page.reload();
  await ready(page);

  await pick(page, ana.name, 'Disable…');
  await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
  await expect(toast(page, `${ana.name} is disabled`)).toBeVisible();
  await expect(row(page, ana.name)).toContainText('Disabled');
  await visitor.reload();
  await expect(visitor).toHaveURL(/\/login\?.*ended=revoked/);
  await visitor.getByLabel('Email').fill(ana.email);
  await visitor.getByLabel('Password', { exact: true }).fill(password);
  await visitor.getByRole('button', { name: 'Sign in' }).click();
  await expectIssue(visitor.getByLabel('Password', { exact: true }), /This account is turned off/);

  // Nobody else could sign in without Ben.
  await pick(page, ben.name, 'Remove…');
  const dialog = page.getByRole('dialog', { name: `Remove ${ben.name}?` });
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Nobody else could sign in then.');
  await dialog.getByRole('link', { name: 'Cancel' }).click();

  await pick(page, ana.name, 'Enable');
  await expect(toast(page, `${ana.name} is enabled`)).toBeVisible();
  await pick(page, ben.name, 'Remove…');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(toast(page, `${ben.name} removed`)).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
});

test('the list sorts, searches and pages, and says so in its address', async ({ page }) => {
  await roomOf(page);
  const [ana, ben] = [somebody(), somebody()];
  await invite(page, ana);
  await invite(page, ben);
  await page.getByRole('columnheader', { name: 'Email' }).getByRole('link').click();
  await expect(page).toHaveURL(/sort=email/);
  await page.getByRole('searchbox', { name: 'Search name or email' }).fill(ben.name);
  await expect(page).toHaveURL(/q=U/);
  await expect(rows(page)).toHaveCount(1);
  await page.reload();
  await ready(page);
  await expect(row(page, ben.name)).toBeVisible();
  await page.getByRole('searchbox', { name: 'Search name or email' }).fill('nobody like this');
  await expect(page.getByRole('heading', { name: 'No user matches' })).toBeVisible();
  await page.getByRole('link', { name: 'Clear search' }).click();
  await expect(rows(page)).toHaveCount(2);
});

test('the menu of a row opens by the keyboard', async ({ page }) => {
  await roomOf(page);
  const ana = somebody();
  await invite(page, ana);
  await row(page, ana.name).focus();
  await page.keyboard.press('Enter');
  await expect(menu(page).getByRole('menuitem').first()).toBeFocused();
  const entries = await menu(page).getByRole('menuitem').locator('span').allTextContents();
  expect(entries).toEqual(['Copy email', 'Resend invitation', 'Revoke invitation…']);
  await page.keyboard.press('Escape');
  await expect(row(page, ana.name)).toBeFocused();
});

test('the team is the reseller’s own, and nobody turns themselves off', async ({ page }) => {
  await open(page, '/settings/team');
  await expect(page.getByRole('tab', { name: 'Team' })).toHaveAttribute('aria-selected', 'true');
  await row(page, 'Sanne Visser').getByRole('button', { name: /^Actions for/ }).click();
  await expect(menu(page).getByRole('menuitem')).toHaveText(['Copy email']);
  await page.keyboard.press('Escape');
  const ana = somebody();
  await invite(page, ana);
  await expect(row(page, ana.name)).toContainText('Reseller');
  await pick(page, ana.name, 'Revoke invitation…');
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(row(page, ana.name)).toHaveCount(0);
});

test('a new customer comes with its first user', async ({ page, visitor }) => {
  await open(page, '/customers?dialog=new');
  const { name, email } = somebody();
  await page.getByRole('dialog').getByLabel('Name').fill(name);
  await page.getByRole('dialog').getByLabel('Email').fill(email);
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(toast(page, 'Customer created')).toBeVisible();
  await register(visitor, await copiedLink(page));
  await expect(visitor.getByRole('heading', { level: 1, name })).toBeVisible();
});

test('the password meter says how strong it is', async ({ page, visitor }) => {
  await roomOf(page);
  await open(visitor, await invite(page, somebody()));
  const field = visitor.getByLabel('Password', { exact: true });
  await field.fill('short');
  await expect(visitor.getByText('Too short')).toBeVisible();
  await field.fill('wooden ferry at dawn in 1987');
  await expect(visitor.getByText('Strong', { exact: true })).toBeVisible();
});

test('users are accessible', async ({ page, visitor }) => {
  test.slow();
  const customer = await roomOf(page);
  await expectAccessible(page, 'no users');
  const ana = somebody();
  const link = await invite(page, ana);
  await expectAccessible(page, 'a user, with a message');
  await row(page, ana.name).click({ button: 'right' });
  await expect(menu(page).getByRole('menuitem').first()).toBeFocused();
  await expectAccessible(page, 'menu of a user');
  await page.keyboard.press('Escape');
  await open(page, `${customer.path}/users?dialog=invite-user`);
  await expectAccessible(page, 'invite dialog');
  await open(page, '/settings/team');
  await expectAccessible(page, 'team');
  await open(visitor, link);
  await visitor.getByLabel('Password', { exact: true }).fill('wooden ferry');
  await expectAccessible(visitor, 'registration');
  await register(visitor, link);
  for (const room of ['', '/subscription', '/usage', '/transcriptions', '/tokens', '/users', '/billing']) {
    await open(visitor, `/console${room}`);
    await expectAccessible(visitor, `console${room}`);
  }
  await visitor.goto(link);
  await expectAccessible(visitor, 'used invitation');
});

test.describe('without WebAssembly', () => {
  test.use({ javaScriptEnabled: false });

  test('inviting and listing', async ({ page }) => {
    const customer = await seedOne(page);
    await page.goto(`${customer.path}/users?dialog=invite-user`);
    const dialog = page.getByRole('dialog', { name: 'Invite user' });
    const ana = somebody();
    await dialog.getByLabel('Name').fill(ana.name);
    await dialog.getByLabel('Email').fill('not-an-email');
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await expectIssue(dialog.getByLabel('Email'), /Enter a full email address/);
    await expect(dialog.getByLabel('Name')).toHaveValue(ana.name);
    await dialog.getByLabel('Email').fill(ana.email);
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(row(page, ana.name)).toContainText('Invited');
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a user is a card, with everything in reach', async ({ page }) => {
    await roomOf(page);
    const ana = somebody();
    await invite(page, ana);
    await expect(row(page, ana.name)).toContainText('Invited');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await pick(page, ana.name, 'Revoke invitation…');
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await expect(page.getByRole('heading', { name: 'No users yet' })).toBeVisible();
  });
});
