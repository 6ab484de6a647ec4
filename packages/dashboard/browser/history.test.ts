import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { browserOfFile, openPage } from './support/chromium.ts';
import { addRun, fillWithRuns, runOf } from './support/fill.ts';
import { openHost } from './support/open-host.ts';

const browser = browserOfFile();
const table = (page: Page) => page.getByRole('table', { name: 'Runs', exact: true });
const scroller = (page: Page) => page.getByRole('region', { name: 'Runs, scrollable' });

/** The runs in the rows that are in the page, from above. */
const idsIn = (page: Page) =>
  table(page)
    .getByRole('link', { name: /^r_/ })
    .evaluateAll((links) => links.map((link) => link.textContent ?? ''));

it('the history of 100,000 runs scrolls without end and repeats none, while runs are added', async () => {
  const host = await openHost({ framework: 'Hono' });
  await fillWithRuns(host.store, 100_000);
  const { page, complaints } = await openPage(await browser());
  await page.goto(host.loginAs('ada'));
  await table(page).getByRole('link', { name: 'r_0000000000099999' }).waitFor();
  const seen = new Set<string>();
  const order: string[] = [];
  const note = async () => {
    for (const id of await idsIn(page)) {
      if (seen.has(id)) continue;
      seen.add(id);
      order.push(id);
    }
  };
  await note();
  for (let step = 0; order.length < 1500; step += 1) {
    const next = runOf(`r_new${String(step).padStart(12, '0')}`, Date.now() + step);
    await addRun(host.store, next);
    await scroller(page).evaluate((element) => element.scrollBy(0, 600));
    await expect.poll(async () => (await idsIn(page)).some((id) => !seen.has(id))).toBe(true);
    await note();
    const ids = await idsIn(page);
    expect(new Set(ids).size).toBe(ids.length);
  }
  const numbers = order.map((id) => Number(id.slice(2)));
  expect(numbers).toEqual(numbers.map((_, index) => 99_999 - index));
  expect(complaints).toEqual([]);
});

it('filters, search, columns and sorting are in the address, and survive a reload', async () => {
  const host = await openHost({ framework: 'Express' });
  await fillWithRuns(host.store, 300);
  const failed = runOf('r_failed0000000001', Date.now(), {
    status: 'FAILURE',
    statusLabel: 'Out of quota',
    entity: 'cart',
  });
  await addRun(host.store, failed);
  const { page, complaints } = await openPage(await browser());
  await page.goto(host.loginAs('ada'));
  await table(page).waitFor();
  await page.getByRole('button', { name: /^Filters/ }).click();
  await page.getByRole('combobox', { name: 'Status' }).selectOption('Failure');
  await expect.poll(() => idsIn(page)).toEqual([failed.id]);
  await page.getByRole('searchbox').fill('quota');
  await page.locator('summary').filter({ hasText: 'Columns' }).click();
  await page.getByRole('checkbox', { name: 'Links' }).uncheck();
  await page.getByRole('button', { name: 'Duration' }).click();
  await expect.poll(() => page.url()).toMatch(/search=quota|q=quota/);
  const shown = async () => ({
    url: page.url(),
    ids: await idsIn(page),
    heads: await table(page).getByRole('columnheader').allTextContents(),
    search: await page.getByRole('searchbox').inputValue(),
    status: await page.getByRole('combobox', { name: 'Status' }).inputValue(),
  });
  const before = await shown();
  expect(before).toMatchObject({ ids: [failed.id], search: 'quota', status: 'FAILURE' });
  expect(before.heads.join()).toMatch(/Duration ↑/);
  expect(before.heads).not.toContain('Links');
  await page.reload();
  await expect.poll(() => idsIn(page)).toEqual([failed.id]);
  expect(await shown()).toEqual(before);
  expect(complaints).toEqual([]);
});

it('a search finds what is far down, and says how far it has looked', async () => {
  const host = await openHost({ framework: 'Express' });
  await fillWithRuns(host.store, 5000);
  const { page } = await openPage(await browser());
  await page.goto(host.loginAs('ada'));
  await table(page).waitFor();
  await page.getByRole('searchbox').fill('r_0000000000000007');
  await expect.poll(() => idsIn(page)).toEqual(['r_0000000000000007']);
  await page.getByText(/5,000 runs/).waitFor();
});

it('says that there are new runs rather than moving what is being read', async () => {
  const host = await openHost({ framework: 'Express' });
  await fillWithRuns(host.store, 50);
  const { page } = await openPage(await browser());
  await page.goto(host.loginAs('ada'));
  await table(page).waitFor();
  const above = async () => (await idsIn(page)).slice(0, 10);
  const before = await above();
  const next = runOf('r_new0000000000001', Date.now(), { status: 'IN_PROGRESS', endedAt: undefined });
  await addRun(host.store, next);
  const notice = page.getByRole('button', { name: '1 new run' });
  await notice.waitFor();
  expect(await above()).toEqual(before);
  await notice.click();
  await expect.poll(async () => (await idsIn(page))[0]).toBe(next.id);
});
