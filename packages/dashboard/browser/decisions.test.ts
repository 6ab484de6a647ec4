import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { land } from '../../testing/src/store/support/commits.ts';
import { move, readRun } from '../../testing/src/store/support/runs.ts';
import { browserOfFile, openPage } from './support/chromium.ts';
import { addRun, runOf } from './support/fill.ts';
import type { Host } from './support/hosts.ts';
import { openHost } from './support/open-host.ts';

const browser = browserOfFile();
const run = 'r_waiting00000001';
const isWaiting = { status: 'WAITING_FOR_APPROVAL', endedAt: undefined, requiredApproval: true } as const;

async function waitingRun(
  as: string,
  approvers: readonly string[] = [],
): Promise<{ host: Host; page: Page }> {
  const host = await openHost({ framework: 'Express' });
  await addRun(host.store, runOf(run, Date.now(), { ...isWaiting, approvers }));
  const { page } = await openPage(await browser());
  await page.goto(host.loginAs(as));
  await page.goto(`${host.dashboard}runs/${run}`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { host, page };
}

const badge = (page: Page) => page.locator('.details .badge');
const stored = async ({ store }: Host) => (await store.run(run))?.value;

it('an approver approves, and says why', async () => {
  const { host, page } = await waitingRun('ada');
  await page.getByRole('button', { name: 'Approve' }).click();
  await page
    .getByRole('dialog')
    .getByLabel(/Description/)
    .fill('Looks good');
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await badge(page).getByText('In progress').waitFor();
  expect((await stored(host))?.approvals).toMatchObject([
    { by: 'ada', state: 'APPROVED', description: 'Looks good' },
  ]);
  expect(await page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
  await page.locator('#content:focus').waitFor();
});

it('who may not approve is not asked to, and may withdraw', async () => {
  const { host, page } = await waitingRun('linus', ['ada']);
  const withdraw = page.getByRole('button', { name: 'Withdraw' });
  await withdraw.waitFor();
  expect(await page.getByRole('button', { name: /Approve|Decline/ }).count()).toBe(0);
  await withdraw.click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await badge(page).getByText('Failure').waitFor();
  expect((await stored(host))?.status).toBe('FAILURE');
});

it('a decision that comes too late is refused in the words of the API', async () => {
  const { host, page } = await waitingRun('ada');
  await page.getByRole('button', { name: 'Approve' }).click();
  const declined = { status: 'DECLINED', endedAt: new Date().toISOString() } as const;
  await land(host.store, { runs: [move(await readRun(host.store, run), declined)] });
  await page.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await page.getByRole('alert').getByText('is DECLINED').waitFor();
  expect((await stored(host))?.status).toBe('DECLINED');
});

it('a run is executed anew from a form that is filled in with what it was given', async () => {
  const host = await openHost({ framework: 'Hono' });
  await addRun(
    host.store,
    runOf('r_ended0000000001', Date.now() - 60_000, { properties: { replicas: 7, reason: 'Black Friday' } }),
  );
  const { page } = await openPage(await browser());
  await page.goto(host.loginAs('linus'));
  await page.goto(`${host.dashboard}runs/r_ended0000000001`);
  await page.getByRole('link', { name: 'Re-run' }).click();
  await expect.poll(() => page.getByLabel('Replicas').inputValue()).toBe('7');
  expect(await page.getByLabel('Entity').inputValue()).toBe('checkout');
  await page.getByLabel('Reason').fill('Cyber Monday');
  await page.getByRole('button', { name: 'Execute' }).click();
  await page.getByRole('link', { name: 'Open the run' }).click();
  await page.waitForURL(/\/runs\/r_\w+$/);
  const id = page.url().split('/').at(-1) ?? '';
  expect((await host.store.run(id))?.value).toMatchObject({
    properties: { replicas: 7, reason: 'Cyber Monday' },
    source: 'UI',
    createdBy: 'linus',
    entity: 'checkout',
  });
});

it('a form says what the API would refuse, before it is sent and when it is', async () => {
  const host = await openHost({ framework: 'Express' });
  const { page } = await openPage(await browser());
  await page.goto(host.loginAs('ada'));
  await page.goto(`${host.dashboard}actions/create_service`);
  await page.getByRole('button', { name: 'Execute' }).click();
  expect(await page.getByLabel('Name').getAttribute('aria-invalid')).toBe('true');
  await page.getByLabel('Name').fill('Not A Name');
  await page.getByText(/pattern/i).waitFor();
  expect((await host.store.runs({ limit: 1 })).items).toEqual([]);
  await page.goto(`${host.dashboard}actions/scale_service`);
  await page.getByLabel('Entity').fill('no-such-service');
  await page.getByLabel('Replicas').fill('3');
  await page.getByRole('button', { name: 'Execute' }).click();
  await page
    .getByRole('alert')
    .getByText(/no-such-service/)
    .waitFor();
  expect((await host.store.runs({ limit: 1 })).items).toEqual([]);
});
