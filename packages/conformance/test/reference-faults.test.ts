import { expect, it } from 'vitest';
import { checks } from '../src/cases/index.ts';
import { deliveryFaults } from '../src/reference/delivery-faults.ts';
import { referenceTarget } from '../src/reference/reference-target.ts';
import type { Target } from '../src/target/target.ts';
import { outcomesOn } from './reference-outcomes.ts';

const failing = (ids: readonly string[]) => ids.map((id) => `${id} failed`);

it.each(deliveryFaults)('$name: $about', async ({ caughtBy, deliver }) => {
  const target = referenceTarget({ deliver });
  expect(await outcomesOn(target, caughtBy)).toEqual(failing(caughtBy));
});

const verifiers: readonly [string, readonly string[], Target['verifySignature']][] = [
  ['takes anything', ['HOOK-SIG-006'], () => true],
  ['takes nothing', ['HOOK-SIG-006', 'HOOK-SIG-007'], () => false],
  [
    'throws',
    ['HOOK-SIG-006', 'HOOK-SIG-007'],
    () => {
      throw new Error('no');
    },
  ],
  [
    'takes old ones',
    ['HOOK-SIG-006'],
    (secret, headers, body) => {
      const at = new Date(Number(headers['x-port-timestamp']) * 1_000);
      return referenceTarget().verifySignature?.(secret, headers, body, at) ?? false;
    },
  ],
];

it.each(verifiers)('a verifier that %s is caught', async (_what, ids, verifySignature) => {
  const target = { ...referenceTarget(), verifySignature } as Target;
  expect(await outcomesOn(target, ids)).toEqual(failing(ids));
});

it('a synchronized run whose status can be set by hand is caught', async () => {
  const reference = referenceTarget();
  const target: Target = {
    ...reference,
    send: async (request, signal) => {
      const response = await reference.send(request, signal);
      const taken = request.method === 'PATCH' && response.text.includes('run_synchronized_error');
      return taken ? { ...response, status: 200, text: '{"ok":true}' } : response;
    },
  };
  expect(await outcomesOn(target, ['HOOK-SYNC-007'])).toEqual(['HOOK-SYNC-007 failed']);
});

it('every row of a delivery has a fault that it notices', () => {
  const caught = new Set([...deliveryFaults.flatMap(({ caughtBy }) => caughtBy), 'HOOK-SYNC-007']);
  const rows = checks.filter(({ id, offers }) => id.startsWith('HOOK-') && offers === undefined);
  expect(rows.map(({ id }) => id).filter((id) => !caught.has(id))).toEqual([]);
  expect([rows.length, new Set(deliveryFaults.map(({ name }) => name)).size]).toEqual([
    16,
    deliveryFaults.length,
  ]);
});
