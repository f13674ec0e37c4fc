import { expectAccessible } from '../fixtures/a11y';
import {
  expect,
  open,
  ready,
  reseller,
  row,
  seedOne,
  stateOf,
  test,
  toast,
  unique,
  type Customer,
  type Page,
} from '../fixtures/app';

// A support login gives its session another ID, so that each test has a session of its own.
test.use({
  storageState: async ({ browser }, use, { project }) => {
    await use(await stateOf(browser, reseller, project.use.baseURL ?? ''));
  },
});

const banner = (page: Page) => page.getByRole('complementary', { name: 'Support login' });
const nav = (page: Page) => page.getByRole('navigation', { name: 'Main' });

/** Enters the console of a customer from its page. */
async function enter(page: Page, how: 'Admin login' | 'Read-only login'): Promise<Customer> {
  const customer = await seedOne(page);
  await open(page, `${customer.path}/history`);
  if (how === 'Read-only login') {
    await page.locator('summary', { hasText: 'Other ways in' }).click();
  }
  await page.getByRole('button', { name: how }).click();
  await expect(banner(page)).toContainText(`${how}: ${customer.name}`);
  await ready(page);
  return customer;
}

async function goTo(page: Page, room: string): Promise<void> {
  await nav(page).getByRole('link', { name: room, exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(room);
}

async function invite(page: Page): Promise<string> {
  const email = `${unique('s').toLowerCase()}@e2e.example`;
  await page.getByRole('link', { name: 'Invite user' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Invite user' });
  await dialog.getByLabel('Name').fill('Support Visser');
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(toast(page, 'Support Visser invited')).toBeVisible();
  return email;
}

test('an admin login changes something, says so in the history, and leads back', async ({ page }) => {
  const customer = await enter(page, 'Admin login');
  await expect(page).toHaveURL(/\/support\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(customer.name);
  await goTo(page, 'Users');
  await expect(banner(page)).toBeVisible();
  const email = await invite(page);
  await expect(row(page, 'Support Visser')).toContainText(email);
  await page.reload();
  await expect(row(page, 'Support Visser')).toContainText(email);
  await goTo(page, 'History');
  await expect(page.getByText('Sanne Visser (support, Admin login)').first()).toBeVisible();

  const other = await page.context().newPage();
  await open(other, '/settings/team');
  await expect(banner(other)).toHaveCount(0);
  await expect(other.getByText(email)).toHaveCount(0);
  await other.close();

  await banner(page).getByRole('button', { name: 'Leave' }).click();
  await expect(page).toHaveURL(`${customer.path}/history`);
  await expect(toast(page, 'The support login is over')).toBeVisible();
  await expect(page.getByText('Support came in')).toBeVisible();
  await expect(page.getByText('Support left')).toBeVisible();
});

test('a read-only login sees everything and can change nothing', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, `/customers?q=${customer.email}`);
  await row(page, customer.name).getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Read-only login' }).click();
  await expect(banner(page)).toContainText(`Read-only login: ${customer.name}`);
  await ready(page);
  await goTo(page, 'Users');
  const invitation = page.getByRole('link', { name: 'Invite user' }).first();
  await expect(invitation).toHaveAttribute('aria-disabled', 'true');
  await expect(invitation).not.toHaveAttribute('href');

  // Whoever finds the dialog all the same can send nothing by it.
  await open(page, `${new URL(page.url()).pathname}?dialog=invite-user`);
  const dialog = page.getByRole('dialog', { name: 'Invite user' });
  const send = dialog.getByRole('button', { name: 'Invite' });
  await expect(send).toBeDisabled();
  await dialog.getByLabel('Name').fill('Eve');
  await dialog.getByLabel('Email').fill('eve@e2e.example');
  await send.evaluate((button: HTMLButtonElement) => (button.disabled = false));
  await send.click();
  await expect(dialog.getByRole('alert')).toContainText('nothing was changed');
  await expect(dialog.getByLabel('Email')).toHaveValue('eve@e2e.example');
});

test('the time that is left is counted down, and its end leads out', async ({ page }) => {
  await page.clock.install();
  await enter(page, 'Admin login');
  const left = banner(page).getByRole('timer');
  await expect(left).toHaveText(/^(60:00|59:5\d) left$/);
  await page.clock.runFor('05:00');
  await expect(left).toHaveText(/^(55:00|54:5\d) left$/);
});

test('a support login that is over says so', async ({ page }) => {
  await enter(page, 'Admin login');
  await goTo(page, 'Users');
  const inside = page.url();
  const other = await page.context().newPage();
  await other.goto(inside);
  await banner(other).getByRole('button', { name: 'Leave' }).click();
  await expect(toast(other, 'The support login is over')).toBeVisible();
  await other.close();

  await page.getByRole('link', { name: 'Invite user' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Invite user' });
  await dialog.getByLabel('Name').fill('Late');
  await dialog.getByLabel('Email').fill('late@e2e.example');
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(dialog.getByRole('alert')).toContainText('This support login is over');
  await page.goto(inside);
  await expect(page).toHaveURL(/\/$/);
  await expect(toast(page, 'The support login is over')).toBeVisible();
});

test('support logins are accessible', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, customer.path);
  await page.locator('summary', { hasText: 'Other ways in' }).click();
  await expectAccessible(page, 'the ways in');
  await page.getByRole('button', { name: 'Read-only login' }).click();
  await expect(banner(page)).toBeVisible();
  await ready(page);
  await expectAccessible(page, 'the console in a read-only login');
  await goTo(page, 'Users');
  await expectAccessible(page, 'users in a read-only login');
  await goTo(page, 'History');
  await expectAccessible(page, 'history in a read-only login');
});

test.describe('without WebAssembly', () => {
  test.use({ javaScriptEnabled: false });

  test('entering, changing and leaving', async ({ page }) => {
    const customer = await seedOne(page);
    await page.goto(`${customer.path}/users`);
    await page.getByRole('button', { name: 'Admin login' }).click();
    await expect(banner(page)).toContainText(customer.name);
    await nav(page).getByRole('link', { name: 'Users' }).click();
    await page.getByRole('link', { name: 'Invite user' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Invite user' });
    const email = `${unique('s').toLowerCase()}@e2e.example`;
    await dialog.getByLabel('Name').fill('Plain Visser');
    await dialog.getByLabel('Email').fill(email);
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await expect(page.getByText(email)).toBeVisible();
    await banner(page).getByRole('button', { name: 'Leave' }).click();
    await expect(page).toHaveURL(`${customer.path}/users`);
    await expect(page.getByText(email)).toBeVisible();
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the banner fits and leads out', async ({ page }) => {
    await enter(page, 'Admin login');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await banner(page).getByRole('button', { name: 'Leave' }).click();
    await expect(banner(page)).toHaveCount(0);
  });
});
