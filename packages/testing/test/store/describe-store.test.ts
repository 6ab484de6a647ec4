import { memoryStore } from '@berth/core/memory';
import { describeStore, type OpenedStore } from '@berth/testing';
import { describe, expect, it } from 'vitest';

interface Declared {
  readonly name: string;
  readonly body: () => Promise<void>;
}

/** What the suite declares, with no more of a runner than it asks for. */
async function declared(open: () => Promise<OpenedStore>): Promise<readonly Declared[]> {
  const cases: Declared[] = [];
  const declaring: unknown[] = [];
  let about = '';
  describeStore('a store', open, {
    describe: (name, body) => {
      about = name;
      declaring.push(body());
    },
    it: (name, body) => {
      cases.push({ name: `${about} ${name}`, body });
    },
    scale: 0.01,
  });
  await Promise.all(declaring);
  return cases;
}

function memory(change: (store: ReturnType<typeof memoryStore>) => OpenedStore['store'] = (store) => store) {
  const seen = { opened: 0, closed: 0 };
  const open = async (): Promise<OpenedStore> => {
    seen.opened += 1;
    const organisations = new Map<string, OpenedStore['store']>();
    const storeFor = (organisation: string) => {
      const store = organisations.get(organisation) ?? change(memoryStore());
      organisations.set(organisation, store);
      return store;
    };
    const close = async () => {
      seen.closed += 1;
    };
    return { store: storeFor(''), storeFor, close };
  };
  return { open, seen };
}

async function failures(cases: readonly Declared[]): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, body } of cases) await body().catch(() => failed.push(name));
  return failed;
}

describe('the suite that every store runs', () => {
  it('has more than 150 cases, no two of one name', async () => {
    const names = (await declared(memory().open)).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(150);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it('opens a database with the first case, once, and closes it behind the last', async () => {
    const { open, seen } = memory();
    const cases = await declared(open);
    expect(seen).toEqual({ opened: 0, closed: 0 });
    expect(await failures(cases.slice(0, -1))).toEqual([]);
    expect(seen).toEqual({ opened: 1, closed: 0 });
    expect(await failures(cases.slice(-1))).toEqual([]);
    expect(seen).toEqual({ opened: 1, closed: 1 });
  });

  it('does not mind in which order its cases run, or whether all run at once', async () => {
    const { open, seen } = memory();
    const cases = await declared(open);
    await Promise.all(cases.toReversed().map(({ body }) => body()));
    expect(seen).toEqual({ opened: 1, closed: 1 });
  });

  it('fails with each case when the database cannot be opened', async () => {
    const cases = await declared(async () => {
      throw new Error('no such database');
    });
    await expect(cases[0]?.body()).rejects.toThrow('no such database');
    await expect(cases.at(-1)?.body()).rejects.toThrow('no such database');
  });

  it('closes the database also when cases fail', async () => {
    const { open, seen } = memory((store) => ({ ...store, run: async () => undefined }));
    expect((await failures(await declared(open))).length).toBeGreaterThan(50);
    expect(seen).toEqual({ opened: 1, closed: 1 });
  });
});
