import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { type Host, serveHost } from './support/hosts.ts';
import { launch } from './support/launch.ts';
import { tell } from './support/story.ts';

// Takes the pictures of the pages that the READMEs show.
// Run: npx -y pnpm@10 screenshots

const into = join(import.meta.dirname, '../../../docs/screenshots');

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
  readonly height: number;
  readonly ready: (page: Page) => Promise<void>;
}

const seesTable = (page: Page) => page.getByRole('table', { name: 'Runs', exact: true }).waitFor();
const seesLog = (page: Page) => page.getByText('8 lines').waitFor();

function picturesOf(run: string): readonly Picture[] {
  const [wide, narrow] = [
    { width: 1440, height: 640 },
    { width: 390, height: 780 },
  ];
  return [
    { name: 'history-light', path: 'runs', colorScheme: 'light', ...wide, ready: seesTable },
    { name: 'history-dark', path: 'runs', colorScheme: 'dark', ...wide, ready: seesTable },
    { name: 'run-light', path: `runs/${run}`, colorScheme: 'light', ...wide, height: 760, ready: seesLog },
    { name: 'run-dark', path: `runs/${run}`, colorScheme: 'dark', ...wide, height: 760, ready: seesLog },
    { name: 'run-narrow', path: `runs/${run}`, colorScheme: 'light', ...narrow, ready: seesLog },
    {
      name: 'affected-narrow',
      path: `runs/${run}`,
      colorScheme: 'dark',
      ...narrow,
      ready: async (page) => {
        await page.getByRole('tab', { name: /Affected entities/ }).click();
        await page.getByRole('button', { name: 'Show diff' }).click();
      },
    },
    {
      name: 'execute-narrow',
      path: 'actions/create_service',
      colorScheme: 'light',
      ...narrow,
      ready: (page) => page.getByLabel('Name').fill('payments'),
    },
  ];
}

async function take(browser: Browser, host: Host, now: number, picture: Picture): Promise<void> {
  const { name, path, colorScheme, width, height, ready } = picture;
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.clock.setFixedTime(now);
  await page.goto(host.loginAs('ada'));
  await page.goto(host.dashboard + path);
  await ready(page);
  await page.screenshot({ path: join(into, `${name}.png`) });
  await context.close();
  process.stderr.write(`${name}.png\n`);
}

const clock = { at: Date.parse('2026-11-27T09:00:00Z') };
const host = await serveHost({ framework: 'Express', now: () => new Date(clock.at) });
const browser = await launch();
await mkdir(into, { recursive: true });
const run = await tell(host, clock);
for (const picture of picturesOf(run)) await take(browser, host, clock.at, picture);
await browser.close();
await host.close();
