import { MAX_PERMITTED } from '../limits.ts';
import { reply } from './common.ts';
import { closed } from './shape.ts';

const names = { type: 'array', items: { type: 'string' }, maxItems: MAX_PERMITTED } as const;

const permitted = closed(
  {
    users: { ...names, description: 'Ids or e-mails; nobody named, nobody refused' },
    roles: names,
    teams: names,
    ownedByTeam: { type: 'boolean' },
    policy: { type: ['object', 'null'] },
  },
  [],
);

export const permissionsBody = closed({ execute: permitted, approve: permitted }, []);

const whole = { ...permitted, required: Object.keys(permitted.properties) };

export const permissionsReply = reply({
  permissions: { ...closed({ execute: whole, approve: whole }, ['execute', 'approve']) },
});
