import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { expectStatus } from '../check/expect.ts';
import { Finding, Untestable } from '../check/finding.ts';
import { runIdIn } from '../safety/creations.ts';
import { journal } from '../safety/journal.ts';
import { type Connection, connection } from '../session/connection.ts';
import type { Session } from '../session/session.ts';
import { tokenSource } from '../session/token.ts';
import { isBody } from '../wire/answer.ts';
import { auditsIn, logsIn, type RunBody, runIn } from '../wire/bodies.ts';
import type { Client } from '../wire/client.ts';
import { type Fixtures, fixtures, setUpRefused } from './fixtures.ts';
import type { Lab } from './lab.ts';

/** The most lines of a log that one request reads. */
const LOG_PAGE = 50;

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
  const token = await connected.token();
  const remarks: Remarks = { warnings: [], tolerated: [], notes: [] };
  const opened: (() => Promise<void> | undefined)[] = [];
  const view = (version?: string) => version ?? (session.profile === 'openapi' ? 'v2' : undefined);

  const client: Client = {
    request: (method, path, options) => connected.ask(purpose, { method, path, ...options }),
    get: (path, options) => client.request('GET', path, options),
    post: (path, json, options) => client.request('POST', path, { json, ...options }),
    put: (path, json, options) => client.request('PUT', path, { json, ...options }),
    patch: (path, json, options) => client.request('PATCH', path, { json, ...options }),
    delete: (path, options) => client.request('DELETE', path, options),
    together: (calls) => connected.askTogether(purpose, calls),
  };

  const eventually: Lab['eventually'] = (read, holds, within = 0) =>
    session.settling.eventually(read, holds, within, session.signal);

  const runPath = (id: string, version?: string) => {
    const shown = view(version);
    return `/actions/runs/${id}${shown === undefined ? '' : `?version=${shown}`}`;
  };

  async function allMessages(id: string): Promise<readonly string[]> {
    const messages: string[] = [];
    const seen = new Set<string>();
    for (let offset = 0; ; offset += LOG_PAGE) {
      const answer = await there(`/actions/runs/${id}/logs?limit=${LOG_PAGE}&offset=${offset}`);
      const page = logsIn(await expectStatus(200, answer));
      const before = seen.size;
      for (const line of page) seen.add(line.id);
      // A target that knows no offset answers the same page for ever.
      if (offset > 0 && seen.size === before) return messages;
      messages.push(...page.map(({ message }) => message));
      if (page.length < LOG_PAGE) return messages;
    }
  }

  async function allAffected(id: string): Promise<readonly string[]> {
    const path = `/audit-log?resources=entity&run_id=${id}`;
    const audits = auditsIn(await expectStatus(200, client.get(path)));
    return audits.map(({ action, context }) => `${action} ${isBody(context) ? context.entity : '?'}`).sort();
  }

  /** A run that was just made may not be there for readers yet. */
  const there = (path: string) =>
    eventually(
      () => client.get(path),
      ({ status }) => status !== 404,
    );
  const readRun: Lab['readRun'] = async (id, version) =>
    runIn(await expectStatus(200, there(runPath(id, version))));

  const snapshot = async (id: string) => ({
    run: await readRun(id),
    log: await allMessages(id),
  });

  async function settled(): Promise<void> {
    const left = connected.lastWrite + session.settling.window - performance.now();
    if (session.settling.window > 0 && left > 0) await delay(left, undefined, { signal: session.signal });
  }

  async function openRun(action?: string, body = { properties: {} } as object): Promise<string> {
    const path = `/actions/${encodeURIComponent(action ?? (await made.action()))}/runs`;
    const answer = await client.post(path, body);
    if (answer.status !== 202) throw new Untestable(setUpRefused(answer));
    const id = runIdIn(answer.json);
    if (id === undefined) throw new Untestable(`set-up: ${answer.to} was answered with no run id`);
    const shown = await there(runPath(id));
    if (shown.status !== 200) throw new Untestable(setUpRefused(shown));
    return id;
  }

  const lab: Lab = {
    ...client,
    profile: session.profile,
    mode: session.mode,
    target,
    live: session.live,
    readOnly: session.readOnly,
    seed: session.seed,
    token,
    secret: 'clientSecret' in target.credentials ? target.credentials.clientSecret : undefined,
    has: (what) =>
      session.capabilities.has(what as never) || (target.controls?.includes(what as never) ?? false),
    name: made.name,
    action: made.action,
    ownAction: (definition) => made.ownAction(definition, purpose),
    blueprint: (definition) => made.blueprint(definition, purpose),
    sharedBlueprint: made.sharedBlueprint,
    entity: async (blueprint, identifier = made.name('entity')) => {
      const answer = await client.post(`/blueprints/${blueprint}/entities`, {
        identifier,
        title: identifier,
        properties: {},
      });
      if (answer.status >= 300) throw new Untestable(setUpRefused(answer));
      const path = `/blueprints/${blueprint}/entities/${identifier}`;
      await eventually(
        () => client.get(path),
        ({ status }) => status === 200,
      );
      return identifier;
    },
    openRun,
    endedRun: async (by, status = 'SUCCESS', action) => {
      const id = await openRun(action);
      const answer =
        by === 'patch'
          ? await client.patch(`/actions/runs/${id}`, { status })
          : await client.post(`/actions/runs/${id}/logs`, { message: 'the end', terminationStatus: status });
      if (answer.status >= 300) throw new Untestable(setUpRefused(answer));
      await lab.runWhen(id, (run) => run.status === status);
      if (by === 'log') await lab.messages(id, 1);
      return id;
    },
    readRun,
    runWhen: (id, holds, version) => eventually<RunBody>(() => readRun(id, version), holds),
    messages: (id, count) =>
      count === undefined
        ? allMessages(id)
        : eventually(
            () => allMessages(id),
            ({ length }) => length >= count,
          ),
    affected: (id, count) =>
      count === undefined
        ? allAffected(id)
        : eventually(
            () => allAffected(id),
            ({ length }) => length >= count,
          ),
    eventually,
    settled,
    unchanged: async (runs, act) => {
      const ids = [runs].flat();
      await settled();
      const before = await Promise.all(ids.map(snapshot));
      const result = await act();
      await settled();
      const after = await Promise.all(ids.map(snapshot));
      for (const [index, id] of ids.entries()) {
        if (!isDeepStrictEqual(before[index], after[index]))
          throw new Finding(`run ${id} and its log stay exactly as they were`, before[index], after[index]);
      }
      return result;
    },
    receiver: () => session.receiver(),
    fresh: async (conditions) => {
      if (!target.open) throw new Untestable(`${target.name} cannot be opened once more`);
      const another = await target.open(conditions);
      // Nothing of it stays, so nobody has to clean up after it.
      const apartly = {
        ...session,
        sandbox: {},
        journal: journal({ target: another.name, tag: session.tag }),
      };
      const apart = connection(apartly, another, {
        judged: conditions.aroundStore === undefined,
        waits: conditions.rateLimit === undefined,
      });
      opened.push(() => another.close?.());
      const inner = await openLab(apartly, apart, fixtures(apartly, apart), purpose);
      opened.unshift(inner.close);
      return inner.lab;
    },
    advance: async (milliseconds) => {
      if (!target.advance) throw new Untestable(`the clock of ${target.name} cannot be moved`);
      await target.advance(milliseconds);
    },
    otherToken: async (index) => {
      const credentials = target.others?.[index];
      if (!credentials) throw new Untestable(`${target.name} has no further caller number ${index + 1}`);
      return tokenSource(
        credentials,
        (json) => client.post('/auth/access_token', json, { token: null }),
        session.redactor.learn,
      )();
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
      for (const each of opened) await each();
    },
  };
}
