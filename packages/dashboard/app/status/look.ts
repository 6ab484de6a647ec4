import type { RunStatus } from '../api/types.ts';

export type Tone = 'good' | 'bad' | 'neutral' | 'waiting';

interface Look {
  readonly tone: Tone;
  readonly icon: 'check' | 'alert' | 'spinner' | 'hand' | 'cross';
  readonly words: string;
}

const looks: { readonly [S in RunStatus]: Look } = {
  SUCCESS: { tone: 'good', icon: 'check', words: 'Success' },
  FAILURE: { tone: 'bad', icon: 'alert', words: 'Failure' },
  IN_PROGRESS: { tone: 'neutral', icon: 'spinner', words: 'In progress' },
  WAITING_FOR_APPROVAL: { tone: 'waiting', icon: 'hand', words: 'Waiting for approval' },
  DECLINED: { tone: 'bad', icon: 'cross', words: 'Declined' },
};

export const STATUSES: readonly RunStatus[] = [
  'IN_PROGRESS',
  'WAITING_FOR_APPROVAL',
  'SUCCESS',
  'FAILURE',
  'DECLINED',
];

export function isStatus(text: string): text is RunStatus {
  return Object.hasOwn(looks, text);
}

export function isOpen(status: RunStatus): boolean {
  return status === 'IN_PROGRESS' || status === 'WAITING_FOR_APPROVAL';
}

/** How a status looks; its words stand in for a label that was not given, and beside one for who does not see its colour. */
export function lookOf(status: RunStatus): Look {
  return looks[status];
}
