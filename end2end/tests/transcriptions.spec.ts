import { expectAccessible } from '../fixtures/a11y';
import {
  expect,
  open,
  ready,
  row,
  rows,
  unique,
  type Page,
} from '../fixtures/app';
import { test } from '../fixtures/programs';

const status = (page: Page) => page.locator('.live-status');

/** Opens the list and waits until news come. */
async function openLive(page: Page, address: string): Promise<void> {
  await open(page, address);
  await expect(status(page)).toHaveAttribute('data-pace', 'live');
}

test('a session appears, moves on and ends on the open page', async ({ page, program }) => {
  await openLive(page, `${program.customer.path}/transcriptions`);
  await expect(page.getByRole('heading', { name: 'No transcriptions yet' })).toBeVisible();
  const name = `${unique('board')}.wav`;
  const { id } = await program.begin(name);
  await expect(row(page, name)).toContainText('Queued');
  await program.report(id, 'progress', { sequence: 1, media_ms: 1000 });
  await expect(row(page, name)).toContainText('Processing');
  await expect(row(page, name)).toContainText('0:01');
  await program.report(id, 'complete', { sequence: 2, media_ms: 90_000 });
  await expect(row(page, name)).toContainText('Completed');
  await expect(row(page, name)).toContainText('1:30');

  const second = `${unique('second')}.wav`;
  await program.begin(second);
  await expect(rows(page).first()).toContainText(second);
  await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText('1–2 of 2');
});

test('no row moves under the pointer', async ({ page, program }) => {
  const [first, second] = [unique('first'), unique('second')];
  const { id } = await program.begin(first);
  await openLive(page, `${program.customer.path}/transcriptions`);
  await row(page, first).hover();
  await program.begin(second);
  await program.report(id, 'progress', { sequence: 1, media_ms: 1000 });
  await expect(row(page, first)).toContainText('Processing');
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('heading', { level: 1 }).hover();
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText(second);
});

test('filters stand in the address, and only what passes them appears', async ({ page, program }) => {
  const [batch, live] = [unique('batch'), unique('live')];
  await program.begin(batch);
  await openLive(page, `${program.customer.path}/transcriptions`);
  const chip = page.locator('.chip', { hasText: 'Mode' });
  await chip.locator('summary').click();
  await chip.getByRole('radio', { name: 'Real-time' }).check();
  await chip.getByRole('button', { name: 'Apply' }).click();
  await expect(page).toHaveURL(/mode=realtime/);
  await expect(page.getByRole('heading', { name: 'No session matches' })).toBeVisible();
  await program.begin(live, { mode: 'realtime' });
  await expect(row(page, live)).toContainText('Real-time');
  await program.begin(`${batch}-2`);
  await page.getByRole('searchbox').fill(live);
  await expect(page).toHaveURL(/q=/);
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('link', { name: 'Remove filter Mode' }).click();
  await expect(page).not.toHaveURL(/mode=/);
  await expect(rows(page)).toHaveCount(1);
});

test('the details have an address, and go on with the session', async ({ page, program }) => {
  const name = unique('details');
  const { id } = await program.begin(name, { external_id: 'INV-7' });
  await openLive(page, `${program.customer.path}/transcriptions`);
  await row(page, name).getByRole('link', { name }).click();
  const dialog = page.getByRole('dialog', { name });
  await expect(page).toHaveURL(new RegExp(`dialog=session&session=${id}`));
  await expect(dialog).toContainText('INV-7');
  await expect(dialog.getByRole('listitem')).toHaveText([/^Queued/]);
  await program.report(id, 'progress', { sequence: 1, media_ms: 1000 });
  await expect(dialog.getByRole('listitem')).toHaveText([/^Queued/, /^Started/]);
  await program.report(id, 'fail', { sequence: 2, error: 'Audio ended before the header' });
  await expect(dialog).toContainText('Audio ended before the header');
  await expect(dialog.getByRole('listitem').last()).toContainText('Failed');
  await dialog.getByRole('link', { name: 'Close' }).last().click();
  await expect(dialog).toHaveCount(0);
  await row(page, name).click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Copy external ID' })).toBeVisible();
});

test('what happened while the stream was away is there when it is back', async ({ page, context, program }) => {
  test.slow();
  await openLive(page, `${program.customer.path}/transcriptions`);
  await context.route('**/live/transcriptions*', (route) => route.fulfill({ status: 503 }));
  await open(page, `${program.customer.path}/transcriptions`);
  await expect(status(page)).toHaveText('Updated every 10 seconds');
  const name = unique('polled');
  await program.begin(name);
  await expect(row(page, name)).toBeVisible({ timeout: 15_000 });
  await context.unroute('**/live/transcriptions*');
  await expect(status(page)).toHaveText('Live', { timeout: 45_000 });
});

test('the reseller sees the sessions of all customers', async ({ page, program }) => {
  await openLive(page, '/activity');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Live activity');
  const name = unique('anywhere');
  await program.begin(name);
  await expect(row(page, name)).toContainText(program.customer.name);
  await row(page, name).getByRole('link', { name: program.customer.name }).click();
  await expect(page).toHaveURL(`${program.customer.path}/transcriptions`);
  await expect(row(page, name)).toBeVisible();
});

test('lists and details are accessible', async ({ page, program }) => {
  test.slow();
  await open(page, `${program.customer.path}/transcriptions`);
  await expectAccessible(page, 'no sessions');
  const name = unique('axe');
  const { id } = await program.begin(name);
  await program.report(id, 'fail', { sequence: 1, error: 'No audio' });
  await open(page, `${program.customer.path}/transcriptions`);
  await expectAccessible(page, 'sessions');
  await page.locator('.chip:not(.sort-chip) summary').first().click();
  await expectAccessible(page, 'sessions with an open filter');
  await open(page, `${program.customer.path}/transcriptions?dialog=session&session=${id}`);
  await expectAccessible(page, 'details of a session');
  await open(page, '/activity');
  await expectAccessible(page, 'live activity');
});

test('lists and details work without WebAssembly', async ({ program, browser, signedIn }) => {
  const name = unique('plain');
  await program.begin(name);
  const context = await browser.newContext({ javaScriptEnabled: false, storageState: signedIn });
  const plain = await context.newPage();
  await plain.goto(`${program.customer.path}/transcriptions`);
  await expect(status(plain)).toBeHidden();
  await row(plain, name).getByRole('link', { name }).click();
  await expect(plain.getByRole('dialog', { name })).toContainText('Queued');
  await plain.getByRole('dialog').getByRole('link', { name: 'Close' }).last().click();
  const chip = plain.locator('.chip', { hasText: 'Status' });
  await chip.locator('summary').click();
  await chip.getByRole('checkbox', { name: 'Failed' }).check();
  await chip.getByRole('checkbox', { name: 'Expired' }).check();
  await chip.getByRole('button', { name: 'Apply' }).click();
  await expect(plain).toHaveURL(/status=failed&status=expired/);
  await expect(plain.getByRole('heading', { name: 'No session matches' })).toBeVisible();
  await context.close();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a session is a card, with everything in reach', async ({ page, program }) => {
    const name = unique('phone');
    await program.begin(name);
    await open(page, `${program.customer.path}/transcriptions`);
    await expect(row(page, name)).toContainText('Queued');
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await row(page, name).getByRole('button', { name: /^Actions for/ }).click();
    await page.getByRole('menuitem', { name: 'View details…' }).click();
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await ready(page);
  });
});
