import {
  csv,
  expect,
  expectIssue,
  names,
  open,
  ready,
  row,
  rows,
  searchBox,
  seedMany,
  seedOne,
  test,
  toast,
  unique,
} from '../fixtures/app';

test('a refused new customer keeps what was typed, and is created once it is right', async ({
  page,
}) => {
  const taken = await seedOne(page);
  const word = unique('New');
  await open(page, '/customers');
  await page.getByRole('link', { name: 'New customer' }).click();
  const dialog = page.getByRole('dialog', { name: 'New customer' });
  const [name, email, phone] = ['Name', 'Email', 'Phone'].map((label) =>
    dialog.getByLabel(new RegExp(`^${label}`)),
  ) as [ReturnType<typeof dialog.getByLabel>, ReturnType<typeof dialog.getByLabel>, ReturnType<typeof dialog.getByLabel>];
  await expect(name).toBeFocused();
  await expect(page).toHaveURL(/dialog=new/);

  // Refused in the browser already: the first field that needs another look gets the focus.
  await name.fill(`${word} GmbH`);
  await email.fill('not-an-email');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expectIssue(email, /Enter a full email address/);
  await expect(email).toBeFocused();
  await expect(name).toHaveValue(`${word} GmbH`);

  // Also where the field says so as soon as it is left, before the button is let go.
  await email.fill('still-not-an-email');
  await dialog.getByRole('button', { name: 'Create' }).hover();
  await page.mouse.down();
  await expectIssue(email, /Enter a full email address/);
  await expect(email).not.toBeFocused();
  await page.mouse.up();
  await expect(email).toBeFocused();

  // Refused by the server: somebody else has the address.
  await email.fill(taken.email.toUpperCase());
  await phone.fill('020 623 4567');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expectIssue(email, 'Another customer has this email address already.');
  await expect(email).toBeFocused();
  await expect(name).toHaveValue(`${word} GmbH`);
  await expect(phone).toHaveValue('020 623 4567');

  await email.fill(` ${word}@E2E.example `);
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(toast(page, 'Customer created')).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(page).not.toHaveURL(/dialog/);
  await searchBox(page).fill(word);
  await expect(row(page, `${word} GmbH`)).toBeVisible();
  await expect(row(page, `${word} GmbH`)).toContainText('+31 20 623 4567');
});

test('several faults are listed above the fields', async ({ page }) => {
  await open(page, '/customers?dialog=new');
  const dialog = page.getByRole('dialog', { name: 'New customer' });
  await dialog.getByRole('button', { name: 'Create' }).click();
  const summary = dialog.getByRole('group', { name: 'Fields that need another look' });
  await expect(summary).toContainText('2 fields need another look');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await summary.getByRole('link', { name: 'Email' }).click();
  await expect(dialog.getByLabel('Email')).toBeFocused();
});

