import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { readBuilt } from '../src/built.ts';

async function folder(files: Readonly<Record<string, string>>): Promise<URL> {
  const place = await mkdtemp(join(tmpdir(), 'berth built-'));
  onTestFinished(() => rm(place, { recursive: true }));
  await mkdir(join(place, 'assets'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(place, name), text);
  return pathToFileURL(`${place}/`);
}

it('says which command builds the pages when they are not there', async () => {
  const empty = await folder({});
  expect(() => readBuilt(empty)).toThrow(
    /pages of the dashboard were not built.*--filter @berth\/dashboard build:app/,
  );
});

it('refuses an asset that it could not serve as it is', async () => {
  const built = await folder({ 'index.html': '<!doctype html>', 'assets/icons.woff2': 'wOF2' });
  expect(() => readBuilt(built)).toThrow(/serves \.js, \.css, \.svg, not .*icons\.woff2/);
});

it('reads the page and its assets, each with its type', async () => {
  const built = await folder({
    'index.html': '<!doctype html>',
    'assets/a-1.js': '1',
    'assets/a-1.css': '2',
    'assets/a.svg': '3',
  });
  const { page, assets } = readBuilt(built);
  expect([page, Object.fromEntries(assets)]).toEqual([
    '<!doctype html>',
    {
      '/assets/a-1.js': { type: 'text/javascript; charset=utf-8', text: '1' },
      '/assets/a-1.css': { type: 'text/css; charset=utf-8', text: '2' },
      '/assets/a.svg': { type: 'image/svg+xml', text: '3' },
    },
  ]);
});
