import assert from 'node:assert/strict';
import type { Store } from '@berth/core';
import type { Case } from '../case.ts';
import { land, turnedAway } from '../support/commits.ts';
import {
  anEntity,
  entity,
  plant,
  put,
  readDocument,
  remove,
  touch,
  versionOf,
} from '../support/documents.ts';

const team = entity('team core');

async function removeTeam(store: Store): Promise<void> {
  await land(store, { documents: [remove(team, await versionOf(store, team))] });
}

function assertNoneTwice(versions: readonly number[]): void {
  assert.equal(new Set(versions).size, versions.length, `a version came twice: ${versions}`);
  assert.ok(versions.every((version) => Number.isSafeInteger(version) && version !== 0));
}

export function documentVersions(it: Case): void {
  it('never come back, though the document is deleted and made anew many times', async ({ store }) => {
    const versions: number[] = [];
    for (let lives = 0; lives < 15; lives += 1) {
      await plant(store, 'team core');
      versions.push(await versionOf(store, team));
      await plant(store, 'team core');
      versions.push(await versionOf(store, team));
      await removeTeam(store);
    }
    assertNoneTwice(versions);
  });

  it('never come back, though many others were made and deleted in between', async ({ store }) => {
    const versions: number[] = [];
    for (let rounds = 0; rounds < 5; rounds += 1) {
      await plant(store, 'team core');
      versions.push(await versionOf(store, team));
      await removeTeam(store);
      const others = Array.from({ length: 10 }, (_, index) => entity(`team o${index}`));
      await land(store, { documents: others.map((ref) => put(ref, 0, anEntity(ref.key))) });
      const found = await store.documents(others);
      await land(store, { documents: others.map((ref, index) => remove(ref, found[index]?.version ?? 0)) });
    }
    assertNoneTwice(versions);
  });

  it('never come back, though the store held nothing in between', async ({ store }) => {
    await plant(store, 'team core');
    const first = await versionOf(store, team);
    await removeTeam(store);
    await plant(store, 'team core');
    assert.notEqual(await versionOf(store, team), first);
  });

  it('move with every touch', async ({ store }) => {
    await plant(store, 'team core');
    const versions = [await versionOf(store, team)];
    for (let touches = 0; touches < 10; touches += 1) {
      await land(store, { documents: [touch(team, await versionOf(store, team))] });
      versions.push(await versionOf(store, team));
    }
    assertNoneTwice(versions);
  });

  it('move though the document is replaced by the same', async ({ store }) => {
    await plant(store, 'team core');
    const { version } = await readDocument(store, team);
    await plant(store, 'team core');
    assert.notEqual(await versionOf(store, team), version);
  });

  it('of one document do not move with another', async ({ store }) => {
    await plant(store, 'team core');
    await plant(store, 'team other');
    const version = await versionOf(store, team);
    await plant(store, 'team other');
    await land(store, {
      documents: [remove(entity('team other'), await versionOf(store, entity('team other')))],
    });
    assert.equal(await versionOf(store, team), version);
  });

  it('do not move when a commit was turned away', async ({ store }) => {
    await plant(store, 'team core');
    const version = await versionOf(store, team);
    const stale = put(entity('team other'), 99, anEntity('late'));
    await turnedAway(store, { documents: [touch(team, version), stale] });
    assert.equal(await versionOf(store, team), version);
  });

  for (const [name, change] of [
    ['replaced', (version: number) => put(team, version, anEntity('late'))],
    ['touched', (version: number) => touch(team, version)],
    ['deleted', (version: number) => remove(team, version)],
  ] as const) {
    it(`of a former life keep a document from being ${name}`, async ({ store }) => {
      await plant(store, 'team core');
      const version = await versionOf(store, team);
      await removeTeam(store);
      await plant(store, 'team core');
      const before = await readDocument(store, team);
      await turnedAway(store, { documents: [change(version)] });
      assert.deepEqual(await readDocument(store, team), before);
    });
  }
}
