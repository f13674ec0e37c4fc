import { expectAccessible } from '../fixtures/a11y';
import {
  expect,
  expectIssue,
  open,
  test,
  toast,
  unique,
  type Page,
} from '../fixtures/app';
import { mailTo } from '../fixtures/mailbox';

// All of it is about the one reseller that all tests share: one after the other, and back to what it
// was at the end. Nothing here changes what other tests look at.
test.describe.configure({ mode: 'serial' });

const home = '/settings/general';
const save = (page: Page) => page.getByRole('button', { name: 'Save' });
const hue = (page: Page) => page.getByRole('slider', { name: 'Hue' });
const signature = (page: Page) => page.getByLabel('Signature');
const question = (page: Page) => page.getByRole('alertdialog', { name: 'Leave without saving?' });

/** What the whole page derives its colours from. */
function hueOf(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--hue').trim());
}

async function choose(page: Page, degrees: string): Promise<void> {
  await hue(page).fill(degrees);
  await save(page).click();
  await expect(toast(page, 'Settings saved')).toBeVisible();
  await expect(save(page)).toBeDisabled();
}

test('the colour is seen at once, and everywhere once it is saved', async ({ page, visitor }) => {
  test.slow();
  await open(page, '/settings');
  await expect(page.getByRole('tab', { name: 'General' })).toHaveAttribute('aria-selected', 'true');
  await expect(save(page)).toBeDisabled();
  await hue(page).focus();
  await page.keyboard.press('ArrowRight');
  expect(await hueOf(page)).toBe('223');
  await expect(page.getByText('1 unsaved change')).toBeVisible();
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(hue(page)).toHaveValue('222');
  expect(await hueOf(page)).toBe('222');

  await hue(page).fill('140');
  await page.getByRole('link', { name: 'Audit log' }).click();
  await question(page).getByRole('button', { name: 'Keep editing' }).click();
  await expect(hue(page)).toHaveValue('140');
  await page.getByRole('tab', { name: 'Team' }).click();
  await question(page).getByRole('button', { name: 'Leave' }).click();
  await expect(page).toHaveURL(/\/settings\/team$/);
  expect(await hueOf(page)).toBe('222');

  await open(page, home);
  await choose(page, '140');
  await open(page, '/customers');
  expect(await hueOf(page)).toBe('140');
  await open(visitor, '/login');
  expect(await hueOf(visitor)).toBe('140');
  await expectAccessible(visitor, 'sign-in in another colour');
  await open(page, home);
  await expectAccessible(page, 'settings in another colour');
  await choose(page, '222');
});

test('what is wrong is said at its field, and nothing is lost', async ({ page }) => {
  await open(page, home);
  await page.getByLabel('Host name').fill('https://polder');
  await page.getByLabel('Days of an invitation').fill('0');
  await page.getByLabel('Answers go to').fill('nobody');
  await save(page).click();
  await expectIssue(page.getByLabel('Host name'), /such as speech.example.com/);
  await expectIssue(page.getByLabel('Days of an invitation'), /from 1 to 90/);
  await expectIssue(page.getByLabel('Answers go to'), /full email address/);
  await expect(page.getByLabel('Host name')).toBeFocused();
  await expectAccessible(page, 'refused settings');
  await page.getByLabel('Host name').fill(new URL(page.url()).hostname);
  await page.getByLabel('Days of an invitation').fill('30');
  await page.getByLabel('Answers go to').fill('help@polder-speech.example');
  await save(page).click();
  await expectIssue(page.getByLabel('Host name'), /of the whole installation/);
  await expect(page.getByLabel('Days of an invitation')).toHaveValue('30');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByLabel('Days of an invitation')).toHaveValue('7');
});

test('of two who save, the later one sees what the other has saved', async ({ page, context }) => {
  const other = await context.newPage();
  await open(page, home);
  await open(other, home);
  await signature(page).fill('Kind regards,\nPolder');
  await save(page).click();
  await expect(toast(page, 'Settings saved')).toBeVisible();
  await other.getByLabel('Answers go to').fill('help@polder-speech.example');
  await save(other).click();
  await expect(other.getByText('Somebody else changed this in the meantime.')).toBeVisible();
  await expect(signature(other)).toHaveValue('Kind regards,\nPolder');
  await expect(other.getByText('1 unsaved change')).toBeVisible();
  await save(other).click();
  await expect(toast(other, 'Settings saved')).toBeVisible();
  await open(page, home);
  await expect(signature(page)).toHaveValue('Kind regards,\nPolder');
  await expect(page.getByLabel('Answers go to')).toHaveValue('help@polder-speech.example');
});

test('mails are signed, and come from who the settings say @mail', async ({ page }) => {
  const [sender, email] = [unique('Polder '), `${unique('mail').toLowerCase()}@e2e.example`];
  await open(page, home);
  await page.getByLabel('Sender').fill(sender);
  await save(page).click();
  await expect(toast(page, 'Settings saved')).toBeVisible();
  await open(page, '/settings/team?dialog=invite-user');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByLabel('Name').fill('Noor');
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(dialog).toHaveCount(0);
  const mail = await mailTo(email);
  expect(mail.from.name).toBe(sender);
  expect(mail.text).toContain('Kind regards,\nPolder');
  expect(mail.html).toContain('Kind regards,<br>Polder');

  await open(page, home);
  for (const label of ['Sender', 'Answers go to', 'Signature']) {
    await page.getByLabel(label).fill('');
  }
  await save(page).click();
  await expect(toast(page, 'Settings saved')).toBeVisible();
});

test('a logo is shown to everybody until it is removed', async ({ page, visitor }) => {
  const logo = (of: Page) => of.locator('.brand .logo').first();
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#0a7"/></svg>';
  const upload = async (buffer: Buffer) => {
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer });
    await page.getByRole('button', { name: 'Upload' }).click();
  };
  await open(page, home);
  await upload(Buffer.from('GIF89a'));
  await expectIssue(page.getByLabel('File', { exact: true }), /PNG or SVG/);
  await upload(Buffer.from(drawing));
  await expect(toast(page, 'Logo saved')).toBeVisible();
  await open(visitor, '/login');
  for (const of of [page, visitor]) {
    await expect(logo(of)).toBeVisible();
    expect(await logo(of).evaluate((it: HTMLImageElement) => it.naturalWidth)).toBe(40);
  }
  await expectAccessible(visitor, 'sign-in with a logo');
  await expectAccessible(page, 'settings with a logo');
  await page.getByRole('button', { name: 'Remove the logo' }).click();
  await expect(toast(page, 'Logo removed')).toBeVisible();
  await expect(logo(page)).toHaveCount(0);
});

test.describe('without WebAssembly', () => {
  test.use({ javaScriptEnabled: false });

  test('settings can be saved, and a refusal keeps what was typed', async ({ page }) => {
    await page.goto(home);
    await signature(page).fill('By hand');
    await page.getByLabel('Days of an invitation').fill('91');
    await save(page).click();
    await expectIssue(page.getByLabel('Days of an invitation'), /from 1 to 90/);
    await expect(signature(page)).toHaveValue('By hand');
    await page.getByLabel('Days of an invitation').fill('7');
    await save(page).click();
    await expect(toast(page, 'Settings saved')).toBeVisible();
    await signature(page).fill('');
    await save(page).click();
    await expect(signature(page)).toHaveValue('');
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('nothing stands beside the page', async ({ page }) => {
    await open(page, home);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
    await save(page).scrollIntoViewIfNeeded();
    await expect(save(page)).toBeInViewport();
  });
});
