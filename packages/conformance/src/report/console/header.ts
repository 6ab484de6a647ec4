import type { HeaderEvent, PlanEvent } from '../../session/events.ts';
import { printableLine } from '../printable.ts';
import { fill } from './layout.ts';

export function headerLines(header: HeaderEvent, width: number): readonly string[] {
  const { version, target, live, profile, requirements, mode, seed, capabilities, undeclared } = header;
  return [
    ...fill(
      [
        `conform ${version}`,
        `target ${printableLine(target)} (${live ? 'live' : 'local'})`,
        `profile ${profile}`,
        `requirements ${requirements}`,
        `mode ${mode}`,
        `seed ${seed}`,
      ],
      width,
      '  ',
      '',
      '  ',
    ),
    ...fill(['capabilities', ...(capabilities.length > 0 ? capabilities : ['none'])], width, ' ', '', '  '),
    ...(undeclared.length > 0
      ? fill(['! undeclared but answering:', ...undeclared], width, ' ', '', '  ')
      : []),
  ];
}

export function planLines(plan: PlanEvent, width: number): readonly string[] {
  const { checks, sequences, races, requests, runsLeft } = plan;
  const items = [
    `plan ${checks} checks`,
    `${sequences} sequences`,
    `${races} races`,
    `~${requests} requests`,
    `leaves ${runsLeft} runs (no route deletes one)`,
  ];
  return fill(items, width, ' · ', '', '  ');
}
