import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'];

/** None of the requests that Chromium makes for itself. */
const quiet = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
];

/** @throws Error that says how to get one */
export async function launch(): Promise<Browser> {
  const executablePath = places.find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error('no Chromium: apt-get install chromium, or name one in the variable CHROMIUM');
  }
  return chromium.launch({ executablePath, args: quiet });
}
