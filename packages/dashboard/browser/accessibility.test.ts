import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { browserOfFile, openPage } from './support/chromium.ts';
import { addRun, fillLog, fillWithRuns, runOf } from './support/fill.ts';
import type { Host } from './support/hosts.ts';
import { openHost } from './support/open-host.ts';

const browser = browserOfFile();
const open = 'r_open000000000001';
const waiting = 'r_waiting00000001';

/** A host with something on every page. */
async function busyHost(): Promise<Host> {
  const host = await openHost({ framework: 'Express' });
  await fillWithRuns(host.store, 200);
  const isOpen = {
    endedAt: undefined,
    link: ['https://example.com/1'],
    summary: 'Some words',
    statusLabel: 'Busy',
  };
  await addRun(host.store, runOf(open, Date.now(), { ...isOpen, status: 'IN_PROGRESS' }));
  await addRun(
    host.store,
    runOf(waiting, Date.now() + 1, { ...isOpen, status: 'WAITING_FOR_APPROVAL', requiredApproval: true }),
  );
  await addRun(host.store, runOf('r_failed000000001', Date.now() + 2, { status: 'FAILURE' }));
  await addRun(host.store, runOf('r_declined0000001', Date.now() + 3, { status: 'DECLINED' }));
  await fillLog(host.store, open, 60);
  return host;
}

async function problemsOn(page: Page): Promise<object[]> {
  const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
  return violations.map(({ id, nodes }) => ({ id, at: nodes.map(({ html }) => html.slice(0, 200)) }));
}

/** What each page is, and what is there once it is drawn. */
const pages: readonly (readonly [name: string, path: string, ready: (page: Page) => Promise<void>])[] = [
  ['the history', 'runs', (page) => page.getByRole('link', { name: open }).waitFor()],
  [
    'the history with its filters and columns open',
    'runs?status=SUCCESS',
    async (page) => {
      await page.getByRole('table', { name: 'Runs', exact: true }).waitFor();
      await page.locator('summary').filter({ hasText: 'Columns' }).click();
    },
  ],
  ['a run with its log', `runs/${open}`, (page) => page.getByText('60 lines').waitFor()],
  [
    'a search in a log',
    `runs/${open}`,
    async (page) => {
      await page.getByRole('searchbox', { name: 'Search the log' }).fill('line 5');
      await page.getByText(/^11 lines$/).waitFor();
    },
  ],
  [
    'its affected entities',
    `runs/${open}`,
    (page) => page.getByRole('tab', { name: /Affected entities/ }).click(),
  ],
  [
    'a decision on a run',
    `runs/${waiting}`,
    async (page) => {
      await page.getByRole('button', { name: 'Decline' }).click();
      await page.getByRole('dialog').waitFor();
    },
  ],
  ['the actions', 'actions', (page) => page.getByRole('link', { name: 'Execute Scale a service' }).waitFor()],
  [
    'a form that was filled in wrongly',
    'actions/create_service',
    async (page) => {
      await page.getByRole('button', { name: 'Execute' }).click();
      await page.locator('[aria-invalid=true]').first().waitFor();
    },
  ],
  [
    'an entity',
    'entities/microservice/checkout',
    (page) => page.getByRole('heading', { name: 'Checkout' }).waitFor(),
  ],
  ['the audit log', 'audit', (page) => page.getByRole('heading', { level: 1 }).waitFor()],
  ['a page that is not there', 'nowhere', (page) => page.getByRole('heading', { level: 1 }).waitFor()],
];

it.each([
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 390 },
] as const)(
  'axe finds nothing on any page, $colorScheme, $width pixels wide',
  async ({ colorScheme, width }) => {
    const host = await busyHost();
    // What axe adds to a page is no part of it, so it is let past the policy.
    const options = { colorScheme, viewport: { width, height: 900 }, bypassCSP: true };
    const { page } = await openPage(await browser(), options);
    await page.addInitScript({ content: axe.source });
    await page.goto(`${host.dashboard}runs`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const found: object[] = [];
    for (const problem of await problemsOn(page)) found.push({ page: 'nobody is signed in', ...problem });
    await page.goto(host.loginAs('ada'));
    for (const [name, path, ready] of pages) {
      await page.goto(`${host.dashboard}${path}`);
      await ready(page);
      for (const problem of await problemsOn(page)) found.push({ page: name, ...problem });
    }
    expect(found).toEqual([]);
  },
);
