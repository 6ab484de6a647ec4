import type { JsonObject } from '../json.ts';
import type { Caller } from '../occasion.ts';

/** Who may do something. Roles and teams are a host's to know; where only they are named, people are refused. */
export interface Permitted {
  /** Ids or e-mails. */
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly teams: readonly string[];
  readonly ownedByTeam: boolean;
  readonly policy: JsonObject | null;
}

export interface ActionPermissions {
  readonly execute: Permitted;
  readonly approve: Permitted;
}

const everybody: Permitted = { users: [], roles: [], teams: [], ownedByTeam: false, policy: null };

/** Of an action that nobody has said anything about. */
export const openToAll: ActionPermissions = { execute: everybody, approve: everybody };

/**
 * Whether a caller may, as far as names tell: everybody while nobody is named, and who is named. Where only roles or teams
 * are, it is left to an organisation's own credentials.
 */
export function isPermitted({ users, roles, teams }: Permitted, by: Caller): boolean {
  if (users.length > 0) return nameAmong(users, by) !== undefined;
  return by.machine === true || roles.length + teams.length === 0;
}

/** As whom a caller is named, by id or by e-mail. */
export function nameAmong(users: readonly string[], { id, email }: Caller): string | undefined {
  return users.find((user) => user === id || user === email);
}
