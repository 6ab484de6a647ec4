import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { browserOfFile, openPage } from './support/chromium.ts';
import { addRun, fillLog, runOf } from './support/fill.ts';
import type { Host } from './support/hosts.ts';
import { openHost } from './support/open-host.ts';

const browser = browserOfFile();
const LINES = 100_000;
const MAX_NODES = 2000;
const run = 'r_0000000000000001';

async function openLog(count: number): Promise<{ page: Page; host: Host; complaints: string[] }> {
  const host = await openHost({ framework: 'Express' });
  const open = runOf(run, Date.now(), { status: 'IN_PROGRESS', endedAt: undefined });
  await addRun(host.store, open);
  await fillLog(host.store, run, count);
  const { page, complaints } = await openPage(await browser());
  await page.goto(host.loginAs('ada'));
  await page.goto(`${host.dashboard}runs/${run}`);
  return { page, host, complaints };
}

const nodes = (page: Page) => page.evaluate(() => document.querySelectorAll('*').length);
const logOf = (page: Page) => page.getByRole('region', { name: 'Log' });
const lineOf = (page: Page, number: number) =>
  logOf(page)
    .getByRole('listitem')
    .filter({ hasText: `line ${number} of` });

it('a log of 100,000 lines is there whole, in few nodes, and is searched, followed and downloaded', async () => {
  const { page, host, complaints } = await openLog(LINES);
  await page.getByText('100,000 lines').waitFor();
  await lineOf(page, 100000).waitFor();
  expect(await nodes(page)).toBeLessThan(MAX_NODES);

  await logOf(page).evaluate((log) => {
    log.scrollTop = 0;
  });
  await lineOf(page, 1).waitFor();
  expect(await nodes(page)).toBeLessThan(MAX_NODES);

  const search = page.getByRole('searchbox', { name: 'Search the log' });
  await search.fill('line 54321 of');
  await page.getByText(/^1 line$/).waitFor();
  await search.press('Enter');
  await page.getByText('1 of 1 line').waitFor();
  await lineOf(page, 54321).waitFor();
  await search.fill('line 5432');
  // 5432, 54320 to 54329, and nothing else.
  await page.getByText(/^11 lines$/).waitFor();
  await search.press('Enter');
  await search.press('Enter');
  await page.getByText('of 11 lines').waitFor();
  await search.fill('');
  expect(await nodes(page)).toBeLessThan(MAX_NODES);

  // What comes while somebody reads elsewhere does not move what they read.
  const before = await logOf(page).evaluate((log) => log.scrollTop);
  await fillLog(host.store, run, 10, LINES + 1);
  await page.getByText('100,010 lines').waitFor();
  expect(await logOf(page).evaluate((log) => log.scrollTop)).toBe(before);
  await page.getByLabel('Follow').check();
  await lineOf(page, 100010).waitFor();
  await fillLog(host.store, run, 500, LINES + 11);
  await lineOf(page, 100510).waitFor();
  expect(await nodes(page)).toBeLessThan(MAX_NODES);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  const numbers = text
    .trimEnd()
    .split('\n')
    .map((line) => Number(/ line (\d+) /.exec(line)?.[1]));
  expect(numbers).toEqual(Array.from({ length: LINES + 510 }, (_, index) => index + 1));
  expect(complaints).toEqual([]);
});

it('a log goes on where it was when the connection is lost, again and again', async () => {
  const { page, host, complaints } = await openLog(20);
  await page.getByText('20 lines').waitFor();
  for (let round = 0; round < 3; round += 1) {
    host.berth.endStreams();
    await fillLog(host.store, run, 10, 21 + round * 10);
    await page.getByText(`${30 + round * 10} lines`).waitFor();
  }
  const numbers = await logOf(page)
    .getByRole('listitem')
    .evaluateAll((lines) => lines.map((line) => Number(/line (\d+) /.exec(line.textContent ?? '')?.[1])));
  expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  expect(numbers.at(-1)).toBe(50);
  expect(complaints).toEqual([]);
});
