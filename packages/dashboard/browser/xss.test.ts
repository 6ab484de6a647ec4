import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { ask } from './support/ask.ts';
import { browserOfFile, openPage } from './support/chromium.ts';
import type { Host } from './support/hosts.ts';
import { openHost } from './support/open-host.ts';
import { hostileLinks, hostileTexts } from './support/xss.ts';

const browser = browserOfFile();
const operator = { id: 'mallory', email: 'mallory@example.com', roles: ['Admin'] };

/** Texts of one run: visiting a run for each of them would take minutes. */
const TOGETHER = 5;

/** A run of which everything that can be said is these texts. */
async function hostileRun(host: Host, texts: readonly string[], index: number): Promise<string> {
  const text = texts.join('\n');
  const entity = `hostile-${index}`;
  const properties = { language: text };
  await ask(host.berth, operator, 'POST', '/blueprints/microservice/entities', {
    identifier: entity,
    title: text,
    properties,
  });
  const action = `hostile_${index}`;
  await ask(host.berth, operator, 'POST', '/actions', {
    identifier: action,
    title: text,
    description: text,
    trigger: {
      type: 'self-service',
      operation: 'DAY-2',
      blueprintIdentifier: 'microservice',
      userInputs: { properties: { text: { type: 'string', title: text, description: text, default: text } } },
    },
    requiredApproval: true,
    invocationMethod: { type: 'KAFKA' },
  });
  const started = await ask(host.berth, operator, 'POST', `/actions/${action}/runs`, {
    properties: { text },
    entity,
  });
  const id: string = started.body.run.id;
  await ask(host.berth, operator, 'PATCH', `/actions/runs/${id}/approval`, {
    status: 'APPROVE',
    description: text,
  });
  const entityPath = `/blueprints/microservice/entities/${entity}?run_id=${id}`;
  await ask(host.berth, operator, 'PATCH', entityPath, { properties: { language: `${text}!` } });
  const details = {
    statusLabel: text,
    summary: text,
    externalRunId: text,
    link: [...texts, 'https://example.com'],
  };
  const patched = await ask(host.berth, operator, 'PATCH', `/actions/runs/${id}`, details);
  expect(patched.status).toBe(200);
  for (const message of texts) {
    const logged = await ask(host.berth, operator, 'POST', `/actions/runs/${id}/logs`, { message });
    expect(logged.status).toBe(201);
  }
  return id;
}

/** Goes to a page of the dashboard without loading it anew. */
async function visit(page: Page, url: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, '', to), url);
}

it('200 texts that would be scripts are texts wherever they are shown', async () => {
  const host = await openHost({ framework: 'Express' });
  const runs: string[] = [];
  for (let from = 0; from < hostileTexts.length; from += TOGETHER)
    runs.push(await hostileRun(host, hostileTexts.slice(from, from + TOGETHER), runs.length));
  expect(hostileTexts.length).toBe(200);
  const { page, complaints } = await openPage(await browser());
  await page.goto(host.loginAs('ada'));
  await page.getByRole('table', { name: 'Runs', exact: true }).waitFor();
  const log = page.getByRole('region', { name: 'Log' });
  for (const [index, run] of runs.entries()) {
    await visit(page, `${host.dashboard}runs/${run}`);
    await page.getByRole('navigation', { name: 'Breadcrumb' }).getByText(run).waitFor();
    await log
      .getByRole('listitem')
      .nth(TOGETHER - 1)
      .waitFor();
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll('details')) folded.open = true;
    });
    await page.getByRole('tab', { name: /Affected entities/ }).click();
    await page.getByRole('button', { name: 'Show diff' }).first().click();
    await page.getByRole('button', { name: 'Hide diff' }).waitFor();
    await visit(page, `${host.dashboard}entities/microservice/hostile-${index}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await visit(page, `${host.dashboard}actions/hostile_${index}`);
    await page.getByRole('button', { name: 'Execute' }).waitFor();
  }
  for (const path of ['actions', 'audit', 'runs']) {
    await visit(page, `${host.dashboard}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  }
  const table = page.getByRole('region', { name: 'Runs, scrollable' });
  await table.waitFor();
  for (let step = 0; step < 10; step += 1) await table.evaluate((element) => element.scrollBy(0, 800));
  expect(await page.evaluate(() => 'wasRun' in window)).toBe(false);
  expect(complaints).toEqual([]);
});

it('a link that leads to a script is shown, and leads nowhere', async () => {
  const host = await openHost({ framework: 'Hono' });
  const started = await ask(host.berth, operator, 'POST', '/actions/scale_service/runs', {
    properties: { replicas: 3 },
    entity: 'checkout',
  });
  const { id } = started.body.run;
  await ask(host.berth, operator, 'PATCH', `/actions/runs/${id}`, {
    link: [...hostileLinks, 'https://example.com/build'],
  });
  const { page, complaints } = await openPage(await browser());
  await page.goto(host.loginAs('ada'));
  await page.goto(`${host.dashboard}runs/${id}`);
  const details = page.getByRole('region', { name: 'Details' });
  await details.getByRole('link', { name: /example\.com/ }).waitFor();
  const schemes = await page
    .locator('a[href]')
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).protocol));
  expect(new Set(schemes)).toEqual(new Set(['http:', 'https:']));
  expect(await details.getByRole('listitem').count()).toBe(hostileLinks.length + 1);
  expect(complaints).toEqual([]);
});
