import { createHmac } from 'node:crypto';
import type { Check } from '../check/check.ts';
import { expectEqual, expectThat } from '../check/expect.ts';
import { Untestable } from '../check/finding.ts';
import type { Delivery } from '../hook/receiver.ts';
import { SIGNATURE_HEADER, signatureOf, TIMESTAMP_HEADER } from '../hook/signature.ts';
import type { Lab } from '../lab/lab.ts';
import type { Body } from '../wire/answer.ts';
import { deliveryTo, payloadOf, valuesOf, webhookAction } from './hook-runs.ts';
import { verifierChecks } from './hook-verifier.ts';

const MAX_SKEW_MS = 5 * 60_000;

/** What JSON can be written in more than one way for. */
const awkward: Body = {
  text: 'żółć ☃ 😀 مرحبا e\u0301 \u2028',
  escapes: '"quotes" \\ / \b\f\n\r\t \u0001 \u007f <&>',
  numbers: [0, -1, 1.5, 1e-7, 1e21, 0.1, 9007199254740991],
  nothing: [null, {}, [], '', { deep: [{}] }],
};

interface Signed {
  readonly delivery: Delivery;
  readonly signature: string;
  readonly timestamp: string;
}

/** A delivery of the given inputs, and its headers as far as they are there. */
async function signed(lab: Lab, properties: Body = {}): Promise<Signed> {
  const endpoint = (await lab.receiver()).endpoint();
  await lab.openRun(await webhookAction(lab, { url: endpoint.url }), { properties });
  const delivery = await deliveryTo(endpoint);
  const [signature = '', timestamp = ''] = [SIGNATURE_HEADER, TIMESTAMP_HEADER].map(
    (name) => valuesOf(delivery, name)[0],
  );
  return { delivery, signature, timestamp };
}

function secretOf({ secret }: Lab): string {
  if (secret !== undefined) return secret;
  throw new Untestable('the client secret that webhooks are signed with is not known');
}

const deliveries: readonly Check[] = [
  {
    id: 'HOOK-SIG-001',
    run: async (lab) => {
      const { delivery } = await signed(lab);
      for (const name of [SIGNATURE_HEADER, TIMESTAMP_HEADER]) {
        expectEqual(valuesOf(delivery, name).length, 1, `a delivery carries ${name} once`);
      }
    },
  },
  {
    id: 'HOOK-SIG-002',
    run: async (lab) => {
      const { delivery, timestamp } = await signed(lab);
      expectThat(/^\d{10}$/.test(timestamp), 'the timestamp is whole seconds since the epoch', timestamp);
      const skew = Math.abs(delivery.at.getTime() - Number(timestamp) * 1_000);
      expectThat(skew <= MAX_SKEW_MS, 'the timestamp is within 5 minutes of now', timestamp);
    },
  },
  {
    id: 'HOOK-SIG-003',
    run: async (lab) => {
      const { signature } = await signed(lab);
      const what = 'the signature is v1, and the base64 of 32 bytes';
      expectThat(/^v1,[A-Za-z0-9+/]{43}=$/.test(signature), what, signature);
    },
  },
  {
    id: 'HOOK-SIG-004',
    smoke: true,
    run: async (lab) => {
      const secret = secretOf(lab);
      const { delivery, signature, timestamp } = await signed(lab, awkward);
      const what = 'the signature is that of the timestamp and the raw body under the client secret';
      expectEqual(signature, signatureOf(secret, timestamp, delivery.raw), what);
    },
  },
  {
    id: 'HOOK-SIG-005',
    run: async (lab) => {
      const secret = secretOf(lab);
      const { delivery, signature, timestamp } = await signed(lab, awkward);
      const payload = payloadOf(delivery);
      expectThat(payload !== undefined, 'the raw body is a JSON object', delivery.raw);
      const again = JSON.stringify(payload);
      expectEqual(delivery.raw, again, 'the raw body is what JSON.stringify makes of it');
      for (const [verifier, body] of [
        ['raw body', delivery.raw],
        ['body that was parsed and printed again', again],
      ] as const) {
        // The documented verifier, word for word.
        const digest = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('base64');
        expectEqual(signature.split(',')[1], digest, `a verifier over the ${verifier} passes`);
      }
    },
  },
];

export const hookSignatureChecks: readonly Check[] = [...deliveries, ...verifierChecks];
