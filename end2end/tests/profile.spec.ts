import { expectAccessible } from '../fixtures/a11y';
import {
  expect,
  expectIssue,
  open,
  password,
  prepare,
  ready,
  test,
  toast,
  type Page,
} from '../fixtures/app';
import { registerSomebody } from '../fixtures/people';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const card = (page: Page, name: string) => page.locator('section.card').filter({ hasText: name });
const other = 'seven lanterns by the quay';

test('somebody changes their name and their password', async ({ page, visitor }) => {
  const { name } = await registerSomebody(page, visitor);
  await visitor.getByRole('button', { name: new RegExp(name) }).click();
  await visitor.getByRole('link', { name: 'Your profile' }).click();
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('Your profile');
  const names = card(visitor, 'Name');
  await expect(names.getByRole('button', { name: 'Update' })).toBeDisabled();
  await names.getByLabel('Name').fill('');
  await names.getByRole('button', { name: 'Update' }).click();
  await expectIssue(names.getByLabel('Name'), 'Enter a name.');
  await names.getByLabel('Name').fill(`${name} II`);
  await names.getByRole('button', { name: 'Update' }).click();
  await expect(toast(visitor, 'Name changed')).toBeVisible();
  await expect(names.getByRole('button', { name: 'Update' })).toBeDisabled();
  await expect(visitor.getByRole('button', { name: new RegExp(`${name} II`) })).toBeVisible();

  const present = visitor.getByLabel('Present password');
  const next = visitor.getByLabel('New password', { exact: true });
  await present.fill('not the present one');
  await next.fill(other);
  await visitor.getByRole('button', { name: 'Change password' }).click();
  await expectIssue(present, 'This is not your password.');
  await present.fill(password);
  await next.fill(password);
  await visitor.getByRole('button', { name: 'Change password' }).click();
  await expectIssue(next, 'Choose another password than the one you have now.');
  await present.fill(password);
  await next.fill(other);
  await visitor.getByRole('button', { name: 'Change password' }).click();
  await expect(visitor.getByText('Your password is changed.')).toBeVisible();
  await visitor.reload();
  await expect(visitor.getByText('Your password is changed.')).toHaveCount(0);
});

test('somebody signs out everywhere else', async ({ page, visitor }) => {
  const { email } = await registerSomebody(page, visitor);
  const nobody = { cookies: [], origins: [] };
  const second = await visitor.context().browser()!.newContext({ storageState: nobody });
  await prepare(second);
  const elsewhere = await second.newPage();
  await open(elsewhere, '/login/polder-speech');
  await elsewhere.getByLabel('Email').fill(email);
  await elsewhere.getByLabel('Password', { exact: true }).fill(password);
  await elsewhere.getByRole('button', { name: 'Sign in' }).click();
  await expect(elsewhere).toHaveURL(/\/console$/);
  await open(visitor, '/profile');
  const devices = card(visitor, 'Where you are signed in');
  await expect(devices.getByRole('listitem')).toHaveCount(2);
  await expect(devices).toContainText(/Chrome on /);
  await devices.getByRole('button', { name: 'Sign out the others' }).click();
  await expect(toast(visitor, 'Signed out on 1 other device')).toBeVisible();
  await expect(devices.getByRole('listitem')).toHaveCount(1);
  await expect(devices.getByRole('listitem')).toContainText('This one');
  await elsewhere.reload();
  await expect(elsewhere).toHaveURL(/\/login/);
  await second.close();
});

test('a profile is accessible', async ({ page, visitor }) => {
  test.slow();
  await open(page, '/profile');
  await expectAccessible(page, 'profile of a reseller');
  await registerSomebody(page, visitor);
  await open(visitor, '/profile');
  await visitor.getByRole('button', { name: 'Change password' }).click();
  await expectIssue(visitor.getByLabel('Present password'), 'This is not your password.');
  await expectAccessible(visitor, 'refused password');
});

test('the theme is chosen in the profile, and in the panel alike', async ({ page }) => {
  await open(page, '/profile');
  const root = page.locator('html');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await ready(page);
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await page.getByRole('button', { name: 'Theme: dark' }).first().click();
  await expect(page.getByRole('radio', { name: 'As the system' })).toBeChecked();
});
