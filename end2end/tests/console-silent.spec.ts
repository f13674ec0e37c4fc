import { expect, open, seedOne, test, type Page } from '../fixtures/app';

/** What a page says on the browser's console, and what it throws. */
function listen(page: Page): string[] {
  const heard: string[] = [];
  page.on('console', (message) => heard.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  return heard;
}

const lists = [
  '/customers',
  '/customers?sort=name&dir=desc&page=2&size=50',
  '/customers?status=inactive&q=a',
  '/customers?q=nothing-is-called-like-this',
  '/customers?dialog=new',
  '/customers?columns=id,team_type,company,last_activity',
  '/customers/import',
  '/settings',
  '/settings/team',
  '/settings/mail',
  '/activity',
  '/audit',
  '/customers/invitations',
  '/customers/invitations?dialog=invite',
  '/profile',
  '/settings/team?q=a&sort=email&dialog=invite-user',
];

for (const address of lists) {
  test(`${address} is silent`, async ({ page }) => {
    const heard = listen(page);
    await open(page, address);
    expect(heard).toEqual([]);
  });
}

test('a customer is silent, in every room and with every dialog', async ({ page }) => {
  test.slow();
  const { path, id, email } = await seedOne(page, { phone: '+31206234567', tags: 'a,b' });
  const heard = listen(page);
  const rooms = ['', '/usage', '/tokens', '/users', '/transcriptions', '/billing', '/history'];
  const dialogs = ['tags', 'delete', 'deactivate', 'reset-password'];
  for (const address of [
    ...rooms.map((room) => `${path}${room}`),
    `${path}?dialog=tags`,
    `${path}/users?dialog=invite-user`,
    `${path}?dialog=delete`,
    ...dialogs.map((dialog) => `/customers?q=${email}&dialog=${dialog}&id=${id}`),
  ]) {
    await open(page, address);
    expect(heard, address).toEqual([]);
  }
});

test('going from page to page is silent', async ({ page }) => {
  const customer = await seedOne(page);
  const heard = listen(page);
  await open(page, `/customers?q=${customer.email}`);
  await page.getByRole('link', { name: customer.name }).click();
  await expect(page.getByRole('heading', { level: 1, name: customer.name })).toBeVisible();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByText('Customer imported')).toBeVisible();
  await page.goBack();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  await page.getByRole('link', { name: 'Import' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Import customers' })).toBeVisible();
  expect(heard).toEqual([]);
});

test('sign-in and a used set-up link are silent', async ({ visitor: page }) => {
  const heard = listen(page);
  await open(page, '/login');
  expect(heard).toEqual([]);
});

test.describe('somebody of a customer', () => {
  test.use({ storageState: async ({ signedInResellee }, use) => use(signedInResellee) });

  test('the console is silent', async ({ page }) => {
    const heard = listen(page);
    for (const room of ['', '/users', '/billing', '/history']) {
      await open(page, `/console${room}`);
      expect(heard, room).toEqual([]);
    }
  });
});
