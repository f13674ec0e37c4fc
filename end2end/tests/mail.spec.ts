import { expectAccessible } from '../fixtures/a11y';
import { expect, open, password, ready, seedOne, test, toast, unique, type Page } from '../fixtures/app';
import { linkIn, mailTo, mailsTo } from '../fixtures/mailbox';

/** Invites somebody into a customer of this test's own, by the page's own form. */
async function invite(page: Page, email: string, name = 'Ana Jansen'): Promise<string> {
  const customer = await seedOne(page);
  await open(page, `${customer.path}/users?dialog=invite-user`);
  const dialog = page.getByRole('dialog', { name: 'Invite user' });
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(toast(page, `${name} invited`)).toBeVisible();
  return customer.name;
}

const entry = (page: Page, email: string) => page.getByRole('listitem').filter({ hasText: email });

test('an invitation is mailed once, and its link lets somebody in @mail', async ({ page, visitor }) => {
  const email = `${unique('mail').toLowerCase()}@e2e.example`;
  const organisation = await invite(page, email);
  const mail = await mailTo(email);
  expect(mail.subject).toBe(`Your invitation to ${organisation}`);
  expect(mail.from.name).toBe('Polder Speech');
  expect(mail.text).toContain(`Sanne Visser invites you to ${organisation}.`);
  await open(page, '/settings/mail');
  await expect(entry(page, email)).toContainText('Sent');
  // What has been sent shows no links any more.
  await expect(entry(page, email).getByText('Show the mail')).toHaveCount(0);
  await open(visitor, linkIn(mail));
  await visitor.getByLabel('Password', { exact: true }).fill(password);
  await visitor.getByRole('button', { name: 'Register and sign in' }).click();
  await expect(visitor).toHaveURL(/\/console$/);
  expect(await mailsTo(email)).toHaveLength(1);
});

test('what nobody takes is shown in full, and can be sent again @mail', async ({ page }) => {
  const email = `refused-${unique('mail').toLowerCase()}@e2e.example`;
  await invite(page, email);
  await expect
    .poll(async () => {
      await page.goto('/settings/mail');
      return entry(page, email).textContent();
    })
    .toContain('no such mailbox here');
  await ready(page);
  await expect(entry(page, email)).toContainText('Trying again');
  await entry(page, email).getByText('Show the mail').click();
  await expect(entry(page, email)).toContainText('/invitation/');
  await expectAccessible(page, 'mail');
  await entry(page, email).getByRole('button', { name: 'Send again' }).click();
  await expect(toast(page, 'The mail is sent again')).toBeVisible();
});

test('a name cannot smuggle anything into a mail @mail', async ({ page }) => {
  const email = `${unique('mail').toLowerCase()}@e2e.example`;
  await invite(page, email, '<script>alert(1)</script> "Ana"');
  const mail = await mailTo(email);
  expect(mail.to).toEqual([email]);
  expect(mail.html).not.toContain('<script>');
  expect(mail.text).toContain('Hello <script>alert(1)</script> "Ana",');
});
