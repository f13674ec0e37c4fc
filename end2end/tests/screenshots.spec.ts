import { expect, open, row, seedOne, test, type Page } from '../fixtures/app';

// Artefacts to look at, not to compare: nothing here fails because of a pixel.
const shot = (page: Page, name: string) =>
  page.screenshot({ path: `screenshots/${name}.png`, animations: 'disabled' });

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the main states, ${colorScheme}`, async ({ page, visitor }) => {
    test.slow();
    const customer = await seedOne(page, { phone: '+31206234567', tags: 'VIP,NL' });
    await visitor.emulateMedia({ colorScheme });
    await open(visitor, '/login');
    await shot(visitor, `sign-in-${colorScheme}`);
    await page.setViewportSize({ width: 1600, height: 960 });
    await page.emulateMedia({ colorScheme });
    await open(page, '/');
    await shot(page, `dashboard-${colorScheme}`);
    await open(page, '/customers?sort=name');
    await shot(page, `customers-${colorScheme}`);
    await page.getByRole('button', { name: /^Actions for/ }).nth(3).click();
    await expect(page.getByRole('menuitem').first()).toBeFocused();
    await shot(page, `customers-menu-${colorScheme}`);
    await open(page, '/customers?dialog=new');
    await page.getByRole('dialog').getByLabel('Email').fill('not-an-email');
    await page.getByRole('button', { name: 'Create' }).click();
    await expect(page.getByRole('dialog').getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
    await shot(page, `new-customer-refused-${colorScheme}`);
    await open(page, customer.path);
    await shot(page, `customer-${colorScheme}`);
    await open(page, `${customer.path}/history`);
    await shot(page, `customer-history-${colorScheme}`);
    await open(page, `${customer.path}/users?dialog=invite-user`);
    await page.getByRole('dialog').getByLabel('Name').fill('Ana Jansen');
    await page.getByRole('dialog').getByLabel('Email').fill(`ana-${colorScheme}-${customer.email}`);
    await page.getByRole('dialog').getByRole('button', { name: 'Invite' }).click();
    await expect(row(page, 'Ana Jansen')).toBeVisible();
    await shot(page, `users-${colorScheme}`);
    await open(page, `${customer.path}?dialog=reset-password`);
    await shot(page, `reset-password-nobody-${colorScheme}`);
    await open(page, '/settings');
    await shot(page, `settings-${colorScheme}`);
    await open(page, '/settings/team');
    await shot(page, `team-${colorScheme}`);
    await open(page, '/settings/mail');
    await shot(page, `mail-${colorScheme}`);
    await open(page, '/customers/import');
    await shot(page, `import-${colorScheme}`);
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, '/customers?sort=name');
    await shot(page, `phone-customers-${colorScheme}`);
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await shot(page, `phone-drawer-${colorScheme}`);
    await open(page, `/customers?q=${customer.email}`);
    await expect(row(page, customer.name)).toBeVisible();
    await shot(page, `phone-card-${colorScheme}`);
    await open(page, '/settings/mail');
    await shot(page, `phone-mail-${colorScheme}`);
  });
}
