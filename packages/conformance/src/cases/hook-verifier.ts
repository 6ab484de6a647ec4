import type { Check } from '../check/check.ts';
import { expectEqual } from '../check/expect.ts';
import { Finding, Untestable } from '../check/finding.ts';
import { SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../hook/signature.ts';
import type { Lab } from '../lab/lab.ts';

/** A body that is signed as it should be, a second ago. */
interface Claim {
  readonly secret: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly now: Date;
}

const secret = 's3cr3t';
const timestamp = '1700000000';
const justThen = new Date((Number(timestamp) + 1) * 1_000);
const aDayLater = new Date(justThen.getTime() + 86_400_000);

const vectors: readonly (readonly [body: string, digest: string])[] = [
  ['{"a":1}', 'jbu79FI7ELu3k+dNhUFExFrMzC0jNmexwGuAW23tioQ='],
  ['{"n":"żółć ☃","e":{}}', 'DC4GJ0V2JwuCpjbrs8v2PU4/c5Iu+Bc4kt2Ds8obS50='],
];

const digest = 'jbu79FI7ELu3k+dNhUFExFrMzC0jNmexwGuAW23tioQ=';
const sound: Claim = { secret, headers: headers(`v1,${digest}`), body: '{"a":1}', now: justThen };

const unsound: readonly (readonly [what: string, change: Partial<Claim>])[] = [
  ['another body', { body: '{"a":2}' }],
  ['a body with a space more', { body: '{"a": 1}' }],
  ['no body', { body: '' }],
  ['another timestamp', { headers: headers(`v1,${digest}`, '1700000001') }],
  ['another secret', { secret: 's3cr3T' }],
  ['no secret', { secret: '' }],
  ['another prefix', { headers: headers(`v2,${digest}`) }],
  ['no prefix', { headers: headers(digest) }],
  ['a signature that is too short', { headers: headers(`v1,${digest.slice(0, -2)}`) }],
  ['a signature that is too long', { headers: headers(`v1,${digest}A`) }],
  ['a changed signature', { headers: headers(`v1,k${digest.slice(1)}`) }],
  ['no signature header', { headers: { [TIMESTAMP_HEADER]: timestamp } }],
  ['no timestamp header', { headers: { [SIGNATURE_HEADER]: `v1,${digest}` } }],
  ['no headers', { headers: {} }],
  ['a stale timestamp', { now: aDayLater }],
];

const garbage = ['', 'v1', 'v1,', ',', 'v1,%%%', 'v1,żółć', '\u0000', 'x'.repeat(10_000), '[object Object]'];

function headers(signature: string, at = timestamp): Readonly<Record<string, string>> {
  return { [SIGNATURE_HEADER]: signature, [TIMESTAMP_HEADER]: at };
}

/** What the target's verifier says, which must be something. */
function verdict({ target }: Lab, claim: Claim, what: string): boolean {
  if (!target.verifySignature) throw new Untestable('the target has no verifier');
  try {
    return target.verifySignature(claim.secret, claim.headers, claim.body, claim.now);
  } catch (error) {
    throw new Finding(`the verifier does not throw on ${what}`, false, String(error));
  }
}

export const verifierChecks: readonly Check[] = [
  {
    id: 'HOOK-SIG-006',
    offers: 'verifySignature',
    run: async (lab) => {
      expectEqual(verdict(lab, sound, 'a sound signature'), true, 'the verifier takes a sound signature');
      const made = garbage.flatMap((text): [string, Partial<Claim>][] => {
        const shown = JSON.stringify(text.slice(0, 20));
        return [
          [`the signature ${shown}`, { headers: headers(text) }],
          [`the timestamp ${shown}`, { headers: headers(`v1,${digest}`, text) }],
        ];
      });
      for (const [what, change] of [...unsound, ...made]) {
        expectEqual(verdict(lab, { ...sound, ...change }, what), false, `the verifier refuses ${what}`);
      }
      lab.note('whether the verifier compares in constant time cannot be seen from outside');
    },
  },
  {
    id: 'HOOK-SIG-007',
    offers: 'verifySignature',
    run: async (lab) => {
      for (const [body, known] of vectors) {
        const claim = { ...sound, headers: headers(`v1,${known}`), body };
        expectEqual(verdict(lab, claim, body), true, `the signature of ${body} is the known one`);
      }
    },
  },
];
