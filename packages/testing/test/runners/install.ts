import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projects } from './projects.ts';
import { succeed } from './run.ts';

const root = join(import.meta.dirname, '../../../..');

/**
 * Installs Berth, as it would be published, into projects that have never seen this repository: all by one run of pnpm, which
 * gives each its own major of a runner and takes what it has had before from its store.
 */
export async function installProjects(folder: string): Promise<void> {
  const { '@berth/testing': berth, ...overrides } = await pack(folder);
  const manifests = Object.entries(projects).map(async ([name, dependencies]) => {
    await mkdir(join(folder, name));
    const manifest = {
      private: true,
      type: 'module',
      dependencies: { '@berth/testing': berth, ...dependencies },
    };
    await writeFile(join(folder, name, 'package.json'), JSON.stringify(manifest));
  });
  await Promise.all(manifests);
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  const workspace = { packages: Object.keys(projects), overrides, autoInstallPeers: false };
  // JSON is YAML.
  await writeFile(join(folder, 'pnpm-workspace.yaml'), JSON.stringify(workspace));
  // Each runner runs on the Node that it wants, whichever installs it.
  const quickly = ['--prefer-offline', '--no-lockfile', '--ignore-scripts', '--config.engine-strict=false'];
  await succeed(folder, 'npx', '-y', 'pnpm@10', 'install', ...quickly);
}

/** A Node of that major; gives its command. */
export async function installNode(folder: string, major: number): Promise<string> {
  const home = join(folder, `node-${major}`);
  await mkdir(home);
  await writeFile(join(home, 'package.json'), '{ "private": true }');
  const quietly = ['--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'];
  await succeed(home, 'npm', 'install', ...quietly, `node@${major}`);
  return join(home, 'node_modules/node/bin/node');
}

async function pack(folder: string): Promise<Readonly<Record<string, string>>> {
  await succeed(root, join(root, 'node_modules/.bin/tsc'), '-b', 'packages/testing');
  const filters = ['core', 'http', 'invoke', 'testing'].flatMap((name) => ['--filter', `@berth/${name}`]);
  await succeed(root, 'npx', '-y', 'pnpm@10', ...filters, 'pack', '--pack-destination', folder);
  const tarballs = (await readdir(folder)).filter((file) => file.endsWith('.tgz'));
  return Object.fromEntries(
    tarballs.map((file) => [file.replace(/^berth-(.*)-\d.*$/, '@berth/$1'), `file:${join(folder, file)}`]),
  );
}
