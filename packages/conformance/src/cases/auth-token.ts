import type { Check } from '../check/check.ts';
import { expectEqual, expectStatus, expectThat } from '../check/expect.ts';
import { Untestable } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import type { Answer, Body } from '../wire/answer.ts';
import { bodyIn } from '../wire/bodies.ts';
import { isBrief } from './error-routes.ts';
import { expectError } from './error-shape.ts';

const keys = ['ok', 'accessToken', 'expiresIn', 'tokenType'];

function credentialsOf({ target }: Lab): { clientId: string; clientSecret: string } {
  const { credentials } = target;
  if ('clientId' in credentials) return credentials;
  throw new Untestable('no client id and secret were given, only a token');
}

/** A token that was granted, perhaps wrongly, is kept out of what is said of the answer. */
async function exchange(lab: Lab, body: Body): Promise<Answer> {
  const answer = await lab.post('/auth/access_token', body, { token: null });
  return { ...answer, text: answer.text.replace(/("accessToken"\s*:\s*")[^"]+/, '$1…') };
}

/** A token and its life in seconds. */
async function issued(lab: Lab): Promise<{ token: string; life: number }> {
  const granted = bodyIn(
    await expectStatus(200, exchange(lab, credentialsOf(lab)), 'the exchange of good credentials'),
  );
  const { accessToken, expiresIn, tokenType } = granted;
  expectThat(
    typeof accessToken === 'string' && accessToken !== '',
    'accessToken is a text that is not empty',
    typeof accessToken,
  );
  expectThat(typeof expiresIn === 'number' && expiresIn > 0, 'expiresIn is a number above 0', expiresIn);
  expectThat(
    typeof tokenType === 'string' && tokenType !== '',
    'tokenType is a text that is not empty',
    tokenType,
  );
  const further = Object.keys(granted).filter((key) => !keys.includes(key));
  expectEqual(further, [], 'the answer with a token has no further keys');
  return { token: accessToken, life: expiresIn };
}

/** The same with its last character changed for another letter. */
function misspelt(secret: string): string {
  return `${secret.slice(0, -1)}${secret.endsWith('x') ? 'y' : 'x'}`;
}

export const authTokenChecks: readonly Check[] = [
  {
    id: 'AUTH-001',
    needs: ['tokens'],
    run: async (lab) => {
      await issued(lab);
    },
  },
  {
    id: 'AUTH-002',
    needs: ['tokens'],
    run: async (lab) => {
      const { clientId, clientSecret } = credentialsOf(lab);
      const wrong: readonly (readonly [what: string, body: Body])[] = [
        ['a secret whose last character is wrong', { clientId, clientSecret: misspelt(clientSecret) }],
        ['a secret of one character too many', { clientId, clientSecret: `${clientSecret}x` }],
        ['a secret that is cut short', { clientId, clientSecret: clientSecret.slice(0, -1) }],
        ['an unknown client', { clientId: lab.name('client'), clientSecret: misspelt(clientSecret) }],
      ];
      // A shared tenant may lock out who fails too often.
      for (const [what, body] of wrong.slice(0, isBrief(lab) ? 1 : 4)) {
        const { error } = await expectError(401, exchange(lab, body), what);
        lab.should(
          error === 'invalid_credentials',
          `${what} is refused as invalid_credentials, not ${String(error)}`,
        );
      }
    },
  },
  {
    id: 'AUTH-003',
    needs: ['tokens'],
    run: async (lab) => {
      const { clientId, clientSecret } = credentialsOf(lab);
      for (const body of [{ clientId }, { clientSecret }, {}]) {
        const what = `a token request of ${Object.keys(body).join() || 'no key'} only`;
        const { message } = await expectError(422, exchange(lab, body), what);
        expectThat(message !== '', `the refusal of ${what} has a message`);
      }
    },
  },
  {
    id: 'AUTH-008',
    needs: ['tokens'],
    controls: ['clock'],
    run: async (lab) => {
      const own = await lab.fresh({});
      const { token, life } = await issued(own);
      const listed = (using: string) => own.get('/actions/runs?limit=1', { token: using });
      await own.advance((life - 1) * 1_000 - 500);
      await expectStatus(200, listed(token), 'a read with a token that is about to expire');
      await own.advance(2_000);
      await expectError(401, listed(token), 'a read with a token that has expired');
      const { token: next } = await issued(own);
      await expectStatus(200, listed(next), 'a read with a token issued after the former one expired');
    },
  },
];
