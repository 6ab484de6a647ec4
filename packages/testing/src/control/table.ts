import type { Control } from './control.ts';
import { faultControls } from './fault-controls.ts';
import { journalControls } from './journal-controls.ts';
import { runControls } from './run-controls.ts';
import { stateControls } from './state-controls.ts';
import { timeControls } from './time-controls.ts';

/** All that a test can do with a fake over HTTP. */
export const controls: readonly Control[] = [
  ...runControls,
  ...timeControls,
  ...journalControls,
  ...faultControls,
  ...stateControls,
];

/** What it cannot, and why. */
export const notRemote: Readonly<Record<string, string>> = {
  fetch: 'the API itself is under /v1',
  run: 'its members are controls',
  backend: 'a script is a function',
  track: 'a promise is of one process',
  interceptFetch: 'it is about the globals of one process',
  fork: 'a fork is no part of the fake that listens',
  listen: 'it listens already',
  'clock.sleep': 'POST /_berth/clock/advance moves time',
  'clock.setTimeout': 'a callback is a function',
  'clock.link': 'fake timers are of one process',
  'journal.last': 'it is the last of journal.all',
  'journal.count': 'it is the number of journal.all',
  'journal.toString': 'it is the text of GET /_berth/journal',
};
