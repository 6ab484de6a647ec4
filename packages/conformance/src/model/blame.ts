import type { Event, Field } from './state.ts';

export type Detail = 'statusLabel' | 'link' | 'summary';

/** That a detail is stored and shown at all. */
export const stored: Readonly<Record<Detail, string>> = {
  statusLabel: 'RUN-PATCH-004',
  link: 'RUN-PATCH-007',
  summary: 'RUN-PATCH-010',
};

const whileOpen: Readonly<Record<Event, string>> = {
  patch: 'RUN-PATCH-012',
  'label patch': 'RUN-PATCH-006',
  'empty patch': 'RUN-PATCH-019',
  log: 'RUN-LOG-007',
  ending: 'RUN-STATE-005',
  refused: 'RUN-STATE-004',
  tie: 'ENT-TIE-001',
  'other run': 'RUN-STATE-009',
};

/** Which requirements a status that is not shown can have broken, the likeliest first. */
export function blameForStatus(field: Field<string>): readonly string[] {
  if (field.value === 'IN_PROGRESS') return blame(field, (event) => whileOpen[event]);
  return blame(
    field,
    (event) => (event === 'other run' ? 'RUN-STATE-009' : 'RUN-STATE-005'),
    'RUN-STATE-005',
  );
}

export function blameForDetail(key: Detail, field: Field<unknown>): readonly string[] {
  const after: Partial<Record<Event, string>> = {
    patch: 'RUN-PATCH-011',
    'label patch': 'RUN-PATCH-011',
    'empty patch': 'RUN-PATCH-019',
    ending: 'RUN-STATE-008',
    refused: 'RUN-STATE-004',
    'other run': 'RUN-STATE-009',
  };
  return blame(field, (event) => after[event] ?? stored[key], stored[key]);
}

/** Whatever was done since it was last seen right may have changed it; unless a read has shown it, it may never have been set. */
function blame(
  field: Field<unknown>,
  of: (event: Event) => string,
  otherwise = field.setter,
): readonly string[] {
  const ids = [...field.since].reverse().map(of);
  if (!field.read) ids.push(field.setter);
  return [...new Set(ids.length > 0 ? ids : [otherwise])];
}
