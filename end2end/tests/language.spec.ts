import { expectAccessible } from '../fixtures/a11y';
import {
  expect,
  expectIssue,
  open,
  prepare,
  ready,
  resellee,
  rows,
  seedOne,
  stateOf,
  test,
  type Page,
} from '../fixtures/app';
import { registerSomebody } from '../fixtures/people';

/** What a page says in English although the words that it was sent have something else for it. */
function englishLeft(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { words } = self as unknown as { words: string };
    const lines = words.split('\n');
    const other = new Set<string>();
    for (let at = 0; at < lines.length; at += 2) {
      if (lines[at] !== lines[at + 1]) {
        other.add(lines[at]!);
      }
    }
    const said: (string | null)[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      said.push(texts.currentNode.textContent);
    }
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      said.push(...[...document.querySelectorAll(`[${name}]`)].map((it) => it.getAttribute(name)));
    }
    return said.filter((text): text is string => other.has(text?.trim() ?? ''));
  });
}

async function expectAllIn(page: Page, language: string, what: string): Promise<void> {
  expect(await page.locator('html').getAttribute('lang'), what).toBe(language);
  expect.soft(await englishLeft(page), what).toEqual([]);
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(over, `${what}: wider than the screen`).toBeLessThanOrEqual(0);
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test.describe('in a German browser', () => {
  test.use({ locale: 'de-DE' });

  test('the list and its dialogs are in German', async ({ page }) => {
    const customer = await seedOne(page, { registered_at: '2026-03-09T10:00:00Z' });
    await open(page, `/customers?q=${customer.name}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kunden');
    await expect(rows(page)).toHaveCount(1);
    await expect(rows(page)).toContainText('9. März 2026');
    await expectAllIn(page, 'de', 'the list');

    await rows(page).click({ button: 'right' });
    await expect(page.getByRole('menuitem', { name: 'Deaktivieren…' })).toBeVisible();
    await expectAllIn(page, 'de', 'the menu');
    await page.getByRole('menuitem', { name: 'Deaktivieren…' }).click();
    const question = page.getByRole('dialog');
    await expect(question).toContainText(`${customer.name} deaktivieren?`);
    await expectAllIn(page, 'de', 'a question');
    await question.getByRole('button', { name: 'Deaktivieren' }).click();
    await expect(page.getByText(`${customer.name} ist inaktiv`).first()).toBeVisible();
    await expectAllIn(page, 'de', 'a message');

    await open(page, '/customers');
    await expect(page.getByText(/\d von [\d.]+/).first()).toBeVisible();
    await page.getByRole('link', { name: 'Neuer Kunde' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox').fill('Österr');
    await expect(dialog.getByRole('option')).toHaveText(/^Österreich/);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('combobox')).toHaveValue('AT +43');
    await dialog.getByRole('button', { name: 'Anlegen' }).click();
    await expectIssue(dialog.getByLabel('Name'), 'Geben Sie einen Namen ein.');
    await expectAllIn(page, 'de', 'a form with faults');
    await expectAccessible(page, 'a form in German');
    await page.keyboard.press('Escape');
    await expect(page.getByRole('alertdialog')).toContainText('Eingaben verwerfen?');
    await expectAllIn(page, 'de', 'what is asked before something typed is lost');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Verwerfen' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await page.getByRole('searchbox').fill('nobody is called this');
    await expect(page.getByRole('heading', { name: 'Kein passender Kunde' })).toBeVisible();
    await expectAllIn(page, 'de', 'an empty list');
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toContainText('Gehe zu…');
    await expectAllIn(page, 'de', 'what Ctrl K opens');
  });

  for (const width of [1440, 390]) {
    test(`no page of ${width} pixels has English left in it or grows too wide`, async ({ page }) => {
      test.slow();
      const customer = await seedOne(page);
      await page.setViewportSize({ width, height: 900 });
      const tabs = ['', 'subscription', 'usage', 'tokens', 'users', 'transcriptions', 'billing', 'history'];
      const paths = [
        '/customers',
        ...tabs.map((tab) => `${customer.path}/${tab}`),
        '/customers/import',
        '/customers/invitations',
        '/customers?dialog=invite',
        '/activity',
        '/audit',
        '/settings',
        '/settings/team',
        '/settings/mail',
        '/profile',
      ];
      for (const path of paths) {
        await open(page, path.replace(/\/$/, ''));
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectAllIn(page, 'de', path);
      }
    });
  }

  test('the console and the pages of getting in are in German', async ({ browser, baseURL, visitor }) => {
    test.slow();
    const storageState = await stateOf(browser, resellee, baseURL ?? '');
    const context = await browser.newContext({ storageState, locale: 'de-DE', baseURL });
    await prepare(context);
    const page = await context.newPage();
    const rooms = ['', '/subscription', '/usage', '/transcriptions', '/tokens', '/users', '/billing', '/history'];
    for (const room of rooms) {
      await open(page, `/console${room}`);
      await expectAllIn(page, 'de', `the console${room}`);
    }
    await expectAccessible(page, 'the console in German');
    await context.close();

    for (const path of ['/login/polder-speech', '/forgot/polder-speech', '/join/0a', '/verify/0a']) {
      await open(visitor, path);
      await expectAllIn(visitor, 'de', path);
    }
    await open(visitor, '/login/polder-speech');
    await visitor.getByRole('button', { name: 'Anmelden' }).click();
    await expectIssue(visitor.getByLabel('E-Mail'), 'Geben Sie eine E-Mail-Adresse ein.');
    await expectAccessible(visitor, 'sign-in in German');
  });
});

test('a language that somebody has chosen goes with them', async ({ browser, baseURL, page, visitor }) => {
  test.slow();
  await registerSomebody(page, visitor);
  await open(visitor, '/profile');
  await expect(visitor.getByLabel('Language')).toHaveValue('');
  await visitor.getByLabel('Language').selectOption({ label: 'Nederlands' });
  await visitor.getByRole('button', { name: 'Choose' }).click();
  await expect(visitor.getByRole('heading', { level: 1 })).toHaveText('Uw profiel');
  await ready(visitor);
  await expect(visitor.getByText('Taal gewijzigd').first()).toBeVisible();
  await expect(visitor.getByLabel('Taal')).toHaveValue('nl');
  await expectAllIn(visitor, 'nl', 'the profile');
  await expectAccessible(visitor, 'the profile in Dutch');

  const storageState = await visitor.context().storageState();
  const elsewhere = await browser.newContext({ storageState, baseURL, locale: 'en-GB' });
  await prepare(elsewhere);
  const second = await elsewhere.newPage();
  await open(second, '/console/history');
  await expectAllIn(second, 'nl', 'another device');
  await expect(second.getByText('Taal gekozen').first()).toBeVisible();
  await elsewhere.close();

  // Without a program the form is the same.
  const plain = await browser.newContext({ storageState, baseURL, javaScriptEnabled: false });
  const third = await plain.newPage();
  await third.goto('/profile');
  await third.getByLabel('Taal').selectOption('de');
  await third.locator('form', { has: third.getByLabel('Taal') }).getByRole('button').click();
  await expect(third.getByRole('heading', { level: 1 })).toHaveText('Ihr Profil');
  await third.getByLabel('Sprache').selectOption('');
  await third.locator('form', { has: third.getByLabel('Sprache') }).getByRole('button').click();
  await expect(third.getByRole('heading', { level: 1 })).toHaveText('Your profile');
  await plain.close();
});
