import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@berth/core';
import { memoryStore } from '@berth/core/memory';
import { sqliteStore } from '@berth/store-sqlite';
import type { Browser, Page } from 'playwright-core';
import { median } from '../../../bench/statistics.ts';
import { addRun, fillLog, fillWithRuns, runOf } from './support/fill.ts';
import { type Host, serveHost } from './support/hosts.ts';
import { launch } from './support/launch.ts';

// How long people wait for the pages, in Chromium on this machine.
// Run: npx -y pnpm@10 bench:dashboard

const ROUNDS = 5;
const RUNS = 100_000;
const LINES = 100_000;
const run = 'r_open000000000001';

const say = (text: string) => process.stderr.write(`${text}\n`);
const rows: { readonly what: string; readonly figure: string }[] = [];

async function opened(browser: Browser, host: Host): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await page.goto(host.loginAs('ada'));
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
}

/** Milliseconds from the moment a page is asked for to one at which something is in it, as the page itself counts them. */
async function until(page: Page, url: string, selector: string, text: string): Promise<number> {
  await page.goto(url, { waitUntil: 'commit' });
  const handle = await page.waitForFunction(
    ([selector, text]) =>
      [...document.querySelectorAll(selector)].some((each) => each.textContent?.includes(text))
        ? performance.now()
        : undefined,
    [selector, text] as const,
    { polling: 'raf', timeout: 60_000 },
  );
  return Number(await handle.jsonValue());
}

/** Milliseconds of the longest stretch in which the page answered to nothing, while something is done to it. */
async function longestTask(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { seen });
    new PerformanceObserver((list) =>
      seen.push(...list.getEntries().map(({ duration }) => duration)),
    ).observe({
      type: 'longtask',
    });
  });
  await act();
  await page.waitForTimeout(300);
  return page.evaluate(() => Math.max(0, ...(window as unknown as { seen: number[] }).seen));
}

async function measureHistory(browser: Browser, name: string, store: Store): Promise<void> {
  say(`history: ${RUNS.toLocaleString('en')} runs on ${name}`);
  const host = await serveHost({ framework: 'Express', store });
  await fillWithRuns(store, RUNS);
  const page = await opened(browser, host);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1)
    times.push(await until(page, `${host.dashboard}runs`, 'td.of-run', 'r_00000000000'));
  rows.push({ what: `first page of the history, ${name}`, figure: `${Math.round(median(times))} ms` });
  await host.close();
}

async function measureLog(browser: Browser): Promise<void> {
  say(`log: ${LINES.toLocaleString('en')} lines`);
  const host = await serveHost({ framework: 'Express' });
  await addRun(host.store, runOf(run, Date.now(), { status: 'IN_PROGRESS', endedAt: undefined }));
  await fillLog(host.store, run, LINES);
  const page = await opened(browser, host);
  const url = `${host.dashboard}runs/${run}`;
  const [first, whole]: number[][] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    first?.push(await until(page, url, '.line .message', 'line '));
    whole?.push(await until(page, url, '.line .message', `line ${LINES} of`));
  }
  rows.push({ what: 'log: first line', figure: `${Math.round(median(first ?? []))} ms` });
  rows.push({ what: 'log: the last of its lines', figure: `${Math.round(median(whole ?? []))} ms` });
  const log = page.getByRole('region', { name: 'Log' });
  const frames: number[] = [];
  const scrolling = await longestTask(page, async () => {
    const gaps = await log.evaluate(async (element) => {
      const times: number[] = [];
      for (let step = 0; step < 120; step += 1) {
        element.scrollTop = (element.scrollHeight * ((step * 37) % 120)) / 120;
        times.push(await new Promise<number>(requestAnimationFrame));
      }
      return times.slice(1).map((time, index) => time - (times[index] ?? time));
    });
    frames.push(...gaps);
  });
  rows.push({
    what: 'log: frames while jumping about, 99 of 100 within',
    figure: `${Math.round(percentile(frames, 0.99))} ms`,
  });
  rows.push({ what: 'log: longest task while jumping about', figure: `${Math.round(scrolling)} ms` });
  const nodes = await page.evaluate(() => document.querySelectorAll('*').length);
  rows.push({ what: 'log: elements in the page', figure: String(nodes) });
  const searching = await longestTask(page, async () => {
    await page.getByRole('searchbox', { name: 'Search the log' }).fill('says a good deal');
    const all = new RegExp(`^${LINES.toLocaleString('en')} lines$`);
    await page.getByRole('status').filter({ hasText: all }).waitFor();
  });
  rows.push({ what: 'log: longest task while searching', figure: `${Math.round(searching)} ms` });
  await host.close();
}

/** The value below which so much of them is. */
function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}

const browser = await launch();
await measureHistory(browser, 'memory', memoryStore());
const folder = await mkdtemp(join(tmpdir(), 'berth-pages-'));
const sqlite = await sqliteStore(join(folder, 'berth.db'));
await measureHistory(browser, 'SQLite', sqlite);
await sqlite.close();
await rm(folder, { recursive: true });
await measureLog(browser);
await browser.close();
const width = Math.max(...rows.map(({ what }) => what.length));
for (const { what, figure } of rows) process.stdout.write(`${what.padEnd(width)}  ${figure}\n`);
