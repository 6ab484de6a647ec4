import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { expectStatus } from '../check/expect.ts';
import { Finding } from '../check/finding.ts';
import type { Connection } from '../session/connection.ts';
import type { Session } from '../session/session.ts';
import type { Answer } from '../wire/answer.ts';
import { isBody } from '../wire/answer.ts';
import { auditsIn, logsIn, runIn } from '../wire/bodies.ts';
import type { Client } from '../wire/client.ts';
import type { Lab } from './lab.ts';

/** The most lines of a log that one request reads. */
const LOG_PAGE = 50;

export type Reading = Pick<
  Lab,
  'eventually' | 'settled' | 'readRun' | 'runWhen' | 'messages' | 'affected' | 'unchanged'
> & {
  /** The run's own path is answered, with anything but 404 unless it never comes. */
  there(run: string): Promise<Answer>;
};

/** Reads of runs that wait, where the target lags, until what was written can be seen. */
export function reading(session: Session, connected: Connection, client: Client): Reading {
  const { settling, signal, profile } = session;
  const eventually: Lab['eventually'] = (read, holds, within = 0) =>
    settling.eventually(read, holds, within, signal);

  const runPath = (id: string, version = profile === 'openapi' ? 'v2' : undefined) =>
    `/actions/runs/${id}${version === undefined ? '' : `?version=${version}`}`;

  /** What was just made may not be there for readers yet. */
  const found = (path: string) =>
    eventually(
      () => client.get(path),
      ({ status }) => status !== 404,
    );

  const readRun: Lab['readRun'] = async (id, version) =>
    runIn(await expectStatus(200, found(runPath(id, version))));

  async function allMessages(id: string): Promise<readonly string[]> {
    const messages: string[] = [];
    const seen = new Set<string>();
    for (let offset = 0; ; offset += LOG_PAGE) {
      const answer = found(`/actions/runs/${id}/logs?limit=${LOG_PAGE}&offset=${offset}`);
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

  const atLeast = (count = 0, read: () => Promise<readonly string[]>) =>
    eventually(read, ({ length }) => length >= count);

  async function settled(): Promise<void> {
    const left = connected.lastWrite + settling.window - performance.now();
    if (settling.window > 0 && left > 0) await delay(left, undefined, { signal });
  }

  const snapshot = async (id: string) => ({ run: await readRun(id), log: await allMessages(id) });

  return {
    eventually,
    settled,
    there: (run) => found(runPath(run)),
    readRun,
    runWhen: (id, holds, version) => eventually(() => readRun(id, version), holds),
    messages: (id, count) => atLeast(count, () => allMessages(id)),
    affected: (id, count) => atLeast(count, () => allAffected(id)),
    unchanged: async (runs, act) => {
      const ids = [runs].flat();
      await settled();
      const before = await Promise.all(ids.map(snapshot));
      const result = await act();
      await settled();
      const after = await Promise.all(ids.map(snapshot));
      for (const [at, id] of ids.entries()) {
        if (!isDeepStrictEqual(before[at], after[at]))
          throw new Finding(`run ${id} and its log stay exactly as they were`, before[at], after[at]);
      }
      return result;
    },
  };
}
