import { problems } from '../protocol/problems.ts';
import { success } from '../protocol/reply.ts';
import { credentialsBody, tokenReply } from '../schemas/token.ts';
import { route } from './route.ts';

export const createAccessToken = route({
  operation: 'createAccessToken',
  summary: 'Exchange client credentials for an access token',
  method: 'POST',
  path: '/auth/access_token',
  public: true,
  body: credentialsBody,
  replies: { 200: tokenReply },
  failures: [401],
  handle: async ({ body, context }) => {
    const token = await context.tokens?.issue(body);
    return token ? success(200, { ...token, tokenType: 'Bearer' }) : problems.invalidCredentials();
  },
});
