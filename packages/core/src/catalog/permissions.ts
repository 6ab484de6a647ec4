import type { JsonObject } from '../json.ts';
import type { Caller } from '../occasion.ts';

/** Who may do something. */
export interface Permitted {
  /** Ids or e-mails. */
  readonly users: readonly string[];
  readonly roles: readonly string[];
  readonly teams: readonly string[];
  /** The teams that own the entity may. */
  readonly ownedByTeam: boolean;
  /** Rules of Port's own that are not evaluated here: where there are some, names alone let nobody in. */
  readonly policy: JsonObject | null;
}

export interface ActionPermissions {
  readonly execute: Permitted;
  readonly approve: Permitted;
}

const everybody: Permitted = { users: [], roles: [], teams: [], ownedByTeam: false, policy: null };

/** Of an action that nobody has said anything about, and of one that is gone. */
export const openToAll: ActionPermissions = { execute: everybody, approve: everybody };

/** An organisation's own credentials, or a person who stands for it. */
export function isAdmin({ machine, roles }: Caller): boolean {
  return machine === true || (roles ?? []).includes('Admin');
}

/** Whether somebody is named, in one way or another; else it is open to everybody. */
export function isRestricted({ users, roles, teams, ownedByTeam, policy }: Permitted): boolean {
  return users.length + roles.length + teams.length > 0 || ownedByTeam || policy !== null;
}

/** Whether a caller is among those who are named, by what the host says of him. */
export function isNamed(permitted: Permitted, by: Caller, owners: readonly string[]): boolean {
  if (permitted.policy !== null) return false;
  // A host's record may hold null for what is left out.
  const [teams, roles] = [by.teams ?? [], by.roles ?? []];
  return (
    nameAmong(permitted.users, by) !== undefined ||
    roles.some((role) => permitted.roles.includes(role)) ||
    teams.some((team) => permitted.teams.includes(team) || (permitted.ownedByTeam && owners.includes(team)))
  );
}

/** As whom a caller is named, by e-mail or by id: where both are, by the one that his id does not tell. */
export function nameAmong(users: readonly string[], { id, email }: Caller): string | undefined {
  return users.find((user) => user === email) ?? users.find((user) => user === id);
}
