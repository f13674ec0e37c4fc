import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { csv, expect, open, row, rows, test, unique, type Seed } from '../fixtures/app';

const faulty = fileURLToPath(new URL('../fixtures/faulty.csv', import.meta.url));

test('a faulty file names every faulty row, and nothing of it is written', async ({ page }) => {
  await open(page, '/customers');
  await page.getByRole('link', { name: 'Import' }).click();
  await expect(page).toHaveURL(/\/customers\/import$/);
  await page.getByLabel('CSV file').setInputFiles(faulty);
  await page.getByRole('button', { name: 'Check file' }).click();
  await expect(page.getByText(/^The file has 7 faults/)).toBeVisible();
  const faults = page.getByRole('table', { name: 'Faults of the file' });
  for (const [line, column, reason] of [
    ['2', 'name', 'Enter a name.'],
    ['3', 'email', 'Enter an email address.'],
    ['4', 'email', 'Enter a full email address'],
    ['5', 'phone', 'phone number'],
    ['6', 'status', 'Use one of these'],
    ['8', 'email', 'Line 7 of the file has it already.'],
    ['9', 'registered_at', 'Enter a time'],
  ] as const) {
    const fault = faults
      .getByRole('row')
      .filter({ has: page.getByRole('cell', { name: line, exact: true }) })
      .filter({ hasText: reason });
    await expect(fault, `line ${line}`).toContainText(column);
  }
  await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0);
  await open(page, '/customers?q=faulty.example');
  await expect(page.getByRole('heading', { name: 'No customer matches' })).toBeVisible();
});

test('a good file is imported; the second time it changes nothing', async ({ page }) => {
  const word = unique('Imp');
  const people: Seed[] = [
    { name: `${word} Café Ångström`, email: `${word}-1@e2e.example`, phone: '020 623 4567', tags: 'VIP,NL' },
    { name: `=HYPERLINK("${word}")`, email: `${word}-2@e2e.example` },
    { name: `<script>alert("${word}")</script>`, email: `${word}-3@e2e.example`, status: 'inactive' },
  ];
  const file = { name: 'good.csv', mimeType: 'text/csv', buffer: Buffer.from(csv(people)) };
  await open(page, '/customers/import');
  await page.getByLabel('CSV file').setInputFiles(file);
  await page.getByRole('button', { name: 'Check file' }).click();
  await expect(page.getByText('The file is in order. 3 customers would be created.')).toBeVisible();
  await page.getByRole('button', { name: 'Import 3 customers' }).click();
  await expect(page.getByText('3 customers imported.')).toBeVisible();

  await open(page, '/customers/import');
  await page.getByLabel('CSV file').setInputFiles(file);
  await page.getByRole('button', { name: 'Check file' }).click();
  await expect(
    page.getByText('Nothing to import: all of these customers are here already.'),
  ).toBeVisible();

  await open(page, `/customers?q=${word}`);
  await expect(rows(page)).toHaveCount(3);
  await expect(row(page, 'Café Ångström')).toContainText('+31 20 623 4567');
  await expect(row(page, 'Café Ångström')).toContainText('VIP');
  await expect(row(page, '<script>')).toContainText('Inactive');
});

test('what is exported can be imported again, and changes nothing', async ({ page }) => {
  const word = unique('Round');
  const people: Seed[] = [
    { name: `${word} "quoted", with a comma`, email: `${word}-1@e2e.example`, tags: 'a,b' },
    { name: `+${word}`, email: `${word}-2@e2e.example`, team_type: 'individual' },
  ];
  const file = { name: 'round.csv', mimeType: 'text/csv', buffer: Buffer.from(csv(people)) };
  await open(page, '/customers/import');
  await page.getByLabel('CSV file').setInputFiles(file);
  await page.getByRole('button', { name: 'Check file' }).click();
  await page.getByRole('button', { name: 'Import 2 customers' }).click();
  await expect(page.getByText('2 customers imported.')).toBeVisible();

  await open(page, `/customers?q=${word}`);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export' }).click();
  const path = await (await download).path();
  expect((await readFile(path, 'utf8')).trim().split(/\r?\n/)).toHaveLength(3);

  await open(page, '/customers/import');
  await page.getByLabel('CSV file').setInputFiles({
    name: 'again.csv',
    mimeType: 'text/csv',
    buffer: await readFile(path),
  });
  await page.getByRole('button', { name: 'Check file' }).click();
  await expect(page.getByText(/^Nothing to import/)).toBeVisible();
});

test('a file that is no list of customers is refused', async ({ page }) => {
  await open(page, '/customers/import');
  await page.getByLabel('CSV file').setInputFiles({
    name: 'colours.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('colour,size\nred,3\n'),
  });
  await page.getByRole('button', { name: 'Check file' }).click();
  await expect(page.getByText(/^The file has .* faults?/)).toBeVisible();
  await expect(page.getByText('The file has no such column, but needs one.').first()).toBeVisible();
});
