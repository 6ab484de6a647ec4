import { blameForDetail, blameForStatus, type Detail } from './blame.ts';
import type { Demand } from './demand.ts';
import type { RunName } from './op.ts';
import { isOpen, type Rules, type RunState } from './state.ts';

/** What the run of an answer must show. */
export function shownRun(name: RunName, run: RunState): readonly Demand[] {
  const details: Detail[] = ['statusLabel', 'link', 'summary'];
  return [
    {
      clause: 'status',
      message: `${name} is ${run.status.value}`,
      claim: { about: 'shown', key: 'status', among: [run.status.value] },
      ids: blameForStatus(run.status),
    },
    ...details.map((key): Demand => {
      const { value } = run[key];
      return {
        clause: key,
        message: `${key} of ${name} is the value last set${value === null ? ', which is none' : ''}`,
        claim: { about: 'shown', key, among: key === 'link' ? linkForms(run.link.value) : [value] },
        ids: blameForDetail(key, run[key]),
      };
    }),
  ];
}

/** A link is readable as one text or as a list of it; no link as none or as an empty list. */
function linkForms(link: string | readonly string[] | null): readonly unknown[] {
  if (link === null) return [null, []];
  if (typeof link === 'string') return [link, [link]];
  if (link.length === 0) return [link, null];
  return link.length === 1 ? [link, link[0]] : [link];
}

/** What only a read of the run is asked: the times. */
export function shownTimes(name: RunName, run: RunState, rules: Rules, settled: boolean): readonly Demand[] {
  return [
    ...(isOpen(run) ? whileOpen(name, rules) : sinceEnd(name, run)),
    ...updatedAt(name, run, rules, settled),
  ];
}

function whileOpen(name: RunName, { profile }: Rules): readonly Demand[] {
  const present = profile === 'seed';
  return [
    {
      clause: 'endedAt of an open run',
      message: `${name} has no endedAt while it is open`,
      claim: { about: 'shown', key: 'endedAt', among: [null] },
      ids: ['RUN-GET-005'],
    },
    {
      clause: 'form of endedAt',
      message: `endedAt of ${name} is ${present ? 'null' : 'absent'} while it is open`,
      claim: { about: 'presence', key: 'endedAt', present },
      ids: [present ? 'VER-002' : 'VER-003'],
    },
  ];
}

function sinceEnd(name: RunName, { endedAt, refusedSinceRead }: RunState): readonly Demand[] {
  const clause = 'endedAt';
  if (endedAt === undefined)
    return [
      {
        clause,
        message: `${name} tells when it ended`,
        claim: { about: 'text', key: 'endedAt' },
        ids: ['RUN-GET-006'],
      },
    ];
  return [
    {
      clause,
      message: `endedAt of ${name} never changes`,
      claim: { about: 'kept', key: 'endedAt', value: endedAt },
      ids: refusedSinceRead ? ['RUN-STATE-004', 'RUN-GET-006'] : ['RUN-GET-006'],
    },
  ];
}

function updatedAt(name: RunName, run: RunState, { lags }: Rules, settled: boolean): readonly Demand[] {
  const known = run.updatedAt !== undefined && run.refusedSinceRead && !lags && settled;
  if (!known) return [];
  const others = run.status.since.includes('other run') ? ['RUN-STATE-009'] : [];
  return [
    {
      clause: 'updatedAt',
      message: `a refused write leaves updatedAt of ${name} as it was`,
      claim: { about: 'kept', key: 'updatedAt', value: run.updatedAt },
      ids: ['RUN-STATE-004', ...others],
    },
  ];
}
