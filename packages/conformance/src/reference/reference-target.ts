import { setMaxListeners } from 'node:events';
import type { Profile } from '../lab/lab.ts';
import type { Conditions, Target } from '../target/target.ts';
import { agentRoutes } from './agent.ts';
import { api } from './api.ts';
import { approvalRoutes } from './approval.ts';
import { auditRoutes } from './audit.ts';
import { catalogRoutes } from './catalog.ts';
import { type Deliver, deliveries } from './delivery.ts';
import { entityRoutes } from './entities.ts';
import { executeRoutes } from './execute.ts';
import { rateLimit } from './rate-limit.ts';
import type { Route } from './route.ts';
import { runListRoutes } from './run-list.ts';
import { runStore } from './run-store.ts';
import { runRoutes } from './runs.ts';
import { tokens } from './tokens.ts';
import { verifySignature } from './verify-signature.ts';
import { instants, newId, type World } from './world.ts';

export interface ReferenceOptions {
  /** What a request that names no version is answered with: `seed` (v1, the default) or `openapi` (v2). */
  readonly profile?: Profile;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Milliseconds until a webhook that is not answered has failed. */
  readonly webhookTimeout?: number;
  readonly deliver?: Deliver;
  /** Lets the last writer of a run win, for seeing what becomes of that. */
  readonly allow?: { readonly lostUpdates?: boolean };
}

const WEBHOOK_TIMEOUT = 2_000;
const PLENTY = { limit: 1_000_000, seconds: 60 };

const routes: readonly Route[] = [
  ...[runRoutes, runListRoutes, executeRoutes, approvalRoutes, agentRoutes].flat(),
  ...[entityRoutes, catalogRoutes, auditRoutes].flat(),
];

/** The whole API in memory, as its requirements have it: what checks are tried on, and what they must find nothing in. */
export function referenceTarget(options: ReferenceOptions = {}, conditions: Conditions = {}): Target {
  const {
    profile = 'seed',
    now: clock = Date.now,
    webhookTimeout = WEBHOOK_TIMEOUT,
    deliver,
    allow,
  } = options;
  const [admin, ...others] = ['admin', 'approver-1', 'approver-2'].map((name) => ({
    clientId: `reference-${name}`,
    clientSecret: newId('secret-'),
  })) as [Client, ...Client[]];
  const closing = new AbortController();
  // One for each webhook under way.
  setMaxListeners(0, closing.signal);
  let ahead = 0;
  const now = () => clock() + ahead;

  const world: World = {
    profile,
    runs: runStore(conditions.aroundStore, !allow?.lostUpdates),
    blueprints: new Map(),
    actions: new Map(),
    entities: new Map(),
    audits: [],
    approvers: others.map(({ clientId }) => clientId),
    now,
    instant: instants(now),
    dispatch: deliveries(() => world, {
      secret: admin.clientSecret,
      now,
      timeout: webhookTimeout,
      deliver,
      signal: closing.signal,
    }),
  };
  const answer = api({
    world,
    tokens: tokens([admin, ...others], newId('key-'), now),
    limit: rateLimit(conditions.rateLimit ?? PLENTY, now),
    routes,
  });

  return {
    name: 'reference',
    credentials: admin,
    others,
    capabilities: ['tokens', 'actions-admin', 'entities', 'bulk', 'audit', 'approval', 'webhook', 'agent'],
    controls: ['clock', 'rate-limit', 'store'],
    send: answer,
    open: async (given) => referenceTarget(options, given),
    advance: (milliseconds) => {
      ahead += milliseconds;
    },
    verifySignature,
    close: async () => closing.abort(),
  };
}

interface Client {
  readonly clientId: string;
  readonly clientSecret: string;
}