test('leaving a dialog asks once something was typed', async ({ page }) => {
  await open(page, '/customers?dialog=new');
  const dialog = page.getByRole('dialog', { name: 'New customer' });
  await dialog.getByLabel('Name').fill('Half a name');
  await page.keyboard.press('Escape');
  const question = page.getByRole('alertdialog', { name: 'Discard what you typed?' });
  await expect(question.getByRole('button', { name: 'Keep editing' })).toBeFocused();
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await expect(question).toBeHidden();
  await expect(dialog.getByLabel('Name')).toHaveValue('Half a name');
  await dialog.getByRole('link', { name: 'Cancel' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
  await expect(dialog).toBeHidden();
});

test('the country of a phone number is found by name, code or dial code', async ({ page }) => {
  await open(page, '/customers?dialog=new');
  const country = page.getByRole('combobox', { name: 'Country' });
  await expect(country).toHaveValue('NL +31');
  for (const [typed, found] of [
    ['germ', 'DE +49'],
    ['be', 'BE +32'],
    ['+44', 'GB +44'],
  ] as const) {
    await country.fill(typed);
    await expect(page.getByRole('listbox', { name: 'Countries' })).toBeVisible();
    const options = page.getByRole('listbox', { name: 'Countries' }).getByRole('option');
    await options.filter({ hasText: found }).first().click();
    await expect(country).toHaveValue(found);
    await expect(page.getByRole('listbox', { name: 'Countries' })).toBeHidden();
  }
});

test('every column sorts both ways, and says so', async ({ page }) => {
  const word = unique('Sort');
  await seedMany(page, word, 3);
  await open(page, `/customers?q=${word}&sort=name&dir=desc`);
  const heading = page.getByRole('columnheader', { name: 'Name' });
  const ascending = [1, 2, 3].map((at) => `${word} 00${at}`);
  await expect(heading).toHaveAttribute('aria-sort', 'descending');
  expect(await names(page)).toEqual(ascending.toReversed());
  await heading.getByRole('link').click();
  await expect(heading).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(() => names(page)).toEqual(ascending);
  for (const column of ['ID', 'Email', 'Phone', 'Registered', 'Status', 'Tags']) {
    const heading = page.getByRole('columnheader', { name: column, exact: true });
    await heading.getByRole('link').click();
    await expect(heading).toHaveAttribute('aria-sort', /ascending|descending/);
    const first = await heading.getAttribute('aria-sort');
    await heading.getByRole('link').click();
    await expect(heading).toHaveAttribute(
      'aria-sort',
      first === 'ascending' ? 'descending' : 'ascending',
    );
    await expect(rows(page)).toHaveCount(3);
  }
  const registered = page.getByRole('columnheader', { name: 'Registered' });
  await registered.getByRole('link').click();
  const direction = await registered.getAttribute('aria-sort');
  await expect
    .poll(() => names(page))
    .toEqual(direction === 'ascending' ? ascending : ascending.toReversed());
});

test('pages, page sizes and jumping', async ({ page }) => {
  const word = unique('Page');
  const all = (await seedMany(page, word, 60)).map(({ name }) => name);
  await open(page, `/customers?q=${word}&sort=name`);
  const pager = page.getByRole('navigation', { name: 'Pages' });
  const link = (name: string) => pager.getByRole('link', { name });
  await expect(pager).toContainText('1–25 of 60');
  await expect.poll(() => names(page)).toEqual(all.slice(0, 25));
  await expect(link('First page')).toHaveAttribute('aria-disabled', 'true');
  await expect(link('Previous page')).toHaveAttribute('aria-disabled', 'true');

  await link('Next page').click();
  await expect(pager).toContainText('26–50 of 60');
  await expect.poll(() => names(page)).toEqual(all.slice(25, 50));
  await link('Last page').click();
  await expect(pager).toContainText('51–60 of 60');
  await expect.poll(() => names(page)).toEqual(all.slice(50));
  await expect(link('Next page')).toHaveAttribute('aria-disabled', 'true');
  await link('Previous page').click();
  await expect(pager).toContainText('26–50 of 60');
  await link('First page').click();
  await expect(pager).toContainText('1–25 of 60');

  await pager.getByRole('textbox', { name: 'Page' }).fill('3');
  await page.keyboard.press('Enter');
  await expect(pager).toContainText('51–60 of 60');
  await expect(page).toHaveURL(/page=3/);

  for (const size of [50, 75, 100, 25]) {
    await pager.locator('summary').click();
    await pager.getByRole('link', { name: String(size), exact: true }).click();
    await expect(pager).toContainText(`1–${Math.min(size, 60)} of 60`);
    await expect(rows(page)).toHaveCount(Math.min(size, 60));
    await expect(page).not.toHaveURL(/page=/);
  }
});

test('the status filter and its removal', async ({ page }) => {
  const word = unique('Stat');
  await seedMany(page, word, 4, (at) => ({ status: at < 3 ? 'active' : 'inactive' }));
  await open(page, `/customers?q=${word}`);
  await expect(rows(page)).toHaveCount(4);
  const chip = page.locator('.chip:not(.sort-chip)', { hasText: 'Status' });
  await chip.locator('summary').click();
  await chip.getByRole('radio', { name: 'Inactive', exact: true }).check();
  await chip.getByRole('button', { name: 'Apply' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page).toHaveURL(/status=inactive/);
  await expect(chip).toContainText('Status: Inactive');
  await chip.locator('summary').click();
  await chip.getByRole('radio', { name: 'Active', exact: true }).check();
  await chip.getByRole('button', { name: 'Apply' }).click();
  await expect(rows(page)).toHaveCount(3);
  await page.getByRole('link', { name: 'Remove filter Status' }).click();
  await expect(rows(page)).toHaveCount(4);
  await expect(page).not.toHaveURL(/status/);
});

test('team type, tag and registration date filter as well', async ({ page }) => {
  const word = unique('Filt');
  const tag = unique('tag');
  await seedMany(page, word, 4, (at) => ({
    team_type: at === 0 ? 'enterprise' : 'individual',
    company_name: at === 0 ? `${word} Holding` : '',
    tags: at < 2 ? tag : '',
  }));
  await open(page, `/customers?q=${word}`);
  const chip = (name: string) => page.locator('.chip:not(.sort-chip)', { hasText: name });

  await chip('Team type').locator('summary').click();
  await chip('Team type').getByRole('checkbox', { name: 'Enterprise' }).check();
  await chip('Team type').getByRole('button', { name: 'Apply' }).click();
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('link', { name: 'Remove filter Team type' }).click();
  await expect(rows(page)).toHaveCount(4);

  await page.locator('.chip:not(.sort-chip) summary', { hasText: /^\s*Tag\s*$/ }).click();
  await page.getByRole('checkbox', { name: tag }).check();
  await page.getByRole('group', { name: 'Tag' }).locator('xpath=..').getByRole('button', { name: 'Apply' }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(page).toHaveURL(new RegExp(`tag=${tag}`));

  await chip('Registered').locator('summary').click();
  await chip('Registered').getByLabel('From').fill('2024-01-02');
  await chip('Registered').getByRole('button', { name: 'Apply' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(row(page, `${word} 002`)).toBeVisible();

  await page.getByRole('link', { name: 'Clear all' }).click();
  await expect(rows(page)).toHaveCount(4);
});

test('search finds by name, email, phone and ID, and says when nothing matches', async ({
  page,
}) => {
  const customer = await seedOne(page, { phone: '+31201237890' });
  await open(page, '/customers');
  for (const words of [customer.name, customer.email, customer.id]) {
    await searchBox(page).fill(words);
    await expect(rows(page)).toHaveCount(1);
    await expect(row(page, customer.name)).toBeVisible();
  }
  await searchBox(page).fill('+31201237890');
  await expect(row(page, customer.name)).toBeVisible();
  await searchBox(page).fill(unique('nothing-like-it'));
  await expect(page.getByRole('heading', { name: 'No customer matches' })).toBeVisible();
  await page.getByRole('link', { name: 'Clear search and filters' }).click();
  await expect(rows(page).first()).toBeVisible();
  await expect(searchBox(page)).toHaveValue('');
});

test('Back and Forward go from view to view', async ({ page }) => {
  const word = unique('Back');
  await seedMany(page, word, 30);
  await open(page, `/customers?q=${word}&sort=name`);
  const pager = page.getByRole('navigation', { name: 'Pages' });
  await pager.getByRole('link', { name: 'Next page' }).click();
  await expect(pager).toContainText('26–30 of 30');
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('link').click();
  await expect.poll(async () => (await names(page))[0]).toBe(`${word} 030`);
  await page.goBack();
  await expect(pager).toContainText('26–30 of 30');
  await expect.poll(async () => (await names(page))[0]).toBe(`${word} 026`);
  await page.goBack();
  await expect(pager).toContainText('1–25 of 30');
  await expect.poll(async () => (await names(page))[0]).toBe(`${word} 001`);
  await page.goForward();
  await expect(pager).toContainText('26–30 of 30');
});

test('the address alone shows the same view again', async ({ page, context }) => {
  const word = unique('Url');
  await seedMany(page, word, 60, (at) => ({ status: at % 2 ? 'inactive' : 'active' }));
  await open(page, `/customers?q=${word}&status=inactive&sort=name&dir=desc&page=2&columns=name,email,status`);
  const seen = await names(page);
  expect(seen).toHaveLength(5);
  expect(seen[0]).toBe(`${word} 010`);
  await expect(page.getByRole('columnheader', { name: 'Phone' })).toHaveCount(0);
  await expect(searchBox(page)).toHaveValue(word);
  const other = await context.newPage();
  await open(other, page.url());
  expect(await names(other)).toEqual(seen);
});

test('the ID and the email are copied by a click', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const customer = await seedOne(page);
  await open(page, `/customers?q=${customer.email}`);
  await page.locator(`[data-copy="${customer.id}"]`).first().click();
  await expect(toast(page, 'Customer ID copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(customer.id);
  await row(page, customer.name).hover();
  await row(page, customer.name).getByRole('button', { name: 'Copy email' }).click();
  await expect(toast(page, 'Email copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(customer.email);
});

test('where the clipboard is refused, the value is selected to be copied by hand', async ({
  page,
}) => {
  const customer = await seedOne(page);
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await open(page, `/customers?q=${customer.email}`);
  await page.locator(`[data-copy="${customer.id}"]`).first().click();
  await expect(toast(page, 'Press Ctrl+C to copy')).toBeVisible();
  const selected = await page.evaluate(() => String(window.getSelection()));
  expect(selected.trim()).toBe(customer.id);
});

test('columns can be chosen', async ({ page }) => {
  await open(page, '/customers');
  const chooser = page.locator('details', { hasText: 'Columns' });
  const headings = () =>
    page
      .getByRole('columnheader')
      .allTextContents()
      .then((all) => all.map((text) => text.trim()).filter((text) => text && text !== 'Actions'));
  expect(await headings()).toEqual([
    'ID',
    'Name',
    'Email',
    'Phone',
    'Registered',
    'Status',
    'Balance',
    'Tags',
  ]);
  const chosen = ['ID', 'Name', 'Email', 'Registered', 'Status', 'Balance', 'Tags', 'Team type'];
  await chooser.locator('summary').click();
  await chooser.getByRole('checkbox', { name: 'Phone' }).uncheck();
  await chooser.getByRole('checkbox', { name: 'Team type' }).check();
  await chooser.getByRole('button', { name: 'Apply' }).click();
  await expect.poll(headings).toEqual(chosen);
  await expect(page).toHaveURL(/columns=/);
  await page.reload();
  await ready(page);
  expect(await headings()).toEqual(chosen);
});

test('export downloads what the list shows', async ({ page }) => {
  const word = unique('Exp');
  const seeded = await seedMany(page, word, 30);
  await open(page, `/customers?q=${word}`);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.csv$/);
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(await file.path(), 'utf8');
  expect(text.split(/\r?\n/)[0]?.replace(/^\uFEFF/, '')).toContain(csv([]).split('\n')[0] ?? '');
  for (const { email } of seeded) expect(text).toContain(email);
  expect(text.trim().split(/\r?\n/)).toHaveLength(31);
});
