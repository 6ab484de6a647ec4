import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { browserOfFile, openPage } from './support/chromium.ts';
import { addRun, runOf } from './support/fill.ts';
import { openHost } from './support/open-host.ts';
import { reporterOf } from './support/report.ts';

const browser = browserOfFile();
/** More than any page here has places to stop at. */
const MOST_STOPS = 80;

/** The name of what has the focus, as far as its own words or its label say it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    const isLabelled = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement;
    const label = isLabelled ? element.labels?.[0] : undefined;
    const text = element?.getAttribute('aria-label') ?? label?.textContent ?? element?.textContent ?? '';
    return text.trim().replaceAll(/\s+/g, ' ');
  });

/** Goes on by Tab until something of that name has the focus, which has to be seen. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    passed.push(at.slice(0, 40));
    if (!name.test(at)) continue;
    const outline = await page.evaluate(() => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(
        document.activeElement ?? document.body,
      );
      return outlineStyle !== 'none' ? outlineWidth : boxShadow;
    });
    expect(outline, `${at} has the focus, and does not show it`).not.toMatch(/^(?:none|0px)$/);
    return;
  }
  throw new Error(`Tab did not get to ${name}; it came by ${passed.join(' | ')}`);
}

it('an action is executed and its run is looked at by keyboard alone', async () => {
  const host = await openHost({ framework: 'Express' });
  const { page, complaints } = await openPage(await browser());
  const report = await reporterOf(host);
  await page.goto(host.loginAs('ada'));
  await page.getByRole('heading', { name: 'Runs' }).waitFor();
  await tabTo(page, /^Actions$/);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Execute Scale a service' }).waitFor();
  await tabTo(page, /^Execute Scale a service$/);
  await page.keyboard.press('Enter');
  await page.getByLabel('Replicas').waitFor();
  await tabTo(page, /^Entity/);
  await page.keyboard.type('checkout');
  await tabTo(page, /^Replicas/);
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await page.getByText('Scale a service was started').waitFor();
  await tabTo(page, /^Open the run$/);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/runs\/r_\w+$/);
  const run = page.url().split('/').at(-1);
  await report('POST', `/actions/runs/${run}/logs`, { message: 'first' });
  await report('POST', `/actions/runs/${run}/logs`, { message: 'second' });
  await page.getByText('2 lines').waitFor();
  await tabTo(page, /^Log stream/);
  await page.keyboard.press('ArrowRight');
  await page.getByText('This run has affected no entity').waitFor();
  await page.keyboard.press('ArrowLeft');
  await tabTo(page, /^Search the log$/);
  await page.keyboard.type('second');
  await page.getByText(/^1 line$/).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('1 of 1 line').waitFor();
  await tabTo(page, /^Log$/);
  expect(complaints).toEqual([]);
});

it('a dialog that is opened again before the browser has told that it was closed stays open', async () => {
  const host = await openHost({ framework: 'Hono' });
  const changes = { status: 'WAITING_FOR_APPROVAL', endedAt: undefined, requiredApproval: true } as const;
  await addRun(host.store, runOf('r_waiting00000002', Date.now(), changes));
  const { page } = await openPage(await browser());
  await page.goto(host.loginAs('ada'));
  await page.goto(`${host.dashboard}runs/r_waiting00000002`);
  await page.getByRole('button', { name: 'Decline' }).click();
  await page.getByRole('dialog').waitFor();
  await page.evaluate(async () => {
    const dialog = document.querySelector('dialog');
    const told = new Promise((resolve) => dialog?.addEventListener('close', resolve, { once: true }));
    dialog?.close();
    const decline = [...document.querySelectorAll('button')].find((each) => each.textContent === 'Decline');
    decline?.click();
    await told;
    // What the page makes of it is drawn.
    for (let frame = 0; frame < 3; frame += 1)
      await new Promise((resolve) => void requestAnimationFrame(resolve));
  });
  expect(await page.getByRole('dialog').isVisible()).toBe(true);
  await page.getByLabel(/^Description/).fill('still here');
});

it('a decision is made, or left, by keyboard alone', async () => {
  const host = await openHost({ framework: 'Hono' });
  const changes = { status: 'WAITING_FOR_APPROVAL', endedAt: undefined, requiredApproval: true } as const;
  await addRun(host.store, runOf('r_waiting00000001', Date.now(), changes));
  const { page, complaints } = await openPage(await browser());
  await page.goto(host.loginAs('ada'));
  await page.goto(`${host.dashboard}runs/r_waiting00000001`);
  await page.getByRole('button', { name: 'Decline' }).waitFor();
  await tabTo(page, /^Decline$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await focused(page)).toBe('Decline');
  await page.keyboard.press('Enter');
  await tabTo(page, /^Description/);
  await page.keyboard.type('Not on a Friday');
  await tabTo(page, /^Decline$/);
  await page.keyboard.press('Enter');
  await page.locator('.details .badge').getByText('Declined').waitFor();
  await page.getByText('Declined by ada: Not on a Friday').waitFor();
  expect(complaints).toEqual([]);
});
