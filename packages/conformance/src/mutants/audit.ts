import { faulty, queryTo, replyOf } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { searchAudit } from './routes.ts';

const kinds = /^(blueprint|entity|run|webhook|scorecard|action|integration)$/;

/** The audit log without the help of some of its parameters. */
function ignoring(...names: readonly string[]): Mutant['wrap'] {
  return faulty(() => [
    queryTo(searchAudit, (query) => {
      for (const name of names) query.delete(name);
    }),
  ]);
}

/** How the audit log is read. */
export const auditMutants: readonly Mutant[] = [
  {
    name: 'auditsNamedOtherwise',
    about: 'the audit log is under another key',
    caughtBy: ['AUDIT-001'],
    needs: ['audit'],
    wrap: faulty(() => [replyOf(searchAudit, ({ audits, ...rest }) => ({ ...rest, auditLogs: audits }))]),
  },
  {
    name: 'auditRunIgnored',
    about: 'run_id does not filter the audit log',
    caughtBy: ['AUDIT-002', 'ENT-TIE-010'],
    needs: ['audit', 'entities', 'actions-admin'],
    wrap: ignoring('run_id'),
  },
  {
    name: 'resourcesOpen',
    about: 'a kind of resource that there is not counts as none',
    caughtBy: ['AUDIT-003'],
    needs: ['audit'],
    wrap: faulty(() => [
      queryTo(searchAudit, (query) => {
        const known = query.getAll('resources').filter((kind) => kinds.test(kind));
        query.delete('resources');
        for (const kind of known) query.append('resources', kind);
      }),
    ]),
  },
  {
    name: 'includesIgnored',
    about: 'includes leaves out nothing',
    caughtBy: ['AUDIT-004'],
    needs: ['audit'],
    wrap: ignoring('includes'),
  },
  {
    name: 'auditActionIgnored',
    about: 'action does not filter the audit log',
    caughtBy: ['AUDIT-005'],
    needs: ['audit', 'entities', 'actions-admin'],
    wrap: ignoring('action'),
  },
  {
    name: 'badDatesIgnored',
    about: 'a date that is none counts as none',
    caughtBy: ['AUDIT-005'],
    needs: ['audit', 'entities', 'actions-admin'],
    wrap: faulty(() => [
      queryTo(searchAudit, (query) => {
        for (const name of ['from', 'to'])
          if (Number.isNaN(Date.parse(query.get(name) ?? '2026-01-01'))) query.delete(name);
      }),
    ]),
  },
  {
    name: 'runsNotAudited',
    about: 'what happens to runs themselves is not in the audit log',
    caughtBy: ['AUDIT-006'],
    needs: ['audit'],
    wrap: faulty(() => [
      replyOf(searchAudit, (body) => ({
        ...body,
        audits: Array.isArray(body.audits)
          ? body.audits.filter((record) => record?.resourceType !== 'run')
          : body.audits,
      })),
    ]),
  },
];
