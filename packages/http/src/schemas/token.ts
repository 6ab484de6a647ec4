import { reply } from './common.ts';

export const credentialsBody = {
  type: 'object',
  properties: { clientId: { type: 'string' }, clientSecret: { type: 'string' } },
  required: ['clientId', 'clientSecret'],
  additionalProperties: false,
} as const;

export const tokenReply = reply({
  accessToken: { type: 'string', minLength: 1 },
  expiresIn: { type: 'number', description: 'Seconds until the token expires' },
  tokenType: { const: 'Bearer' },
});
