import { expectAccessible } from '../fixtures/a11y';
import {
  expect,
  expectIssue,
  open,
  password,
  ready,
  reseller,
  row,
  seedOne,
  test,
  toast,
  unique,
  type Customer,
  type Page,
} from '../fixtures/app';
import { linkIn, mailTo } from '../fixtures/mailbox';
import { registerSomebody } from '../fixtures/people';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const dialog = (page: Page, customer: Customer) =>
  page.getByRole('dialog', { name: `Reset a password of ${customer.name}` });

/** A customer whose account's own person has registered, in a browser of theirs. */
async function registered(page: Page, visitor: Page): Promise<Customer> {
  return (await registerSomebody(page, visitor)).customer;
}

async function signIn(visitor: Page, email: string, secret: string): Promise<void> {
  await visitor.getByLabel('Email').fill(email);
  await visitor.getByLabel('Password', { exact: true }).fill(secret);
  await visitor.getByRole('button', { name: 'Sign in' }).click();
}

test('the reseller resets a password, and its holder has to choose another', async ({
  page,
  visitor,
}) => {
  const customer = await registered(page, visitor);
  await open(page, `/customers?q=${customer.email}`);
  await row(page, customer.name).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Reset password…' }).click();
  const ask = dialog(page, customer);
  await expect(ask.getByLabel('User')).toHaveValue(/./);
  await expect(ask.getByLabel('User').locator('option:checked')).toContainText(customer.email);
  await expect(ask.getByRole('button', { name: 'Confirm new password' })).toHaveCount(0);
  await ask.getByRole('button', { name: 'Generate new password' }).click();
  await expect(ask.getByText('Nothing has changed yet.')).toBeVisible();
  await ask.getByTitle('Copy the new password').click();
  await expect(toast(page, 'Password copied')).toBeVisible();
  const given = await page.evaluate(() => navigator.clipboard.readText());
  expect(given).toMatch(/^[a-hjkmnp-zA-HJKMNP-Z2-9]{20}$/);
  // Nothing has: whoever is in stays in.
  await visitor.reload();
  await expect(visitor).toHaveURL(/\/console$/);
  await ask.getByRole('button', { name: 'Confirm new password' }).click();
  await expect(toast(page, `Password of ${customer.name} person reset`)).toBeVisible();

  await visitor.reload();
  await expect(visitor).toHaveURL(/\/login/);
  await signIn(visitor, customer.email, password);
  await expectIssue(visitor.getByLabel('Password', { exact: true }), /do not go together/);
  await signIn(visitor, customer.email, given);
  await expect(visitor).toHaveURL(/\/password$/);
  await visitor.goto('/console');
  await expect(visitor).toHaveURL(/\/password$/);
  await ready(visitor);
  await visitor.getByLabel('New password', { exact: true }).fill(given);
  await visitor.getByRole('button', { name: 'Set the password' }).click();
  await expectIssue(
    visitor.getByLabel('New password', { exact: true }),
    'Choose another password than the one you have now.',
  );
  await visitor.getByLabel('New password', { exact: true }).fill('seven lanterns by the quay');
  await visitor.getByRole('button', { name: 'Set the password' }).click();
  await expect(visitor).toHaveURL(/\/console$/);
  await open(page, `${customer.path}/history`);
  await expect(page.getByText('Password changed')).toBeVisible();
  await expect(page.getByText('Password reset')).toBeVisible();
});

test('closing before it is confirmed changes nothing', async ({ page, visitor }) => {
  const customer = await registered(page, visitor);
  await open(page, customer.path);
  await page.getByRole('link', { name: 'Reset password' }).click();
  await dialog(page, customer).getByRole('button', { name: 'Generate new password' }).click();
  await expect(page.getByText('Nothing has changed yet.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
  await expect(dialog(page, customer)).toHaveCount(0);
  await visitor.reload();
  await expect(visitor).toHaveURL(/\/console$/);
});

test('a customer without people has no password to reset', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, `/customers?q=${customer.email}&dialog=reset-password&id=${customer.id}`);
  await expect(dialog(page, customer)).toContainText('Nobody has registered for this customer yet');
  await dialog(page, customer).getByRole('link', { name: 'To its users' }).click();
  await expect(page).toHaveURL(`${customer.path}/users`);
});

test('a forgotten password is replaced by the link in a mail @mail', async ({ page, visitor }) => {
  const customer = await registered(page, visitor);
  await mailTo(customer.email);
  await visitor.context().clearCookies();
  await visitor.goto('/login/polder-speech');
  await visitor.getByRole('link', { name: 'Forgot password?' }).click();
  await visitor.getByLabel('Email').fill(customer.email);
  await visitor.getByRole('button', { name: 'Send the link' }).click();
  await expect(visitor.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();
  await open(visitor, linkIn(await mailTo(customer.email, 2)));
  await visitor.getByLabel('New password', { exact: true }).fill('seven lanterns by the quay');
  await visitor.getByRole('button', { name: 'Set the password' }).click();
  await expect(visitor).toHaveURL(/\/console$/);
});

test('whoever asks learns nothing', async ({ visitor }) => {
  await open(visitor, '/forgot');
  await visitor.getByLabel('Email').fill(`${unique('nobody')}@e2e.example`);
  await visitor.getByRole('button', { name: 'Send the link' }).click();
  const answer = visitor.getByRole('main');
  await expect(answer).toContainText('If somebody signs in here with this address');
  const words = await answer.textContent();
  await open(visitor, '/forgot');
  await visitor.getByLabel('Email').fill(reseller);
  await visitor.getByRole('button', { name: 'Send the link' }).click();
  await expect(answer).toHaveText(words ?? '');
});

test('passwords are accessible', async ({ page, visitor }) => {
  test.slow();
  await open(visitor, '/forgot');
  await expectAccessible(visitor, 'forgot');
  await visitor.getByRole('button', { name: 'Send the link' }).click();
  await expectIssue(visitor.getByLabel('Email'), 'Enter an email address.');
  await expectAccessible(visitor, 'refused forgot');
  await open(visitor, `/reset/${'0'.repeat(64)}`);
  await expectAccessible(visitor, 'unknown link');
  const customer = await registered(page, visitor);
  await open(page, `${customer.path}?dialog=reset-password`);
  await expectAccessible(page, 'reset dialog');
  await page.getByRole('button', { name: 'Generate new password' }).click();
  await expect(page.getByText('Nothing has changed yet.')).toBeVisible();
  await expectAccessible(page, 'reset dialog with a password');
});
