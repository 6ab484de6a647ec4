import type { HeaderEvent, PlanEvent } from '../../session/events.ts';
import { printableLine } from '../printable.ts';
import { lasts } from '../session-kind.ts';
import { fill } from './layout.ts';

/** All there is to say of a target that could not be reached. */
export function targetLines({ version, target, live }: HeaderEvent, width: number): readonly string[] {
  return fill([`conform ${version}`, targetText(target, live)], width, '  ', '', '  ');
}

export function headerLines(header: HeaderEvent, width: number): readonly string[] {
  const { version, target, live, profile, requirements, mode, seed, capabilities, undeclared } = header;
  return [
    ...fill(
      [
        `conform ${version}`,
        targetText(target, live),
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

function targetText(target: string, live: boolean): string {
  return `target ${printableLine(target)} (${live ? 'live' : 'local'})`;
}

export function planLines(
  plan: PlanEvent,
  header: HeaderEvent | undefined,
  width: number,
): readonly string[] {
  const { checks, sequences, races, requests, runsLeft } = plan;
  const items = [
    `plan ${checks} checks`,
    `${sequences} sequences`,
    `${races} races`,
    `~${requests} requests`,
    ...(header && !lasts(header) ? [] : [`leaves ${runsLeft} runs (no route deletes one)`]),
  ];
  return fill(items, width, ' · ', '', '  ');
}
