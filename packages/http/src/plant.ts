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
 * @throws Error naming the item that was refused, and why
 */
export async function plant(
  berth: Berth,
  { blueprints = [], entities = [], actions = [] }: Seed,
): Promise<void> {
  for (const [at, each] of blueprints.entries()) await post(berth, `blueprints[${at}]`, '/blueprints', each);
  for (const [at, each] of entities.entries()) {
    if (typeof each.blueprint !== 'string') throw new Error(`seed: entities[${at}] names no blueprint`);
    await post(berth, `entities[${at}]`, `/blueprints/${encodeURIComponent(each.blueprint)}/entities`, each);
  }
  for (const [at, each] of actions.entries()) await post(berth, `actions[${at}]`, '/actions', each);
}

async function post(berth: Berth, item: string, path: string, body: object): Promise<void> {
  const { status, body: answer } = await callInProcess(berth, { method: 'POST', path, body, caller });
  if (status < 300 || status === 409) return;
  throw new Error(`seed: ${item} was refused: ${(JSON.parse(answer) as { message: string }).message}`);
}
