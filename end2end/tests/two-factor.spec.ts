import { expectAccessible } from '../fixtures/a11y';
import {
  expect,
  expectIssue,
  open,
  password,
  ready,
  row,
  test,
  toast,
  type Page,
} from '../fixtures/app';
import { registerSomebody } from '../fixtures/people';
import { codeOf } from '../fixtures/totp';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const section = (page: Page) => page.locator('section.card').filter({ hasText: 'Two-factor sign-in' });

/** Somebody who has registered just now. */
async function somebody(page: Page, visitor: Page): Promise<string> {
  return (await registerSomebody(page, visitor, 'Tess Jansen')).email;
}

/** Turns it on. Answers with the key and the recovery codes. */
async function turnOn(visitor: Page): Promise<{ key: string; codes: string[] }> {
  await open(visitor, '/profile');
  await section(visitor).getByRole('button', { name: 'Turn on' }).click();
  await expect(section(visitor).getByRole('img', { name: 'QR code of the key' })).toBeVisible();
  const key = (await section(visitor).getByTitle('Copy the key').textContent()) ?? '';
  expect(key).toMatch(/^[A-Z2-7]{32}$/);
  await section(visitor).getByLabel('Code', { exact: true }).fill('12');
  await section(visitor).getByRole('button', { name: 'Confirm' }).click();
  await expectIssue(section(visitor).getByLabel('Code', { exact: true }), /This code is not right/);
  await section(visitor).getByLabel('Code', { exact: true }).fill(codeOf(key));
  await section(visitor).getByRole('button', { name: 'Confirm' }).click();
  await expect(toast(visitor, 'Two-factor sign-in is on')).toBeVisible();
  const listed = visitor.getByRole('region', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(listed).toHaveCount(10);
  return { key, codes: await listed.allTextContents() };
}

async function signIn(visitor: Page, email: string): Promise<void> {
  await visitor.context().clearCookies();
  await visitor.goto('/login/polder-speech');
  await visitor.getByLabel('Email').fill(email);
  await visitor.getByLabel('Password', { exact: true }).fill(password);
  await visitor.getByRole('button', { name: 'Sign in' }).click();
  await expect(visitor).toHaveURL(/\/code$/);
}

test('signing in takes a code once it is on, and a recovery code works once', async ({
  page,
  visitor,
}) => {
  test.slow();
  const email = await somebody(page, visitor);
  const { key, codes } = await turnOn(visitor);
  await visitor.reload();
  await ready(visitor);
  await expect(section(visitor)).toContainText('10 recovery codes are left');
  await expect(visitor.getByRole('region', { name: 'Recovery codes' })).toHaveCount(0);

  await signIn(visitor, email);
  await visitor.goto('/console');
  await expect(visitor).toHaveURL(/\/code$/);
  await ready(visitor);
  await expectAccessible(visitor, 'the page of the code');
  // The present code has been used: the clock after it is as good.
  await visitor.getByLabel('Code', { exact: true }).fill(codeOf(key, 1));
  await visitor.getByRole('button', { name: 'Go on' }).click();
  await expect(visitor).toHaveURL(/\/console$/);

  await signIn(visitor, email);
  await visitor.getByLabel('Code', { exact: true }).fill('000000');
  await visitor.getByRole('button', { name: 'Go on' }).click();
  await expectIssue(visitor.getByLabel('Code', { exact: true }), /This code is not right/);
  await visitor.getByLabel('Code', { exact: true }).fill(codes[0]!.toUpperCase());
  await visitor.getByRole('button', { name: 'Go on' }).click();
  await expect(visitor).toHaveURL(/\/console$/);
  await signIn(visitor, email);
  await visitor.getByLabel('Code', { exact: true }).fill(codes[0]!);
  await visitor.getByRole('button', { name: 'Go on' }).click();
  await expectIssue(visitor.getByLabel('Code', { exact: true }), /This code is not right/);
  await visitor.getByLabel('Code', { exact: true }).fill(codes[1]!);
  await visitor.getByRole('button', { name: 'Go on' }).click();
  await expect(visitor).toHaveURL(/\/console$/);

  // Off again, by a recovery code: whoever finds an open browser has none.
  await open(visitor, '/profile');
  await expect(section(visitor)).toContainText('8 recovery codes are left');
  await section(visitor).getByText('Turn off', { exact: true }).first().click();
  await section(visitor).getByLabel('Code or recovery code').fill(codes[2]!);
  await section(visitor).getByRole('button', { name: 'Turn off' }).click();
  await expect(toast(visitor, 'Two-factor sign-in is off')).toBeVisible();
  await expect(section(visitor).getByRole('button', { name: 'Turn on' })).toBeVisible();
});

test('two-factor sign-in is accessible', async ({ page, visitor }) => {
  test.slow();
  await somebody(page, visitor);
  await open(visitor, '/profile');
  await section(visitor).getByRole('button', { name: 'Turn on' }).click();
  await expect(section(visitor).getByRole('img', { name: 'QR code of the key' })).toBeVisible();
  await expectAccessible(visitor, 'the key of two-factor sign-in');
  await turnOnFromHere(visitor);
  await expectAccessible(visitor, 'recovery codes');
});

async function turnOnFromHere(visitor: Page): Promise<void> {
  const key = (await section(visitor).getByTitle('Copy the key').textContent()) ?? '';
  await section(visitor).getByLabel('Code', { exact: true }).fill(codeOf(key));
  await section(visitor).getByRole('button', { name: 'Confirm' }).click();
  await expect(visitor.getByRole('region', { name: 'Recovery codes' })).toBeVisible();
}

test('a reseller lets in whoever has lost app and codes', async ({ page, visitor }) => {
  test.slow();
  const email = await somebody(page, visitor);
  await turnOn(visitor);
  await page.reload();
  await ready(page);
  const line = row(page, 'Tess Jansen');
  await line.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Turn off two-factor…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Turn off the second factor of Tess Jansen?' });
  await expect(dialog).toBeVisible();
  await expectAccessible(page, 'turning off a second factor');
  await dialog.getByRole('button', { name: 'Turn off' }).click();
  await expect(toast(page, 'Tess Jansen has no second factor any more')).toBeVisible();
  await visitor.goto('/console');
  await expect(visitor).toHaveURL(/\/login/);
  await visitor.getByLabel('Email').fill(email);
  await visitor.getByLabel('Password', { exact: true }).fill(password);
  await visitor.getByRole('button', { name: 'Sign in' }).click();
  await expect(visitor).toHaveURL(/\/console$/);
  await line.getByRole('button', { name: /^Actions for/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Disable…' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Turn off two-factor…' })).toHaveCount(0);
});
