import { randomBytes } from 'node:crypto';
import type { Profile } from '../lab/lab.ts';
import type { Body } from '../wire/answer.ts';
import { notFound } from './refusal.ts';
import type { RunRecord } from './run-record.ts';
import type { RunStore } from './run-store.ts';

/** Everything that the API's routes work on. */
export interface World {
  readonly profile: Profile;
  readonly runs: RunStore;
  readonly blueprints: Map<string, Body>;
  readonly actions: Map<string, Body>;
  /** By blueprint, then by identifier. */
  readonly entities: Map<string, Map<string, Body>>;
  readonly audits: Body[];
  /** Who has to approve beside the administrator. */
  readonly approvers: readonly string[];
  readonly now: () => number;
  /** Now, later than any instant before. */
  readonly instant: () => string;
  /** Begins to deliver the run's webhook. */
  readonly dispatch: (run: RunRecord) => void;
}

/** Instants that never repeat. */
export function instants(now: () => number): () => string {
  let last = 0;
  return () => {
    last = Math.max(now(), last + 1);
    return new Date(last).toISOString();
  };
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export function newId(prefix: string): string {
  return prefix + Array.from(randomBytes(16), (byte) => letters[byte % letters.length]).join('');
}

export function entitiesOf(world: World, blueprint: string): Map<string, Body> {
  const entities = world.entities.get(blueprint);
  if (!entities) throw notFound('Blueprint', blueprint);
  return entities;
}

/** Changes one run, again from the start when another change came between. What `change` refuses changes nothing. */
export async function updateRun(
  world: World,
  id: string,
  change: (run: RunRecord) => RunRecord,
): Promise<RunRecord> {
  for (;;) {
    const found = await world.runs.get(id);
    if (!found) throw notFound('Run', id);
    const refusals: unknown[] = [];
    const changed = await world.runs.replace(id, found.version, () => {
      try {
        return change(found.run);
      } catch (error) {
        refusals.push(error);
        return undefined;
      }
    });
    if (refusals.length > 0) throw refusals[0];
    if (changed && changed !== 'stale') return changed;
  }
}

export function newTraceId(): string {
  return randomBytes(16).toString('hex');
}
