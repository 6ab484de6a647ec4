import { type Body, isBody } from '../wire/answer.ts';
import { type Ask, type Fault, on, replyOf } from './fault.ts';
import { bulkWrites, entityWrites, type Route, searchAudit } from './routes.ts';
import { pick, runNamed } from './runs.ts';
import { type Asked, bodyOf, madeUpId, withQuery } from './wire.ts';

export const tiedWrites: readonly Route[] = [...entityWrites, ...bulkWrites];

/** These writes forget the run they are tied to, when it is one that they may be tied to. */
export function untied(routes: Route | readonly Route[]): Fault {
  return on(routes, async (asked, ask) => {
    const run = await runTied(asked, ask);
    return ask(run?.status === 'IN_PROGRESS' ? withoutRun(asked) : asked.request);
  });
}

/** The run that a write of an entity names, if there is one. */
export async function runTied(asked: Asked, ask: Ask): Promise<Body | undefined> {
  const id = asked.query.get('run_id');
  return id ? runNamed(asked, ask, id) : undefined;
}

export function withoutRun(asked: Asked) {
  return withQuery(asked, (query) => query.delete('run_id'));
}

const changes: Readonly<Record<string, string>> = { POST: 'CREATE', DELETE: 'DELETE' };

/** Records of the audit log that nobody should find there, under the runs they name. */
export interface MadeUpRecords {
  readonly shown: Fault;
  /** As if this write had been recorded under the run. */
  add(asked: Asked, run: Body): void;
}

export function madeUpRecords(): MadeUpRecords {
  const added: Body[] = [];
  return {
    add: ({ request, names: [blueprint, named], json }, { id, updatedAt, updatedBy }) => {
      added.push({
        identifier: madeUpId('event'),
        action: changes[request.method] ?? 'UPDATE',
        resourceType: 'entity',
        status: 'SUCCESS',
        trigger: { by: { userId: updatedBy }, origin: 'API', at: updatedAt },
        context: { blueprint, entity: named ?? bodyOf({ json }).identifier, runId: id },
        diff: { before: null, after: null },
      });
    },
    shown: replyOf(searchAudit, (body, { query }) => {
      const run = query.get('run_id');
      const only = query.getAll('includes');
      const found = added.filter(({ context }) => isBody(context) && context.runId === run);
      const records = only.length === 0 ? found : found.map((record) => pick(record, ...only));
      return Array.isArray(body.audits) ? { ...body, audits: [...body.audits, ...records] } : body;
    }),
  };
}
