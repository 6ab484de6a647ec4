import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { browserOfFile, openPage } from './support/chromium.ts';
import { people } from './support/hosts.ts';
import { openHost } from './support/open-host.ts';

const browser = browserOfFile();

async function signedIn(as = 'ada') {
  const host = await openHost({ framework: 'Express' });
  const { page, complaints } = await openPage(await browser());
  await page.goto(host.loginAs(as));
  return { host, page, complaints };
}

const answersAreLost = (page: Page) =>
  page.route('**/actions/*/runs', async (route) => {
    await route.fetch();
    await route.abort();
  });

it('an execution whose answer got lost is not carried out again when it is sent again', async () => {
  const { host, page } = await signedIn();
  await page.goto(`${host.dashboard}actions/create_service`);
  await page.getByLabel('Name').fill('payments');
  await answersAreLost(page);
  await page.getByRole('button', { name: 'Execute' }).click();
  await page.getByRole('alert').getByText('cannot be reached').waitFor();
  await page.unroute('**/actions/*/runs');
  await page.getByRole('button', { name: 'Execute' }).click();
  await page.getByRole('link', { name: 'Open the run' }).waitFor();
  expect((await host.store.runs({ limit: 5 })).items).toHaveLength(1);
});

it('a run that is approved while somebody withdraws it is not ended as one that was never carried out', async () => {
  const { host, page } = await signedIn('linus');
  const linus = people.linus ?? { id: 'linus' };
  const { body } = await ask(host.berth, linus, 'POST', '/actions/drop_database/runs', { properties: {} });
  const { id } = body.run;
  await page.goto(`${host.dashboard}runs/${id}`);
  await page.getByRole('button', { name: 'Withdraw' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const ada = people.ada ?? { id: 'ada' };
  await ask(host.berth, ada, 'PATCH', `/actions/runs/${id}/approval`, { status: 'APPROVE' });
  await dialog.getByRole('button', { name: 'Withdraw' }).click();
  await dialog.getByRole('alert').getByText('no longer').waitFor();
  expect((await host.store.run(id))?.value.status).toBe('IN_PROGRESS');
});

it('a word of any length breaks rather than widening a narrow window', async () => {
  const { host, page } = await signedIn();
  const long = 'w'.repeat(1000);
  const properties = { text: { type: 'string', title: long, description: long } };
  await ask(host.berth, { id: 'mallory' }, 'POST', '/actions', {
    identifier: 'wordy',
    title: 'w'.repeat(100),
    description: long,
    trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties } },
    invocationMethod: { type: 'KAFKA' },
  });
  await page.setViewportSize({ width: 320, height: 600 });
  await page.goto(`${host.dashboard}actions/wordy`);
  await page.getByRole('button', { name: 'Execute' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

it('what an address names is shown as it is, in the page and in the title of its tab', async () => {
  const { host, page } = await signedIn();
  await page.goto(`${host.dashboard}actions/%E2%80%AEevil`);
  await page.getByRole('heading', { name: '⟨U+202E⟩evil' }).waitFor();
  expect(await page.title()).toBe('⟨U+202E⟩evil · Berth');
  expect(await page.locator('body').textContent()).not.toContain('\u202e');
});

it('who goes to another page before an execution is answered stays there, and is told of the run', async () => {
  const { host, page } = await signedIn();
  await page.goto(`${host.dashboard}actions/create_service`);
  await page.getByLabel('Name').fill('payments');
  let answer = () => {};
  const isLeft = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/actions/*/runs', async (route) => {
    await isLeft;
    await route.continue();
  });
  await page.getByRole('button', { name: 'Execute' }).click();
  await page.getByRole('link', { name: 'Audit log' }).click();
  await page.getByRole('heading', { name: 'Audit log' }).waitFor();
  answer();
  await page.getByRole('link', { name: 'Open the run' }).waitFor();
  expect(page.url()).toBe(`${host.dashboard}audit`);
});

it('a list of many entities asks for what it offers when one of them is gone to', async () => {
  const { host, page } = await signedIn();
  const ada = { id: 'ada' };
  const many = { type: 'array', title: 'Services', format: 'entity', blueprint: 'microservice' };
  await ask(host.berth, ada, 'POST', '/actions', {
    identifier: 'restart',
    trigger: { type: 'self-service', operation: 'CREATE', userInputs: { properties: { many } } },
    invocationMethod: { type: 'KAFKA' },
  });
  const started = await ask(host.berth, ada, 'POST', '/actions/restart/runs', {
    properties: { many: Array.from({ length: 200 }, () => 'checkout') },
  });
  let count = 0;
  page.on('request', (request) => {
    if (request.url().includes('/entities')) count += 1;
  });
  await page.goto(`${host.dashboard}actions/restart?rerun=${started.body.run.id}`);
  const last = page.getByLabel('Services, item 200', { exact: true });
  await last.fill('ca');
  await page.locator('datalist option[value=cart]').waitFor({ state: 'attached' });
  expect(count).toBe(1);
});

it('a run that cannot be read is not asked for any more once its page is left', async () => {
  const { host, page } = await signedIn();
  await page.clock.install();
  let asked = 0;
  let fail = () => {};
  const isLeft = new Promise<void>((resolve) => {
    fail = resolve;
  });
  await page.route('**/runs/r_none', async (route) => {
    if (route.request().resourceType() !== 'fetch') return route.continue();
    asked += 1;
    await isLeft;
    await route.fulfill({ status: 503, json: {} });
  });
  await page.goto(`${host.dashboard}runs/r_none`);
  await expect.poll(() => asked).toBe(1);
  const failed = page.waitForResponse((response) => response.status() === 503);
  await page.getByRole('link', { name: 'Actions' }).click();
  await page.getByRole('heading', { name: 'Actions' }).waitFor();
  fail();
  await (await failed).finished();
  // The page has had its turn to take the answer.
  await page.evaluate(() => undefined);
  await page.clock.runFor(10_000);
  expect(asked).toBe(1);
});
