import {
  expect,
  expectIssue,
  open,
  prepare,
  ready,
  row,
  seedOne,
  test,
  toast,
  type Page,
} from '../fixtures/app';

const form = (page: Page) => page.getByRole('region', { name: 'Details' });
const field = (page: Page, label: string) =>
  form(page).getByRole('textbox', { name: new RegExp(`^${label}`) });
const update = (page: Page) => form(page).getByRole('button', { name: 'Update' });
const question = (page: Page) => page.getByRole('alertdialog', { name: 'Leave without saving?' });

test('Update works while something differs, and Discard takes it back', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, customer.path);
  await expect(update(page)).toBeDisabled();
  await field(page, 'Name').fill('Another name');
  await expect(update(page)).toBeEnabled();
  await expect(form(page)).toContainText('1 unsaved change');
  await form(page).getByRole('checkbox', { name: /^Active/ }).uncheck();
  await expect(form(page)).toContainText('2 unsaved changes');
  await field(page, 'Name').fill(customer.name);
  await expect(form(page)).toContainText('1 unsaved change');
  await form(page).getByRole('button', { name: 'Discard' }).click();
  await expect(update(page)).toBeDisabled();
  await expect(form(page).getByRole('checkbox', { name: /^Active/ })).toBeChecked();
  await field(page, 'Name').fill(`${customer.name} & Zonen`);
  await update(page).click();
  await expect(toast(page, 'Customer updated')).toBeVisible();
  await expect(update(page)).toBeDisabled();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${customer.name} & Zonen`);
  await page.reload();
  await ready(page);
  await expect(field(page, 'Name')).toHaveValue(`${customer.name} & Zonen`);
});

test('a refused change says so at the field and keeps what was typed', async ({ page }) => {
  const [customer, other] = [await seedOne(page), await seedOne(page)];
  await open(page, customer.path);
  await field(page, 'Name').fill('');
  await update(page).click();
  await expectIssue(field(page, 'Name'), 'Enter a name.');
  await expect(field(page, 'Name')).toBeFocused();
  await field(page, 'Name').fill('Kept');
  await field(page, 'Email').fill(other.email);
  await update(page).click();
  await expectIssue(field(page, 'Email'), 'Another customer has this email address already.');
  await expect(field(page, 'Email')).toBeFocused();
  await expect(field(page, 'Name')).toHaveValue('Kept');
  await field(page, 'Email').fill(customer.email);
  await field(page, 'Phone').fill('12');
  await update(page).click();
  await expectIssue(field(page, 'Phone'), /not a phone number of|Enter a phone number/);
});

test('a button stays under the pointer that presses it', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, customer.path);
  await field(page, 'Name').fill('');
  await update(page).hover();
  await page.mouse.down();
  await expect(update(page)).toBeFocused();
  // As long as somebody's finger takes, as the page counts it.
  await page.evaluate(async () => {
    for (let frame = 0; frame < 10; frame += 1) {
      await new Promise((done) => requestAnimationFrame(done));
    }
  });
  await page.mouse.up();
  await expectIssue(field(page, 'Name'), 'Enter a name.');
  await expect(field(page, 'Name')).toBeFocused();
});

test('leaving by a link asks first', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, customer.path);
  await field(page, 'Name').fill('Not saved');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Customers/ }).click();
  await expect(question(page)).toBeVisible();
  await question(page).getByRole('button', { name: 'Keep editing' }).click();
  await expect(field(page, 'Name')).toHaveValue('Not saved');
  await expect(page).toHaveURL(new RegExp(customer.path));
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: /Customers/ }).click();
  await question(page).getByRole('button', { name: 'Leave' }).click();
  await expect(page).toHaveURL(/\/customers$/);
});

test('leaving by Back asks first', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, `/customers?q=${customer.email}`);
  await page.getByRole('link', { name: customer.name }).click();
  await expect(update(page)).toBeDisabled();
  await field(page, 'Name').fill('Not saved');
  await expect(form(page)).toContainText('1 unsaved change');
  await page.goBack();
  await expect(question(page)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(customer.path));
  await question(page).getByRole('button', { name: 'Keep editing' }).click();
  await expect(field(page, 'Name')).toHaveValue('Not saved');
  await page.goBack();
  await question(page).getByRole('button', { name: 'Leave' }).click();
  await expect(page).toHaveURL(/\/customers\?q=/);
  await expect(row(page, customer.name)).toBeVisible();
});

test('each tab has an address, and arrow keys go between them', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, customer.path);
  const tab = (name: string) => page.getByRole('tab', { name });
  await expect(tab('Subscription')).toHaveAttribute('aria-selected', 'true');
  for (const [name, says] of [
    ['Usage', 'No usage'],
    ['Tokens', 'No API tokens'],
    ['Users', 'No users yet'],
    ['Transcriptions', 'No transcriptions'],
    ['Subscription', 'No subscription'],
  ] as const) {
    await tab(name).click();
    await expect(page).toHaveURL(new RegExp(`${customer.path}/${name.toLowerCase()}$`));
    await expect(tab(name)).toHaveAttribute('aria-selected', 'true');
    await expect(page.getByRole('tabpanel', { name })).toContainText(says);
  }
  await tab('Subscription').focus();
  await page.keyboard.press('ArrowRight');
  await expect(tab('Usage')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/usage$/);
  await page.goBack();
  await expect(tab('Subscription')).toHaveAttribute('aria-selected', 'true');
  await open(page, `${customer.path}/tokens`);
  await expect(tab('Tokens')).toHaveAttribute('aria-selected', 'true');
  const answer = await page.goto(`${customer.path}/no-such-tab`);
  expect(answer?.status()).toBe(404);
});

test('unsaved changes outlast a change of tab', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, customer.path);
  await field(page, 'Name').fill('Still here');
  await page.getByRole('tab', { name: 'Usage' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Usage' })).toBeVisible();
  await expect(question(page)).toBeHidden();
  await expect(field(page, 'Name')).toHaveValue('Still here');
});

test('the history says who changed what, from what to what', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, `${customer.path}/history`);
  const history = page.getByRole('tabpanel', { name: 'History' });
  await expect(history).toContainText('Customer imported');
  await field(page, 'Name').fill('New name of it');
  await update(page).click();
  const first = history.getByRole('listitem').first();
  await expect(first).toContainText('Customer changed');
  await expect(first).toContainText(/by Sanne/);
  await expect(first.getByRole('term').filter({ hasText: 'Name' })).toBeVisible();
  await expect(first).toContainText(customer.name);
  await expect(first).toContainText('New name of it');
});

test('two people saving the same customer: nothing is lost, and each field is chosen', async ({
  page,
  browser,
  signedIn,
}) => {
  const customer = await seedOne(page);
  const context = await browser.newContext({ storageState: signedIn });
  await prepare(context);
  const theirs = await context.newPage();
  await open(page, customer.path);
  await open(theirs, customer.path);
  await field(theirs, 'Name').fill('Their name');
  await field(theirs, 'Phone').fill('020 623 4567');
  await update(theirs).click();
  await expect(toast(theirs, 'Customer updated')).toBeVisible();
  await context.close();

  await field(page, 'Name').fill('My name');
  await form(page).getByRole('checkbox', { name: /^Active/ }).uncheck();
  await update(page).click();
  const conflict = page.getByRole('alert', { name: 'Changed by somebody else' });
  const choice = (name: string) => conflict.getByRole('group', { name });
  await expect(choice('Name')).toContainText('My name');
  await expect(choice('Name')).toContainText('Their name');
  await expect(field(page, 'Name')).toHaveValue('My name');
  await choice('Name').getByLabel(/^Theirs/).check();
  await choice('Phone').getByLabel(/^Theirs/).check();
  await choice('Active').getByLabel(/^Yours/).check();
  await conflict.getByRole('button', { name: 'Use these values' }).click();
  await expect(conflict).toBeHidden();
  await expect(field(page, 'Name')).toHaveValue('Their name');
  await expect(form(page)).toContainText('1 unsaved change');
  await update(page).click();
  await expect(toast(page, 'Customer updated')).toBeVisible();
  await page.reload();
  await ready(page);
  await expect(field(page, 'Name')).toHaveValue('Their name');
  await expect(field(page, 'Phone')).toHaveValue(/20 ?623 ?4567/);
  await expect(form(page).getByRole('checkbox', { name: /^Active/ })).not.toBeChecked();
});

test('an inactive customer looks inactive', async ({ page }) => {
  const customer = await seedOne(page, { status: 'inactive' });
  await open(page, customer.path);
  await expect(page.getByRole('main').getByText('Inactive', { exact: true })).toBeVisible();
  await expect(page.locator('.columns[data-inactive]')).toBeVisible();
  await form(page).getByRole('checkbox', { name: /^Active/ }).check();
  await update(page).click();
  await expect(toast(page, 'Customer updated')).toBeVisible();
  await expect(page.locator('.columns[data-inactive]')).toHaveCount(0);
  await expect(page.locator('.page-title').getByText('Active', { exact: true })).toBeVisible();
});

test('the ID is copied by a click', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const customer = await seedOne(page);
  await open(page, customer.path);
  await page.getByRole('main').getByRole('button', { name: customer.id }).click();
  await expect(toast(page, 'Customer ID copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(customer.id);
});

test('tags are set on the page, and what was typed beside them stays', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, customer.path);
  await field(page, 'Name').fill('Typed before');
  await page.getByRole('link', { name: 'Set tags' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: /^Tags/ }).fill('harbour');
  await page.getByRole('dialog').getByRole('button', { name: 'Set tags' }).click();
  await expect(toast(page, 'Tags set')).toBeVisible();
  await expect(form(page).getByText('harbour')).toBeVisible();
  await expect(field(page, 'Name')).toHaveValue('Typed before');
  await expect(update(page)).toBeEnabled();
});

test('a customer is deleted from its page', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, customer.path);
  await page.getByRole('link', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: `Delete ${customer.name}?` });
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await expect(toast(page, `${customer.name} deleted`)).toBeVisible();
  await expect(page).toHaveURL(/\/customers$/);
  const answer = await page.goto(customer.path);
  expect(answer?.status()).toBe(404);
});
