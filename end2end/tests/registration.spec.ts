import { expectAccessible } from '../fixtures/a11y';
import {
  expect,
  expectIssue,
  open,
  password,
  ready,
  test,
  toast,
  unique,
  type Page,
} from '../fixtures/app';
import { linkIn, mailTo } from '../fixtures/mailbox';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const item = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });

function address(): string {
  return `${unique('join').toLowerCase()}@e2e.example`;
}

/** Makes an invitation by the page's own dialog. Answers with the link that it shows. */
async function invite(
  page: Page,
  { email = '', mailed = false, note = '', tags = '' } = {},
): Promise<string> {
  await open(page, '/customers');
  await page.getByRole('link', { name: 'Invite customer' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite customer' });
  await expect(dialog).toBeVisible();
  await ready(page);
  await dialog.getByLabel('Email', { exact: false }).fill(email);
  await dialog.getByLabel('Message').fill(note);
  await dialog.getByLabel('Tags').fill(tags);
  if (mailed) {
    await dialog.getByLabel('Send the link there by mail').check();
  }
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  await dialog.getByTitle('Copy invitation link').click();
  await expect(toast(page, 'Invitation link copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/^http.*\/join\/[0-9a-f]{64}$/);
  await dialog.getByRole('link', { name: 'Done' }).click();
  await expect(dialog).toHaveCount(0);
  return link;
}

async function fillIn(visitor: Page, organisation: string): Promise<void> {
  await visitor.getByLabel('Organisation').fill(organisation);
  await visitor.getByLabel('Your name').fill('Ana Alba');
  await visitor.getByLabel('Password', { exact: true }).fill(password);
  await visitor.getByRole('button', { name: 'Register and sign in' }).click();
}

test('an organisation registers by a mailed invitation, verifies, and says who is billed @mail', async ({
  page,
  visitor,
}) => {
  test.slow();
  const [email, organisation] = [address(), unique('Alba ')];
  const tag = unique('tag').toLowerCase();
  await invite(page, { email, mailed: true, note: 'Glad to have you.', tags: tag });
  await expect(item(page, email)).toContainText('Open');

  const invitation = await mailTo(email);
  expect(invitation.subject).toBe('Polder Speech invites you');
  expect(invitation.text).toContain('Glad to have you.');
  await open(visitor, linkIn(invitation));
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('Register your organisation');
  await expect(visitor.getByText('Glad to have you.')).toBeVisible();
  const settled = visitor.getByLabel('Email');
  await expect(settled).toHaveValue(email);
  await expect(settled).not.toBeEditable();
  await fillIn(visitor, organisation);
  await expect(visitor).toHaveURL(/\/console$/);
  await ready(visitor);
  await expect(visitor.getByRole('heading', { level: 1 })).toContainText(organisation);
  await expect(visitor.getByRole('heading', { name: 'Verify your email' })).toBeVisible();

  // Who is billed counts once the email has been verified.
  await open(visitor, '/console/billing');
  await visitor.getByLabel('Company name').fill(`${organisation} B.V.`);
  await visitor.getByLabel('VAT number').fill('NL004495446B01');
  await visitor.getByLabel('Street and number').fill('Prinsengracht 263');
  await visitor.getByLabel('Postal code').fill('1016 GV');
  await visitor.getByLabel('Town').fill('Amsterdam');
  await visitor.getByLabel('Country').selectOption({ label: 'Netherlands' });
  await visitor.getByRole('button', { name: 'Save' }).click();
  await expectIssue(visitor.getByLabel('VAT number'), /do not fit together/);
  await visitor.getByLabel('VAT number').fill('NL004495445B01');
  await visitor.getByRole('button', { name: 'Save' }).click();
  await expect(toast(visitor, 'Billing profile saved')).toBeVisible();
  await expect(visitor.getByRole('button', { name: 'Save' })).toBeDisabled();

  const list = `/customers?q=${email}&columns=id,name,email,team_type,company`;
  await open(page, list);
  await expect(page.getByRole('row').filter({ hasText: email })).toContainText('Default');
  const verification = await mailTo(email, 2);
  expect(verification.subject).toBe(`Verify the email of ${organisation}`);
  await open(visitor, linkIn(verification));
  await visitor.getByRole('button', { name: 'It is mine' }).click();
  await expect(visitor).toHaveURL(/\/console$/);
  await expect(toast(visitor, 'Email verified')).toBeVisible();
  await expect(visitor.getByRole('heading', { name: 'Verify your email' })).toHaveCount(0);
  await page.reload();
  const row = page.getByRole('row').filter({ hasText: email });
  await expect(row).toContainText('Enterprise');
  await expect(row).toContainText(`${organisation} B.V.`);

  // The reseller sees the same profile, with the tags of the invitation.
  await row.getByRole('link', { name: organisation }).first().click();
  await page.getByRole('tab', { name: 'Billing' }).click();
  await expect(page.getByLabel('Company name')).toHaveValue(`${organisation} B.V.`);
  await expect(page.getByText(tag)).toBeVisible();
  await open(page, '/customers/invitations');
  await expect(item(page, email)).toContainText('Registered');
  await visitor.goto(linkIn(invitation));
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(
    'This invitation has been used',
  );
});

test('another account email counts once its link has been opened @mail', async ({
  page,
  visitor,
}) => {
  test.slow();
  const [email, other] = [address(), address()];
  await open(visitor, await invite(page));
  await visitor.getByLabel('Email').fill(email);
  await fillIn(visitor, unique('Alba '));
  await expect(visitor).toHaveURL(/\/console$/);
  await visitor.goto(linkIn(await mailTo(email)));
  await visitor.getByRole('button', { name: 'It is mine' }).click();
  await expect(visitor).toHaveURL(/\/console$/);

  await open(visitor, '/console/billing');
  const card = visitor.locator('section', { hasText: 'Account email' }).last();
  await expect(card).toContainText('Verified');
  await card.getByLabel('Another email').fill('nobody');
  await card.getByRole('button', { name: 'Change the email' }).click();
  await expectIssue(card.getByLabel('Another email'), /name@example/);
  await card.getByLabel('Another email').fill(other);
  // A few seconds have to lie between two links.
  await expect(async () => {
    await card.getByRole('button', { name: 'Change the email' }).click();
    await expect(toast(visitor, /A link was sent to the new address/)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await expect(card).toContainText(`Until somebody opens it, ${email} stays`);
  await visitor.goto(linkIn(await mailTo(other)));
  await expect(visitor.getByText(other)).toBeVisible();
  await visitor.getByRole('button', { name: 'It is mine' }).click();
  await expect(visitor).toHaveURL(/\/console$/);
  await visitor.goto('/console/billing');
  await expect(card).toContainText(other);
  await open(page, `/customers?q=${other}`);
  await expect(page.getByRole('row').filter({ hasText: other })).toBeVisible();
});

test('an invitation is resent and revoked, and its links say so', async ({ page, visitor }) => {
  const email = address();
  const first = await invite(page, { email });
  await item(page, email).getByRole('button', { name: 'Resend' }).click();
  await expect(toast(page, 'Sent again, by a new link')).toBeVisible();
  await page.getByRole('button', { name: 'Copy invitation link' }).last().click();
  await expect(toast(page, 'Invitation link copied')).toBeVisible();
  const second = await page.evaluate(() => navigator.clipboard.readText());
  expect(second).not.toBe(first);
  await visitor.goto(first);
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(
    'This invitation is no longer valid',
  );
  await visitor.goto(second);
  await expect(visitor.getByLabel('Organisation')).toBeVisible();
  await item(page, email).getByRole('button', { name: 'Revoke' }).click();
  await expect(toast(page, 'Invitation revoked')).toBeVisible();
  await expect(item(page, email)).toContainText('Revoked');
  await visitor.reload();
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(
    'This invitation is no longer valid',
  );
  await visitor.goto(second.replace(/[0-9a-f]{64}$/, '0'.repeat(64)));
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText(
    'This invitation does not exist',
  );
});

test('a mailed invitation needs an address, and nothing typed is lost', async ({ page }) => {
  await open(page, '/customers/invitations?dialog=invite');
  const dialog = page.getByRole('dialog', { name: 'Invite customer' });
  await dialog.getByLabel('Send the link there by mail').check();
  await dialog.getByLabel('Message').fill('Hello');
  await dialog.getByRole('button', { name: 'Make the link' }).click();
  await expectIssue(dialog.getByLabel('Email', { exact: false }), 'Enter an email address.');
  await expect(dialog.getByLabel('Message')).toHaveValue('Hello');
});

test('registering and billing are accessible', async ({ page, visitor }) => {
  test.slow();
  await open(page, '/customers/invitations?dialog=invite');
  await expectAccessible(page, 'the invitation dialog');
  const link = await invite(page);
  await expectAccessible(page, 'invitations');
  await open(visitor, link);
  await expectAccessible(visitor, 'registering');
  await visitor.getByLabel('Email').fill(address());
  await fillIn(visitor, unique('Alba '));
  await expect(visitor).toHaveURL(/\/console$/);
  await ready(visitor);
  await expectAccessible(visitor, 'the console of somebody new');
  await open(visitor, '/console/billing');
  await expectAccessible(visitor, 'billing');
  await visitor.getByLabel('A person').check();
  await expect(visitor.getByLabel('VAT number')).toBeHidden();
  await visitor.getByRole('button', { name: 'Save' }).click();
  await expectIssue(visitor.getByLabel('Name', { exact: true }), 'Enter a name.');
  await expectAccessible(visitor, 'a refused billing profile');
  await visitor.goto('/join/' + '0'.repeat(64));
  await expectAccessible(visitor, 'an invitation that does not exist');
  await visitor.goto('/verify/' + '0'.repeat(64));
  await expectAccessible(visitor, 'a verification that does not exist');
});

test.describe('without WebAssembly', () => {
  test.use({ javaScriptEnabled: false });

  test('registering, verifying and billing @mail', async ({ page, browser }) => {
    test.slow();
    const email = address();
    await page.goto('/customers/invitations?dialog=invite');
    await page.getByLabel('Email', { exact: false }).first().fill(email);
    await page.getByLabel('Send the link there by mail').check();
    await page.getByRole('button', { name: 'Make the link' }).click();
    await expect(page.getByText('Invitation made').first()).toBeAttached();
    await expect(item(page, email)).toContainText('Open');

    const context = await browser.newContext({
      javaScriptEnabled: false,
      storageState: { cookies: [], origins: [] },
    });
    const visitor = await context.newPage();
    await visitor.goto(linkIn(await mailTo(email)));
    await visitor.getByLabel('Organisation').fill('Plain Media');
    await visitor.getByLabel('Your name').fill('Ana Plain');
    await visitor.getByLabel('Password', { exact: true }).fill('short');
    await visitor.getByRole('button', { name: 'Register and sign in' }).click();
    await expectIssue(visitor.getByLabel('Password', { exact: true }), /at least 12/);
    await expect(visitor.getByLabel('Organisation')).toHaveValue('Plain Media');
    await visitor.getByLabel('Password', { exact: true }).fill(password);
    await visitor.getByRole('button', { name: 'Register and sign in' }).click();
    await expect(visitor).toHaveURL(/\/console$/);
    await visitor.goto(linkIn(await mailTo(email, 2)));
    await visitor.getByRole('button', { name: 'It is mine' }).click();
    await expect(visitor.getByText('Email verified').first()).toBeAttached();
    await visitor.goto('/console/billing');
    await visitor.getByLabel('A person').check();
    await visitor.getByLabel('Name', { exact: true }).fill('Ana Plain');
    await visitor.getByLabel('Street and number').fill('Dorpsstraat 1');
    await visitor.getByRole('button', { name: 'Save' }).click();
    await expectIssue(visitor.getByLabel('Town'), 'Enter the town.');
    await expect(visitor.getByLabel('Street and number')).toHaveValue('Dorpsstraat 1');
    await visitor.getByLabel('Town').fill('Ons Dorp');
    await visitor.getByRole('button', { name: 'Save' }).click();
    await expect(visitor.getByText('Billing profile saved').first()).toBeAttached();
    await context.close();
  });
});
