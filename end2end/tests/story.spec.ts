import { expectAccessible } from '../fixtures/a11y';
import {
  expect,
  open,
  password,
  prepare,
  ready,
  row,
  test as base,
  toast,
  unique,
  type Page,
} from '../fixtures/app';
import { startEmpty, type Empty } from '../fixtures/empty';
import { linkIn, mailTo } from '../fixtures/mailbox';

// Everything happens in a house of its own, which is empty at first.
const test = base.extend<{ house: Empty; inHouse: () => Promise<Page> }>({
  house: async ({}, use, about) => {
    const house = await startEmpty(about.outputPath('empty.db'));
    await use(house);
    await house.stop();
  },
  inHouse: async ({ browser, house }, use) => {
    const pages: Page[] = [];
    await use(async () => {
      const context = await browser.newContext({
        baseURL: house.url,
        permissions: ['clipboard-read', 'clipboard-write'],
        storageState: { cookies: [], origins: [] },
      });
      await prepare(context);
      const page = await context.newPage();
      pages.push(page);
      return page;
    });
    for (const page of pages) {
      await page.context().close();
    }
  },
});

const nav = (page: Page) => page.getByRole('navigation', { name: 'Main' });
const support = (page: Page) => page.getByRole('complementary', { name: 'Support login' });

async function inviteColleague(page: Page, name: string, email: string): Promise<void> {
  await page.getByRole('link', { name: 'Invite user' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Invite user' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(toast(page, `${name} invited`)).toBeVisible();
}

test('from an empty database to the end of a customer @mail', async ({ house, inHouse }) => {
  test.setTimeout(240_000);
  const [page, visitor] = [await inHouse(), await inHouse()];
  const email = `${unique('story').toLowerCase()}@e2e.example`;
  const organisation = unique('Story ');
  const colleague = `${unique('ben').toLowerCase()}@e2e.example`;

  // The reseller sets up its house, by the link that the server has printed.
  await open(page, house.setup);
  await page.getByLabel('Organisation').fill('Story House');
  await page.getByLabel('Your name').fill('Noor Story');
  await page.getByLabel('Email').fill('noor@e2e.example');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Dashboard', level: 1 })).toBeVisible();
  await ready(page);
  await expect(page.getByRole('main').getByRole('link', { name: 'New customer' })).toBeVisible();
  await expect(page.getByText('Nothing needs attention.')).toBeVisible();
  await expectAccessible(page, 'the dashboard of a new reseller');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Customers/ }).click();
  await expect(page.getByRole('heading', { name: 'Customers', level: 1 })).toBeVisible();
  await expect(page.getByText('No customers yet')).toBeVisible();

  // It invites a customer.
  await open(page, '/customers/invitations?dialog=invite');
  const invitation = page.getByRole('dialog', { name: 'Invite customer' });
  await invitation.getByLabel('Email', { exact: false }).fill(email);
  await invitation.getByLabel('Send the link there by mail').check();
  await invitation.getByRole('button', { name: 'Make the link' }).click();
  await expect(invitation.getByText('It is on its way to')).toBeVisible();
  await invitation.getByRole('link', { name: 'Done' }).click();

  // The customer registers, verifies, and becomes an enterprise.
  await open(visitor, linkIn(await mailTo(email)));
  await visitor.getByLabel('Organisation').fill(organisation);
  await visitor.getByLabel('Your name').fill('Ana Story');
  await visitor.getByLabel('Password', { exact: true }).fill(password);
  await visitor.getByRole('button', { name: 'Register and sign in' }).click();
  await expect(visitor).toHaveURL(/\/console$/);
  await visitor.goto(linkIn(await mailTo(email, 2)));
  await visitor.getByRole('button', { name: 'It is mine' }).click();
  await expect(visitor).toHaveURL(/\/console$/);
  await open(visitor, '/console/billing');
  await visitor.getByLabel('Company name').fill(`${organisation} B.V.`);
  await visitor.getByLabel('VAT number').fill('NL004495445B01');
  await visitor.getByLabel('Street and number').fill('Prinsengracht 263');
  await visitor.getByLabel('Town').fill('Amsterdam');
  await visitor.getByRole('button', { name: 'Save' }).click();
  await expect(toast(visitor, 'Billing profile saved')).toBeVisible();
  await open(page, `/customers?q=${email}&columns=id,name,email,team_type,company`);
  await expect(row(page, organisation)).toContainText('Enterprise');

  // It invites a colleague.
  await open(visitor, '/console/users');
  await inviteColleague(visitor, 'Ben Story', colleague);

  // The reseller looks, is refused a change, and then makes one.
  await row(page, organisation).getByRole('link', { name: organisation }).first().click();
  await ready(page);
  await page.locator('summary', { hasText: 'Other ways in' }).click();
  await page.getByRole('button', { name: 'Read-only login' }).click();
  await expect(support(page)).toContainText('Read-only login');
  await ready(page);
  await nav(page).getByRole('link', { name: 'Users' }).click();
  await row(page, 'Ben Story').getByRole('button', { name: /^Actions for/ }).click();
  const revoke = page.getByRole('menuitem', { name: 'Revoke invitation…' });
  await expect(revoke).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');
  await support(page).getByRole('button', { name: 'Leave' }).click();
  await expect(support(page)).toHaveCount(0);
  await ready(page);
  await page.getByRole('button', { name: 'Admin login' }).click();
  await expect(support(page)).toContainText('Admin login');
  await ready(page);
  await nav(page).getByRole('link', { name: 'Users' }).click();
  await row(page, 'Ben Story').getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Revoke invitation…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(toast(page, 'Ben Story is no longer invited')).toBeVisible();
  await support(page).getByRole('button', { name: 'Leave' }).click();
  await expect(support(page)).toHaveCount(0);

  // The customer sees both in its history.
  await open(visitor, '/console/history');
  for (const told of ['(support, Read-only login)', '(support, Admin login)', 'Invitation revoked']) {
    await expect(visitor.getByText(told).first()).toBeVisible();
  }

  // The reseller resets the password: the customer signs in with it, and must choose another.
  await ready(page);
  await page.getByRole('link', { name: 'Reset password' }).click();
  const reset = page.getByRole('dialog');
  await reset.getByRole('button', { name: 'Generate new password' }).click();
  await reset.getByTitle('Copy the new password').click();
  await expect(toast(page, 'Password copied')).toBeVisible();
  const given = await page.evaluate(() => navigator.clipboard.readText());
  await reset.getByRole('button', { name: 'Confirm new password' }).click();
  await expect(toast(page, 'Password of Ana Story reset')).toBeVisible();
  await visitor.reload();
  await expect(visitor).toHaveURL(/\/login/);
  await visitor.getByLabel('Email').fill(email);
  await visitor.getByLabel('Password', { exact: true }).fill(given);
  await visitor.getByRole('button', { name: 'Sign in' }).click();
  await expect(visitor).toHaveURL(/\/password$/);
  await visitor.getByLabel('New password', { exact: true }).fill('seven lanterns by the quay');
  await visitor.getByRole('button', { name: 'Set the password' }).click();
  await expect(visitor).toHaveURL(/\/console/);

  // The reseller turns the customer off, and it is out at once.
  await page.getByLabel('Active', { exact: false }).first().uncheck();
  await page.getByRole('button', { name: 'Update' }).click();
  await expect(toast(page, 'Customer updated')).toBeVisible();
  await visitor.reload();
  await expect(visitor).toHaveURL(/\/login/);
});
