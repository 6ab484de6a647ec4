import type { Caller } from '@berth/core';
import type { Berth } from './berth.ts';
import { callInProcess } from './in-process.ts';

/** What a service begins with: each item is the body of the API's own POST. An entity names its blueprint as well. */
export interface Seed {
  readonly blueprints?: readonly object[];
  readonly actions?: readonly object[];
  readonly entities?: readonly ({ readonly blueprint: string } & Readonly<Record<string, unknown>>)[];
}

const caller: Caller = { id: 'seed', machine: true };

/**
 * Creates what the seed holds, in order, through the API's own checks. What exists already stays as it is, so that a server
 * can be started with its seed again.
 * @throws Error naming the item that was refused, and why, or that is there twice
 */
export async function plant(
  berth: Berth,
  { blueprints = [], entities = [], actions = [] }: Seed,
): Promise<void> {
  for (const [list, items] of Object.entries({ blueprints, entities, actions })) checkOnce(list, items);
  for (const [at, each] of blueprints.entries()) await post(berth, `blueprints[${at}]`, '/blueprints', each);
  for (const [at, each] of entities.entries()) {
    if (typeof each?.blueprint !== 'string') throw new Error(`seed: entities[${at}] names no blueprint`);
    await post(berth, `entities[${at}]`, `/blueprints/${encodeURIComponent(each.blueprint)}/entities`, each);
  }
  for (const [at, each] of actions.entries()) await post(berth, `actions[${at}]`, '/actions', each);
}

/** Of two that are called the same, one would be left out without a word. */
function checkOnce(list: string, items: readonly Named[]): void {
  const found = new Map<string, number>();
  for (const [at, item] of items.entries()) {
    // What is no object is refused like any other that is not what it should be.
    const { blueprint, identifier } = Object(item) as Named;
    if (identifier === undefined) continue;
    const name = JSON.stringify([blueprint, identifier]);
    const first = found.get(name);
    if (first !== undefined)
      throw new Error(`seed: ${list}[${at}] and ${list}[${first}] are both "${identifier}"`);
    found.set(name, at);
  }
}

interface Named {
  readonly identifier?: unknown;
  readonly blueprint?: unknown;
}

async function post(berth: Berth, item: string, path: string, body: object): Promise<void> {
  const { status, body: answer } = await callInProcess(berth, { method: 'POST', path, body, caller });
  if (status < 300 || status === 409) return;
  throw new Error(`seed: ${item} was refused: ${(JSON.parse(answer) as { message: string }).message}`);
}
