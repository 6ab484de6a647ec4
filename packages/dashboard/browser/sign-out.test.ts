import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { memoryStore } from '@berth/core/memory';
import { createBerth } from '@berth/http';
import { nodeHandler } from '@berth/http/node';
import { it, onTestFinished } from 'vitest';
import { dashboard } from '../src/index.ts';
import { browserOfFile, openPage } from './support/chromium.ts';
import { credentials } from './support/hosts.ts';

const browser = browserOfFile();

/** A dashboard at the root whose API's credentials sign in. @returns its address */
async function openDashboard(): Promise<string> {
  const berth = createBerth({ store: memoryStore(), credentials });
  const show = nodeHandler(dashboard(berth));
  const server = createServer((request, response) => void show(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await berth.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

it('signing out in one tab takes what is shown out of the others too', async () => {
  const address = await openDashboard();
  const { page } = await openPage(await browser());
  await page.goto(address);
  await page.getByLabel('Client id').fill(credentials.clientId);
  await page.getByLabel('Client secret').fill(credentials.clientSecret);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Runs' }).waitFor();
  const other = await page.context().newPage();
  await other.goto(`${address}audit`);
  await other.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in to Berth' }).waitFor();
  await other.getByRole('heading', { name: 'Sign in to Berth' }).waitFor();
});
