import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';

/** What the build of the pages made, in memory. */
export interface Built {
  /** The one page, which refers to its assets as `./assets/…`. */
  readonly page: string;
  /** By path below the mount: `/assets/index-1a2b.js`. */
  readonly assets: ReadonlyMap<string, Asset>;
}

export interface Asset {
  readonly type: string;
  readonly text: string;
}

/** Texts only, as replies are; a font or a picture would go into a style sheet as data. */
const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

let own: Built | undefined;

/** The pages that this package came with, read when they are first asked for. */
export function ownPages(): Built {
  own ??= readBuilt(new URL('../built/', import.meta.url));
  return own;
}

/** @throws Error when the pages were not built, or hold what cannot be served */
export function readBuilt(folder: URL): Built {
  const page = new URL('index.html', folder);
  if (!existsSync(page)) {
    throw new Error(
      `the pages of the dashboard were not built, there is no ${page.pathname}: run "npx -y pnpm@10 --filter @berth/dashboard build:app"`,
    );
  }
  const names = readdirSync(new URL('assets/', folder));
  const assets = names.map(
    (name) => [`/assets/${name}`, readAsset(new URL(`assets/${name}`, folder))] as const,
  );
  return { page: readFileSync(page, 'utf8'), assets: new Map(assets) };
}

function readAsset(file: URL): Asset {
  const type = types[extname(file.pathname)];
  if (type === undefined)
    throw new Error(`the dashboard serves ${Object.keys(types).join(', ')}, not ${file.pathname}`);
  return { type, text: readFileSync(file, 'utf8') };
}
