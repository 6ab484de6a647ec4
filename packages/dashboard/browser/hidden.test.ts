import { it } from 'vitest';
import { browserOfFile, openPage } from './support/chromium.ts';
import { addRun, runOf } from './support/fill.ts';
import { openHost } from './support/open-host.ts';

const browser = browserOfFile();

it('a run that somebody may not see any more goes from the page that shows it', async () => {
  let isHidden = false;
  const host = await openHost({ framework: 'Express', authorize: () => !isHidden });
  const run = 'r_hidden000000001';
  await addRun(
    host.store,
    runOf(run, Date.now(), { status: 'IN_PROGRESS', endedAt: undefined, summary: 'A secret' }),
  );
  const { page } = await openPage(await browser());
  await page.goto(host.loginAs('linus'));
  await page.goto(`${host.dashboard}runs/${run}`);
  await page.getByText('A secret').waitFor();
  await page.getByText('No log line yet').waitFor();
  isHidden = true;
  host.berth.endStreams();
  await page.getByText('A secret').waitFor({ state: 'detached' });
  await page.getByRole('alert').waitFor();
});
