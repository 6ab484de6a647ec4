import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFakePort, type FakePort } from '../src/index.ts';
import { clientOf } from './client.ts';

const service = {
  identifier: 'service',
  title: 'Service',
  schema: { properties: { any: { type: 'object' } } },
  relations: { on: { target: 'service' } },
};
const options = { blueprints: [service], actions: [{ identifier: 'create' }] };

type Deed =
  | { readonly does: 'execute'; readonly properties: object }
  | { readonly does: 'log' | 'end'; readonly run: number; readonly message: string }
  | { readonly does: 'write'; readonly identifier: string; readonly any: object; readonly on: string | null }
  | { readonly does: 'wait'; readonly milliseconds: number };

const words = fc.constantFrom('a', 'b', 'c');
const object = fc.dictionary(fc.string({ maxLength: 4 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({ does: fc.constant('execute' as const), properties: object }),
  fc.record({ does: fc.constantFrom('log', 'end'), run: fc.nat(3), message: fc.string() }),
  fc.record({ does: fc.constant('write' as const), identifier: words, any: object, on: fc.option(words) }),
  fc.record({ does: fc.constant('wait' as const), milliseconds: fc.nat(9_999) }),
);

/** Does as told; what is refused is part of the story. @returns what was answered */
async function play(port: FakePort, deeds: readonly Deed[]): Promise<readonly unknown[]> {
  const call = await clientOf(port);
  const answers: unknown[] = [];
  for (const each of deeds) {
    if (each.does === 'wait') await port.clock.advance(each.milliseconds);
    else if (each.does === 'execute')
      answers.push(await call('POST', '/actions/create/runs', { properties: each.properties }));
    else if (each.does === 'write') {
      const { identifier, any, on } = each;
      const body = { identifier, properties: { any }, ...(on === null ? {} : { relations: { on } }) };
      answers.push(await call('POST', '/blueprints/service/entities?upsert=true', body));
    } else {
      const { runs } = (await call('GET', '/actions/runs')).answer;
      const id = runs[each.run]?.id ?? 'r_none';
      const ending = each.does === 'end' ? { terminationStatus: 'SUCCESS' } : {};
      answers.push(await call('POST', `/actions/runs/${id}/logs`, { message: each.message, ...ending }));
    }
  }
  return answers;
}

function isSorted(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  const keys = Object.keys(value).filter((key) => Array.isArray(value) || !/^\d+$/.test(key));
  const inOrder = Array.isArray(value) || keys.every((key, at) => at === 0 || (keys[at - 1] ?? '') < key);
  return inOrder && Object.values(value).every(isSorted);
}

describe('the state of a fake, written down', () => {
  it('comes back as it was, and goes on as its origin does', async () => {
    const stories = fc.tuple(fc.array(deed, { maxLength: 12 }), fc.array(deed, { maxLength: 6 }));
    await fc.assert(
      fc.asyncProperty(stories, async ([before, after]) => {
        const port = createFakePort(options);
        await play(port, before);
        const text = JSON.stringify(await port.export());
        expect(isSorted(JSON.parse(text))).toBe(true);
        const read = createFakePort({ state: JSON.parse(text) });
        expect(JSON.stringify(await read.export())).toBe(text);
        expect(await play(read, after)).toEqual(await play(port, after));
        expect(await read.export()).toEqual(await port.export());
        port.restore(JSON.parse(text));
        expect(JSON.stringify(await port.export())).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it('is the same when it has been read and written, though a webhook waits for somebody who listens', async () => {
    const invocationMethod = { type: 'WEBHOOK', url: 'https://app.example.com' };
    const port = createFakePort({ actions: [{ identifier: 'hook', invocationMethod }] });
    await port.execute('hook');
    const state = await port.export();
    const read = createFakePort({ state });
    expect(await read.export()).toEqual(state);
    read.app(() => new Response());
    await read.settle();
    expect(read.journal.count({ op: 'delivery' })).toBe(1);
  });

  it('is small, and differs only where something happened', async () => {
    const port = createFakePort({ actions: [{ identifier: 'create' }] });
    const { id } = await port.execute('create');
    const before = JSON.stringify(await port.export(), null, 2).split('\n');
    await (await clientOf(port))('POST', `/actions/runs/${id}/logs`, { message: 'a line' });
    const after = JSON.stringify(await port.export(), null, 2).split('\n');
    const added = after.filter((line) => !before.includes(line));
    expect(added.join('\n')).toContain('"message": "a line"');
    expect(before.filter((line) => !after.includes(line)).map((line) => line.trim())).toEqual([
      '"events": [],',
    ]);
  });

  it('names its format, and is not touched by what happens later to it or to the fake', async () => {
    const port = createFakePort({ actions: [{ identifier: 'create' }] });
    const state = await port.export();
    expect(Object.keys(state)).toEqual(['format', 'ids', 'now', 'seed', 'store']);
    expect(state.format).toBe('fake-port/1');
    const text = JSON.stringify(state);
    const read = createFakePort({ state });
    await read.execute('create');
    await port.execute('create');
    expect(JSON.stringify(state)).toBe(text);
    const again = createFakePort({ state });
    Object.assign(state.store as object, { documents: [] });
    await expect(again.execute('create')).resolves.toBeDefined();
  });

  it('takes the definitions that the options of its reader have in place of its own, and keeps its entities', async () => {
    const one = { identifier: 'one', blueprint: 'service', title: 'One' };
    const port = createFakePort({ ...options, entities: [one] });
    await port.call('PATCH', '/blueprints/service/entities/one', { title: 'Changed' });
    const state = await port.export();
    const same = createFakePort({ ...options, entities: [one], state });
    expect((await same.export()).store).toEqual(state.store);

    const create = { identifier: 'create', userInputs: { properties: { env: { type: 'string' } } } };
    const renamed = { ...service, title: 'Renamed' };
    const read = createFakePort({ blueprints: [renamed], entities: [one], actions: [create], state });
    await expect(read.execute('create', { properties: { env: 'prod' } })).resolves.toBeDefined();
    const { blueprint } = (await read.call('GET', '/blueprints/service')).body;
    const { entity } = (await read.call('GET', '/blueprints/service/entities/one')).body;
    expect([blueprint.title, entity.title]).toEqual(['Renamed', 'Changed']);
  });

  it('says which of its definitions cannot become what the options of its reader say', async () => {
    const port = createFakePort({
      blueprints: [service],
      entities: [{ identifier: 'one', blueprint: 'service', relations: { on: null } }],
    });
    const state = await port.export();
    const broken = { ...service, relations: { on: { target: 'nowhere' } } };
    await expect(createFakePort({ blueprints: [broken], state }).export()).rejects.toThrow(
      /^state: its blueprint "service" cannot become what the options say: Relation "on" .* keeps its target/,
    );
  });

  it('holds what the fake is to begin with, also before its first use', async () => {
    const state = await createFakePort(options).export();
    await expect(createFakePort({ state }).execute('create')).resolves.toBeDefined();
  });

  it.each<[string, unknown, RegExp]>([
    [
      'of another version',
      { format: 'fake-port/2' },
      /format "fake-port\/2".* reads "fake-port\/1": use the version that wrote it, or .* port\.export\(\)/,
    ],
    ['of nothing', {}, /no state of a fake Port: write one with port\.export\(\)/],
    ['that is none', [], /no state of a fake Port/],
    ['without a clock', { format: 'fake-port/1', now: 'noon' }, /damaged: "now"/],
    [
      'without its runs',
      { format: 'fake-port/1', now: '2024-01-01T00:00:00.000Z', seed: 's', ids: {}, store: {} },
      /damaged: "store\.runs" .* write the state anew/,
    ],
    [
      'with a run that is none',
      {
        format: 'fake-port/1',
        now: '2024-01-01T00:00:00.000Z',
        seed: 's',
        ids: {},
        store: { runs: [{}], documents: [], audits: [], receipts: [], tasks: [], documentVersion: 0 },
      },
      /damaged: "store"/,
    ],
    [
      'whose ids are not counted',
      { format: 'fake-port/1', now: '2024-01-01T00:00:00.000Z', seed: 's', ids: { run: -1 } },
      /damaged: "ids"/,
    ],
  ])('is refused when it is one %s', (_, state, reason) => {
    expect(() => createFakePort({ state: state as never })).toThrow(reason);
    const port = createFakePort();
    expect(() => port.restore(state as never)).toThrow(TypeError);
  });

  it('is no snapshot: one that went through JSON is refused', () => {
    const text = JSON.stringify(createFakePort().snapshot());
    expect(() => createFakePort({ state: JSON.parse(text) })).toThrow(/write one with port\.export\(\)/);
  });
});
