import { expectWalkable } from '../fixtures/keyboard';
import { open, test } from '../fixtures/app';
import { test as withProgram } from '../fixtures/programs';

// Some pages have a hundred stops.
test.slow();

for (const address of ['/', '/activity', '/settings/tokens', '/customers']) {
  test(`${address} by keyboard alone`, async ({ page }) => {
    await open(page, address);
    await expectWalkable(page, address);
  });
}

test('the description of the API by keyboard alone', async ({ page }) => {
  await page.goto('/api');
  await expectWalkable(page, '/api');
});

withProgram('what a customer uses, by keyboard alone', async ({ page, program }) => {
  withProgram.slow();
  await program.begin('harbour-tour.wav');
  await program.used([{ days: 1, hours: 2 }]);
  for (const tab of ['transcriptions', 'usage', 'tokens']) {
    await open(page, `${program.customer.path}/${tab}`);
    await expectWalkable(page, tab);
  }
});

test.describe('somebody of a customer', () => {
  test.use({ storageState: async ({ signedInResellee }, use) => use(signedInResellee) });

  for (const tab of ['', '/transcriptions', '/usage', '/tokens']) {
    test(`the console${tab} by keyboard alone`, async ({ page }) => {
      await open(page, `/console${tab}`);
      await expectWalkable(page, `console${tab}`);
    });
  }
});
