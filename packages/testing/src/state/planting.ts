import { isDeepStrictEqual } from 'node:util';
import type { Caller } from '@berth/core';
import { type Berth, callInProcess, plant } from '@berth/http';
import { complete } from '../actions.ts';
import type { FakePortOptions } from '../fake-port.ts';

const caller: Caller = { id: 'seed', machine: true };

/**
 * Making a fake is synchronous; what its options name is planted before its first answer, once.
 * @param isPlanted whether it is there already
 */
export function plantLater(
  berth: Berth,
  { blueprints = [], entities = [], actions: briefs = [], state }: FakePortOptions,
  isPlanted: boolean,
) {
  let isDone = isPlanted;
  let planting: Promise<void> | undefined;

  async function plantAll(): Promise<void> {
    if (isDone) return;
    const actions = briefs.map(complete);
    await plant(berth, { blueprints, entities, actions });
    if (state) {
      for (const each of blueprints) await redefine(berth, 'blueprint', each);
      for (const each of actions) await redefine(berth, 'action', each);
    }
    isDone = true;
  }

  return { ready: () => (planting ??= plantAll()), isDone: () => isDone };
}

/**
 * A definition is code, and a test's types follow from it: where the state that a fake begins with holds another, the one of its
 * options takes its place. Entities are data, and stay as that state has them.
 */
async function redefine(
  berth: Berth,
  kind: 'blueprint' | 'action',
  definition: { readonly identifier?: unknown },
): Promise<void> {
  const path = `/${kind}s/${encodeURIComponent(String(definition.identifier))}`;
  const got = await callInProcess(berth, { method: 'GET', path, body: {}, caller });
  if (isSame(JSON.parse(got.body)[kind], definition)) return;
  const { status, body } = await callInProcess(berth, { method: 'PUT', path, body: definition, caller });
  if (status >= 300)
    throw new Error(
      `state: its ${kind} "${definition.identifier}" cannot become what the options say: ${JSON.parse(body).message}`,
    );
}

function isSame(held: object, definition: object): boolean {
  const sent: object = JSON.parse(JSON.stringify(definition));
  const { createdAt: _, createdBy: __, updatedAt: ___, updatedBy: ____, ...own } = held as WithMoments;
  return isDeepStrictEqual(own, sent);
}

type WithMoments = Readonly<Record<'createdAt' | 'createdBy' | 'updatedAt' | 'updatedBy', unknown>>;
