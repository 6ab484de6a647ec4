import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { browserOfFile, openPage } from './support/chromium.ts';
import { openHost } from './support/open-host.ts';
import { reporterOf } from './support/report.ts';

const browser = browserOfFile();

const surroundings = [
  { framework: 'Express', colorScheme: 'light', width: 1440 },
  { framework: 'Express', colorScheme: 'dark', width: 390 },
  { framework: 'Hono', colorScheme: 'dark', width: 1440 },
  { framework: 'Hono', colorScheme: 'light', width: 390 },
] as const;

it.each(surroundings)(
  'somebody executes an action and sees its run through, in $framework, $colorScheme, $width pixels wide',
  async ({ framework, colorScheme, width }) => {
    const host = await openHost({ framework });
    const viewport = { width, height: 900 };
    const { page, complaints } = await openPage(await browser(), { colorScheme, viewport });
    const report = await reporterOf(host);
    await page.goto(host.loginAs('ada'));
    await page.getByRole('link', { name: 'Actions' }).click();
    await page.getByRole('link', { name: 'Execute Scale a service' }).click();
    await page.getByLabel('Entity').fill('checkout');
    await page.getByLabel('Replicas').fill('3');
    await page.getByRole('button', { name: 'Execute' }).click();

    const toast = page.getByRole('status').filter({ hasText: 'Scale a service was started' });
    const panel = page.getByRole('complementary', { name: 'In progress' });
    await expect.poll(() => panel.textContent()).toContain('1');
    await toast.getByRole('link', { name: 'Open the run' }).click();
    const run = await idIn(page);
    expect(page.url()).toBe(`${host.dashboard}runs/${run}`);
    await page.getByRole('heading', { level: 1, name: 'Scale a service' }).waitFor();
    await page.getByText('No log line yet').waitFor();

    const lines = page.getByRole('region', { name: 'Log' }).getByRole('listitem');
    await report('POST', `/actions/runs/${run}/logs`, { message: 'Asking for nodes' });
    await lines.filter({ hasText: 'Asking for nodes' }).waitFor();
    await report('POST', `/actions/runs/${run}/logs`, { message: 'Rolling out' });
    await lines.filter({ hasText: 'Rolling out' }).waitFor();
    expect(await lines.count()).toBe(2);

    const details = page.getByRole('region', { name: 'Details' });
    const status = details.locator('.badge');
    const neutral = await looksOf(page);
    await report('PATCH', `/actions/runs/${run}`, {
      statusLabel: 'Draining nodes',
      link: ['https://ci.example.com/builds/1'],
      summary: 'Two of three replicas are up',
    });
    await status.getByText('Draining nodes').waitFor();
    expect(await looksOf(page)).toEqual(neutral);
    const link = details.getByRole('link', { name: /ci\.example\.com/ });
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer');
    await details.getByText('Two of three replicas are up').waitFor();

    await report('PATCH', `/blueprints/microservice/entities/checkout?run_id=${run}`, {
      properties: { replicas: 3 },
    });
    await page.getByRole('tab', { name: /Affected entities/ }).click();
    const affected = page.getByRole('table', { name: 'Affected entities' });
    await affected.getByRole('link', { name: 'checkout' }).waitFor();
    await affected.getByRole('button', { name: 'Show diff' }).click();
    const changed = affected.getByRole('row').filter({ hasText: 'replicas' }).last();
    expect((await changed.textContent())?.replaceAll(/\s+/g, ' ')).toMatch(/replicas.*2.*3/);

    await report('POST', `/actions/runs/${run}/logs`, {
      message: 'Three replicas are up',
      terminationStatus: 'SUCCESS',
      statusLabel: 'Scaled',
    });
    await status.getByText('Scaled').waitFor();
    await expect.poll(() => looksOf(page)).not.toEqual(neutral);
    expect(await greenness(page)).toBeGreaterThan(0);
    await panel.waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: /Log stream/ }).click();
    await lines.filter({ hasText: 'Three replicas are up' }).waitFor();
    expect(await lines.count()).toBe(3);
    expect(await overflowOf(page)).toBe(0);
    expect(complaints).toEqual([]);
  },
);

async function idIn(page: Page): Promise<string> {
  await page.waitForURL(/\/runs\/r_\w+$/);
  return page.url().split('/').at(-1) ?? '';
}

/** The colours of the status in the details. */
function looksOf(page: Page) {
  return page.locator('.details .badge').evaluate((badge) => {
    const { color, backgroundColor } = getComputedStyle(badge);
    return { color, backgroundColor };
  });
}

/** How much more green than red and blue the sign of the status is. */
function greenness(page: Page): Promise<number> {
  return page.locator('.details .badge').evaluate((badge) => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d');
    if (!canvas) return 0;
    canvas.fillStyle = getComputedStyle(badge).color;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return green - Math.max(red, blue);
  });
}

/** Pixels that the page is wider than the window. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
