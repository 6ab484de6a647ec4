import { type Caller, isAdmin } from '@berth/core';
import type { Reply } from '../protocol/exchange.ts';
import { failure } from '../protocol/reply.ts';

/** What a person is told who asks for what only an organisation's own credentials may do. */
export function unlessMachine({ machine }: Caller): Reply | undefined {
  if (machine) return undefined;
  return failure(403, 'missing_permissions', 'Only organization credentials may do this');
}

/** The same, but for people who stand for the organisation as well. */
export function unlessAdmin(caller: Caller): Reply | undefined {
  if (isAdmin(caller)) return undefined;
  return failure(403, 'missing_permissions', 'Only organization credentials and admins may do this');
}
