import { expect, expectIssue, open, password, ready, reseller, test } from '../fixtures/app';

test('a wrong password keeps the email and says so at the field', async ({ visitor: page }) => {
  await open(page, '/login');
  // Not a real account: nobody else is to wait for the pause after a failure.
  const email = `nobody-${Date.now()}@e2e.example`;
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('not-the-password-of-anybody');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expectIssue(
    page.getByLabel('Password', { exact: true }),
    /This email and password do not go together/,
  );
  await expect(page.getByLabel('Email')).toHaveValue(email);
  await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
});

test('nothing typed is refused at both fields', async ({ visitor: page }) => {
  await open(page, '/login');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expectIssue(page.getByLabel('Email'), /Enter an email address/);
  await expectIssue(page.getByLabel('Password', { exact: true }), /Enter a password/);
});

test('signing in goes on to where somebody wanted to go', async ({ visitor: page }) => {
  await page.goto('/customers?status=inactive&sort=name');
  await expect(page).toHaveURL(/\/login/);
  await ready(page);
  await page.getByLabel('Email').fill(reseller);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/customers\?/);
  expect(new URL(page.url()).search).toContain('status=inactive');
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible();
});

test('the password can be shown', async ({ visitor: page }) => {
  await open(page, '/login');
  const field = page.getByLabel('Password', { exact: true });
  await field.fill('open sesame');
  await expect(field).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(field).toHaveAttribute('type', 'text');
  await expect(field).toHaveValue('open sesame');
  await page.getByRole('button', { name: 'Hide password' }).click();
  await expect(field).toHaveAttribute('type', 'password');
});

test('signing out ends the session', async ({ visitor: page }) => {
  await open(page, '/login');
  await page.getByLabel('Email').fill(reseller);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Dashboard', level: 1 })).toBeVisible();
  await ready(page);
  await page.getByRole('complementary').getByRole('button', { name: /Sanne/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/login/);
  await page.goto('/customers');
  await expect(page).toHaveURL(/\/login/);
});

test.describe('somebody of a customer', () => {
  test.use({ storageState: async ({ signedInResellee }, use) => use(signedInResellee) });

  test('sees the console of the own organisation', async ({ page }) => {
    await open(page, '/');
    await expect(page).toHaveURL(/\/console$/);
    await expect(page.getByRole('main').getByText('Active', { exact: true })).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).not.toBeEmpty();
    await expect(page.getByRole('link', { name: 'Customers' })).toHaveCount(0);
  });

  for (const path of ['/customers', '/customers/import', '/customers?dialog=new']) {
    test(`does not find ${path}`, async ({ page }) => {
      const answer = await page.goto(path);
      expect(answer?.status()).toBe(404);
      await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible();
    });
  }
});

test('a reseller does not find the console of a customer', async ({ page }) => {
  const answer = await page.goto('/console');
  expect(answer?.status()).toBe(404);
});

test('an unknown path is not found', async ({ page }) => {
  const answer = await page.goto('/no/such/page');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to the start page' }).click();
  await expect(page).toHaveURL('/');
  await expect(page.getByRole('heading', { name: 'Dashboard', level: 1 })).toBeVisible();
});

test('an unknown customer is not found', async ({ page }) => {
  const answer = await page.goto('/customers/01999f06-3e7a-74d2-93aa-5d8c1e0b6f27');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible();
});
