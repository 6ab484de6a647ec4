import type { Desk } from '../lanes/desk.ts';

/** An organisation as a listener knows it: whoever comes with its credentials, or a token of theirs, is sent to its desk. */
export interface Tenant {
  /** Of the moment: it is another once the fake has been put back. */
  desk(): Desk;
  /** What `verify` fails for. */
  findings(): readonly string[];
}
