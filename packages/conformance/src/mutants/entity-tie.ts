import { faulty, on, replyOf } from './fault.ts';
import type { Mutant } from './mutant.ts';
import {
  bulkWrites,
  createEntity,
  executeAction,
  patchEntity,
  replaceEntity,
  searchAudit,
} from './routes.ts';
import { runNamed } from './runs.ts';
import { untied } from './ties.ts';
import { bodyOf, isTaken, withQuery } from './wire.ts';

const needs = ['entities', 'actions-admin', 'audit'] as const;

/** What becomes of an entity that is written under an open run. */
export const entityTieMutants: readonly Mutant[] = [
  {
    name: 'tieAnswersNoEntity',
    about: 'creating an entity under a run is answered with ok: true and no entity',
    caughtBy: ['ENT-TIE-001'],
    needs: ['entities', 'actions-admin'],
    wrap: faulty(() => [
      replyOf(createEntity, (body, { query }) => (query.get('run_id') ? { ok: body.ok } : body)),
    ]),
  },
  {
    name: 'tieForgotten',
    about: 'an entity created or overwritten by POST is not tied to its run',
    caughtBy: ['ENT-TIE-003', 'ENT-TIE-004', 'ENT-TIE-011'],
    needs,
    wrap: faulty(() => [untied(createEntity)]),
  },
  {
    name: 'runIdIgnoredOnPut',
    about: 'PUT of an entity is not tied to its run',
    caughtBy: ['ENT-TIE-002'],
    needs,
    wrap: faulty(() => [untied(replaceEntity)]),
  },
  {
    name: 'runIdIgnoredOnPatch',
    about: 'PATCH of an entity is not tied to its run',
    caughtBy: ['ENT-TIE-002', 'ENT-TIE-003', 'ENT-TIE-004'],
    needs,
    wrap: faulty(() => [untied(patchEntity)]),
  },
  {
    name: 'runIdIgnoredInBulk',
    about: 'what is created or deleted in bulk is not tied to its run',
    caughtBy: ['ENT-TIE-013', 'ENT-TIE-014'],
    needs: [...needs, 'bulk'],
    wrap: faulty(() => [untied(bulkWrites)]),
  },
  {
    name: 'auditForgetsDelete',
    about: 'deletions are not in the audit log',
    caughtBy: ['ENT-TIE-002', 'ENT-TIE-003', 'ENT-TIE-004'],
    needs,
    wrap: faulty(() => [
      replyOf(searchAudit, (body) => ({
        ...body,
        audits: Array.isArray(body.audits)
          ? body.audits.filter((record) => record?.action !== 'DELETE')
          : body.audits,
      })),
    ]),
  },
  {
    name: 'everythingTied',
    about: 'an entity created without run_id is tied to the run that was executed last',
    caughtBy: ['ENT-TIE-010'],
    needs,
    wrap: faulty(() => {
      let last = '';
      return [
        replyOf(executeAction, (body) => {
          last = String(bodyOf({ json: body.run }).id);
          return body;
        }),
        on(createEntity, async (asked, ask) => {
          const run = asked.query.has('run_id') ? undefined : await runNamed(asked, ask, last);
          const open = run?.status === 'IN_PROGRESS';
          const tied = open ? await ask(withQuery(asked, (query) => query.set('run_id', last))) : undefined;
          return tied && isTaken(tied) ? tied : ask(asked.request);
        }),
      ];
    }),
  },
];
