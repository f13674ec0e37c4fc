import { expectAccessible } from '../fixtures/a11y';
import {
  expect,
  expectIssue,
  open,
  row,
  rows,
  seedMany,
  seedOne,
  test,
  toast,
  unique,
  type Customer,
  type Locator,
  type Page,
} from '../fixtures/app';

const money = (page: Page) => page.getByRole('region', { name: 'Balance and credits' });
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name });
const balance = (page: Page) => dialog(page, 'Manage balance');
const outcome = (place: Locator) => place.getByRole('status');

/** A figure of the card. */
const figure = (page: Page, label: string) =>
  money(page).locator('dl > div', { has: page.getByText(label, { exact: true }) }).locator('dd');

/** The billing room of a customer of a test's own, perhaps with a dialog open. */
async function billing(page: Page, query = ''): Promise<Customer> {
  const customer = await seedOne(page);
  await open(page, `${customer.path}/billing${query}`);
  return customer;
}

async function refill(page: Page, amount: string): Promise<void> {
  await money(page).getByRole('link', { name: 'Manage balance' }).click();
  await balance(page).getByLabel('Amount').fill(amount);
  await balance(page).getByLabel('Reason').fill('Bank transfer 88120');
  await balance(page).getByRole('button', { name: /^Refill/ }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('a balance is refilled from the list, and deducted from again', async ({ page }) => {
  const customer = await seedOne(page);
  await open(page, `/customers?q=${customer.email}`);
  await row(page, customer.name).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Manage balance…' }).click();
  await expect(balance(page)).toContainText(customer.name);
  await expect(balance(page).getByText('€ 0.00')).toBeVisible();
  await expect(outcome(balance(page))).toHaveText('Balance after–');
  await balance(page).getByLabel('Amount').fill('1,250.50');
  await expect(outcome(balance(page))).toHaveText('Balance after€ 1,250.50');
  await balance(page).getByLabel('Reason').fill('Bank transfer 88120');
  await balance(page).getByRole('button', { name: 'Refill € 1,250.50' }).click();
  await expect(toast(page, 'The balance is € 1,250.50')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await row(page, customer.name).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Billing details' }).click();
  await expect(figure(page, 'Balance')).toHaveText('€ 1,250.50');
  await expect(figure(page, 'Available')).toHaveText('€ 1,250.50');
  await money(page).getByRole('link', { name: 'Manage balance' }).click();
  await balance(page).getByRole('radio', { name: 'Deduct' }).check();
  await balance(page).getByLabel('Amount').fill('50.5');
  await expect(outcome(balance(page))).toHaveText('Balance after€ 1,200.00');
  await balance(page).getByLabel('Reason').fill('Paid back');
  await balance(page).getByRole('button', { name: 'Deduct € 50.50' }).click();
  await expect(figure(page, 'Balance')).toHaveText('€ 1,200.00');
});

test('a refused amount says so at its field, and nothing typed is lost', async ({ page }) => {
  await billing(page, '?dialog=balance');
  const amount = balance(page).getByLabel('Amount');
  const book = balance(page).getByRole('button', { name: /^(Refill|Deduct)/ });
  await book.click();
  await expectIssue(amount, 'Enter an amount.');
  await expectIssue(balance(page).getByLabel('Reason'), 'Say why.');
  await balance(page).getByLabel('Reason').fill('A trial');
  for (const [typed, issue] of [
    ['0', 'Enter more than nothing.'],
    ['-5', 'Enter more than nothing.'],
    ['0.001', 'Use at most 2 decimals.'],
    ['12,50', 'Enter an amount such as 1250.00.'],
    ['a lot', 'Enter an amount such as 1250.00.'],
    ['99999999999999', 'This is more than can be kept.'],
  ] as const) {
    await amount.fill(typed);
    await book.click();
    await expectIssue(amount, issue);
    await expect(amount).toHaveValue(typed);
  }
  await balance(page).getByRole('radio', { name: 'Deduct' }).check();
  await amount.fill('10');
  await book.click();
  await expectIssue(amount, 'At most € 0.00 can be taken.');
  await expect(balance(page).getByLabel('Reason')).toHaveValue('A trial');
});

test('pressed twice, or sent again after a lost answer, it is booked once', async ({ page }) => {
  await billing(page, '?dialog=balance');
  await balance(page).getByLabel('Amount').fill('100');
  await balance(page).getByLabel('Reason').fill('Bank transfer');
  const book = balance(page).getByRole('button', { name: /^Refill/ });
  // The answer to the first try is lost on its way.
  let tries = 0;
  await page.route('**/api/adjust_balance', async (route) => {
    tries += 1;
    if (tries > 1) return route.fallback();
    await route.fetch();
    await route.abort();
  });
  await book.click();
  await expect(balance(page).getByRole('alert')).toContainText('cannot be reached');
  await book.dblclick();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect(tries).toBeGreaterThan(1);
  await expect(figure(page, 'Balance')).toHaveText('€ 100.00');
});

test('credits are set, and the difference is shown before', async ({ page }) => {
  await billing(page);
  await money(page).getByRole('link', { name: 'Manage credits' }).click();
  const credits = dialog(page, 'Manage credits');
  await credits.getByLabel('New credits').fill('50');
  await expect(outcome(credits)).toHaveText('Difference that is booked€ 50.00');
  await credits.getByLabel('Last day').fill('2020-01-01');
  await credits.getByLabel('Reason').fill('Welcome');
  await credits.getByRole('button', { name: 'Set credits' }).click();
  await expectIssue(credits.getByLabel('Last day'), /This day is over/);
  await credits.getByLabel('Last day').fill('2099-12-31');
  await credits.getByRole('button', { name: 'Set credits' }).click();
  await expect(figure(page, 'Credits')).toHaveText('€ 50.00');
  await expect(money(page)).toContainText('can be spent until 31 Dec 2099');
  await money(page).getByRole('link', { name: 'Manage credits' }).click();
  await credits.getByLabel('New credits').fill('20');
  await expect(outcome(credits)).toHaveText('Difference that is booked€ −30.00');
});

test('a credit limit lets the balance fall below nothing', async ({ page }) => {
  await billing(page);
  await money(page).getByRole('link', { name: 'Credit limit' }).click();
  const limit = dialog(page, 'Credit limit');
  await expect(limit.getByLabel('Credit limit')).toHaveValue('0.00');
  await limit.getByLabel('Credit limit').fill('75');
  await limit.getByRole('button', { name: 'Set credit limit' }).click();
  await expect(figure(page, 'Credit limit')).toHaveText('€ 75.00');
  await expect(figure(page, 'Available')).toHaveText('€ 75.00');
  await money(page).getByRole('link', { name: 'Manage balance' }).click();
  await balance(page).getByRole('radio', { name: 'Deduct' }).check();
  await balance(page).getByLabel('Amount').fill('70');
  await balance(page).getByLabel('Reason').fill('Setting up');
  await balance(page).getByRole('button', { name: /^Deduct/ }).click();
  await expect(figure(page, 'Balance')).toHaveText('€ −70.00');
  await expect(figure(page, 'Available')).toHaveText('€ 5.00');
});

/** The entry that is called so. */
const entry = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Ledger' }).getByRole('row').filter({ hasText: name });

test('every entry stands in the ledger with the total after it, and opens', async ({ page }) => {
  await billing(page);
  await expect(page.getByText('Nothing booked yet')).toBeVisible();
  await refill(page, '250');
  await refill(page, '5.50');
  await expect(entry(page, 'Refill 2')).toContainText('€ +5.50');
  await expect(entry(page, 'Refill 2')).toContainText('€ 255.50');
  await expect(entry(page, 'Refill 1')).toContainText('Bank transfer 88120');
  await page.getByRole('link', { name: 'Refill 1' }).click();
  const details = dialog(page, 'Refill 1');
  await expect(details).toContainText('Sanne Visser');
  await expect(details).toContainText('€ 250.00');
  await page.keyboard.press('Escape');
  await expect(details).toBeHidden();
});

test('an entry is reversed once, and both say so', async ({ page }) => {
  const customer = await billing(page);
  await refill(page, '250');
  await entry(page, 'Refill 1').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Reverse…' }).click();
  const question = dialog(page, 'Reverse Refill 1?');
  await expect(question).toContainText('€ −250.00');
  await question.getByRole('button', { name: 'Reverse' }).click();
  await expectIssue(question.getByLabel('Reason'), 'Say why.');
  // Somebody else is faster.
  const other = await page.context().newPage();
  await open(other, `${customer.path}/billing?dialog=reverse-entry&entry=1`);
  await dialog(other, 'Reverse Refill 1?').getByLabel('Reason').fill('Paid twice');
  await question.getByLabel('Reason').fill('Booked by mistake');
  await question.getByRole('button', { name: 'Reverse' }).click();
  await expect(toast(page, 'Refill 1 reversed')).toBeVisible();
  await expect(figure(page, 'Balance')).toHaveText('€ 0.00');
  await expect(entry(page, 'Refill 1')).toContainText('Reversed');
  await dialog(other, 'Reverse Refill 1?').getByRole('button', { name: 'Reverse' }).click();
  await expect(other.getByRole('alert')).toContainText('reversed already');
  await other.close();

  await page.getByRole('link', { name: 'Reversal 2' }).click();
  await dialog(page, 'Reversal 2').getByRole('link', { name: 'Entry 1' }).click();
  const first = dialog(page, 'Refill 1');
  await expect(first.getByRole('link', { name: 'Entry 2' })).toBeVisible();
  await expect(first.getByRole('link', { name: 'Reverse…' })).toHaveCount(0);
});

test('the ledger is narrowed by its address, and goes out as a file', async ({ page }) => {
  const customer = await billing(page);
  await refill(page, '250');
  await money(page).getByRole('link', { name: 'Manage credits' }).click();
  const credits = dialog(page, 'Manage credits');
  await credits.getByLabel('New credits').fill('50');
  await credits.getByLabel('Reason').fill('=Welcome');
  await credits.getByRole('button', { name: 'Set credits' }).click();
  await expect(entry(page, 'Credits set 2')).toBeVisible();
  const chip = page.locator('.chip', { hasText: 'Money' });
  await chip.locator('summary').click();
  await chip.getByRole('radio', { name: 'Credits', exact: true }).check();
  await chip.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/bucket=credits/);
  await expect(entry(page, 'Refill 1')).toHaveCount(0);
  const file = page.getByRole('region', { name: 'Ledger' }).getByRole('link', { name: 'Export' });
  const answer = await page.request.get((await file.getAttribute('href')) ?? '');
  expect(answer.headers()['content-disposition']).toMatch(/attachment; filename="ledger-/);
  const [heading, ...lines] = (await answer.text()).trim().split(/\r?\n/);
  expect(heading).toMatch(/^number,id,at,bucket,reason,amount,total,currency,/);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/,credits,credits_set,50\.00,50\.00,EUR,,'=Welcome,/);
  await open(page, `${customer.path}/billing?reason=reversal`);
  await page.getByRole('link', { name: 'Clear the filters' }).click();
  await expect(entry(page, 'Refill 1')).toBeVisible();
});

test('customers are sorted and narrowed by what they have', async ({ page }) => {
  const word = unique('Purse');
  await seedMany(page, word, 3);
  for (const [number, amount] of [
    ['001', '100'],
    ['002', '20.50'],
  ] as const) {
    await open(page, `/customers?q=${word}`);
    await row(page, `${word} ${number}`).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Manage balance…' }).click();
    await balance(page).getByLabel('Amount').fill(amount);
    await balance(page).getByLabel('Reason').fill('Bank transfer');
    await balance(page).getByRole('button', { name: /^Refill/ }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await page.getByRole('columnheader', { name: 'Balance' }).getByRole('link').click();
  await expect(page).toHaveURL(/sort=balance/);
  await expect(rows(page).first()).toContainText(`${word} 003`);
  await expect(rows(page).nth(1)).toContainText('€ 20.50');
  await expect(rows(page).nth(2)).toContainText(`${word} 001`);

  const chip = page.locator('.chip', { hasText: 'Money' });
  await chip.locator('summary').click();
  const range = chip.getByRole('group', { name: 'Balance' });
  await range.getByLabel('Below').fill('50');
  await range.getByLabel('From').fill('0.01');
  await chip.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/balance_below=50/);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText(`${word} 002`);
  await expect(chip).toContainText('0.01 ≤ Balance < 50');
  await chip.locator('summary').click();
  await expectAccessible(page, 'the filter of amounts');
  await chip.getByRole('link', { name: 'Remove filter Money' }).click();
  await expect(rows(page)).toHaveCount(3);
});

test('what was done stands in the history', async ({ page }) => {
  const customer = await billing(page);
  await refill(page, '250');
  await open(page, `${customer.path}/history`);
  const event = page.getByRole('listitem').filter({ hasText: 'Balance changed' });
  await expect(event).toContainText('0.00 EUR → 250.00 EUR');
  await expect(event).toContainText('Bank transfer 88120');
});

test('money is accessible, also on a phone', async ({ page }) => {
  test.slow();
  const customer = await billing(page);
  await refill(page, '250');
  await expectAccessible(page, 'the billing room');
  for (const name of ['balance', 'credits', 'credit-limit', 'ledger-entry&entry=1', 'reverse-entry&entry=1']) {
    await open(page, `${customer.path}/billing?dialog=${name}`);
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, `the dialog ${name}`);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, `${customer.path}/billing?dialog=balance`);
  await balance(page).getByRole('button', { name: /^Refill/ }).click();
  await expectIssue(balance(page).getByLabel('Amount'), 'Enter an amount.');
  await expectAccessible(page, 'a refused refill on a phone');
});

test.describe('without WebAssembly', () => {
  test.use({ javaScriptEnabled: false });

  test('a balance is refilled, and a refusal keeps what was typed', async ({ page }) => {
    const customer = await seedOne(page);
    await page.goto(`${customer.path}/billing?dialog=balance`);
    await balance(page).getByLabel('Amount').fill('250');
    await balance(page).getByRole('button', { name: 'Refill' }).click();
    await expectIssue(balance(page).getByLabel('Reason'), 'Say why.');
    await expect(balance(page).getByLabel('Amount')).toHaveValue('250');
    await balance(page).getByLabel('Reason').fill('Bank transfer');
    await balance(page).getByRole('button', { name: 'Refill' }).click();
    await expect(figure(page, 'Balance')).toHaveText('€ 250.00');
  });
});

test.describe('somebody of a customer', () => {
  test.use({ storageState: async ({ signedInResellee }, use) => use(signedInResellee) });

  test('sees what there is, and cannot change it', async ({ page }) => {
    await open(page, '/console/billing');
    await expect(figure(page, 'Balance')).toHaveText(/€/);
    await expect(money(page).getByRole('link')).toHaveCount(0);
    await expectAccessible(page, 'the billing room of the console');
    await open(page, '/console/billing?dialog=reverse-entry&entry=1');
    await expect(page.getByRole('dialog')).toContainText('Not possible');
  });
});
