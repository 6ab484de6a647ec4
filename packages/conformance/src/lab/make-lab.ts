import { setTimeout as delay } from 'node:timers/promises';
import { Untestable } from '../check/finding.ts';
import { journal } from '../safety/journal.ts';
import { type Connection, connection } from '../session/connection.ts';
import type { Session } from '../session/session.ts';
import { tokenSource } from '../session/token.ts';
import type { Conditions } from '../target/target.ts';
import { clientOf } from './client-of.ts';
import { type Fixtures, fixtures } from './fixtures.ts';
import type { Lab } from './lab.ts';
import { reading } from './reading.ts';
import { settingUp } from './setting-up.ts';

/** What a check said beyond passing or failing. */
export interface Remarks {
  readonly warnings: string[];
  readonly tolerated: string[];
  readonly notes: string[];
}

export interface OpenedLab {
  readonly lab: Lab;
  readonly remarks: Remarks;
  close(): Promise<void>;
}

/** A lab for one purpose (a requirement's id) over a target that others use too. */
export async function openLab(
  session: Session,
  connected: Connection,
  made: Fixtures,
  purpose: string,
): Promise<OpenedLab> {
  const { target } = connected;
  const remarks: Remarks = { warnings: [], tolerated: [], notes: [] };
  const closing: (() => Promise<void> | undefined)[] = [];
  const client = clientOf(connected, purpose);
  const reads = reading(session, connected, client);

  /** Nothing of it stays, so nobody has to clean up after it. */
  async function fresh(conditions: Conditions): Promise<Lab> {
    if (!target.open) throw new Untestable(`${target.name} cannot be opened once more`);
    const another = await target.open(conditions);
    closing.push(() => another.close?.());
    const apart = { ...session, sandbox: {}, journal: journal({ target: another.name, tag: session.tag }) };
    const judged = conditions.aroundStore === undefined;
    const waits = conditions.rateLimit === undefined;
    const connectedApart = connection(apart, another, { judged, waits });
    const inner = await openLab(apart, connectedApart, fixtures(apart, connectedApart), purpose);
    closing.unshift(inner.close);
    return inner.lab;
  }

  const lab: Lab = {
    ...client,
    ...reads,
    ...settingUp(client, made, reads),
    profile: session.profile,
    mode: session.mode,
    target,
    live: session.live,
    readOnly: session.readOnly,
    seed: session.seed,
    token: await connected.token(),
    secret: 'clientSecret' in target.credentials ? target.credentials.clientSecret : undefined,
    has: (what) =>
      session.capabilities.has(what as never) || (target.controls?.includes(what as never) ?? false),
    name: made.name,
    action: made.action,
    ownAction: (definition) => made.ownAction(definition, purpose),
    blueprint: (definition) => made.blueprint(definition, purpose),
    sharedBlueprint: made.sharedBlueprint,
    receiver: () => session.receiver(),
    fresh,
    advance: async (milliseconds) => {
      if (!target.advance) throw new Untestable(`the clock of ${target.name} cannot be moved`);
      await target.advance(milliseconds);
    },
    otherToken: async (index) => {
      const credentials = target.others?.[index];
      if (!credentials) throw new Untestable(`${target.name} has no further caller number ${index + 1}`);
      const exchange = (json: object) => client.post('/auth/access_token', json, { token: null });
      return tokenSource(credentials, exchange, session.redactor.learn)();
    },
    pause: (milliseconds) => delay(milliseconds, undefined, { signal: session.signal }),
    should: (holds, message) => void (holds || remarks.warnings.push(message)),
    tolerated: (conflict, message) => void remarks.tolerated.push(`${conflict}: ${message}`),
    note: (message) => void remarks.notes.push(message),
  };
  return {
    lab,
    remarks,
    close: async () => {
      for (const each of closing) await each();
    },
  };
}
