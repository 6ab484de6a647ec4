import { describe, expect, it } from 'vitest';
import { referenceTarget } from '../src/reference/reference-target.ts';
import type { ConformanceOptions } from '../src/session/options.ts';
import { session } from './support/session.ts';

describe('what is tried', () => {
  const idsOf = async (options: Partial<ConformanceOptions>) =>
    (await session({ only: [], readOnly: true, ...options })).results.map(({ id }) => id);

  it('is what was asked for: ids, areas, less what is skipped, of a level and above', async () => {
    expect(await idsOf({ only: ['run-patch-008', 'LIM'], skip: ['LIM-003'] })).toEqual([
      'RUN-PATCH-008',
      'LIM-001',
      'LIM-002',
      'LIM-004',
      'LIM-005',
      'LIM-006',
    ]);
    const levels = async (level: 'MUST' | 'SHOULD' | 'MAY') =>
      new Set((await session({ only: [], readOnly: true, level })).results.map((result) => result.level));
    expect(await levels('MUST')).toEqual(new Set(['MUST', 'MUST-IF']));
    expect(await levels('SHOULD')).toEqual(new Set(['MUST', 'MUST-IF', 'SHOULD']));
    expect(await levels('MAY')).toEqual(new Set(['MUST', 'MUST-IF', 'SHOULD', 'MAY']));
  });

  it.each([{ only: ['RUN-PATCH-999'] }, { skip: ['NOPE'] }])(
    'is refused where there is no such thing: %j',
    async (options) => {
      await expect(session(options)).rejects.toThrow(RangeError);
      await expect(session(options)).rejects.toThrow('see "berth conform list"');
    },
  );

  it('comes in the order of the catalogue, whichever ended first', async () => {
    const ids = await idsOf({});
    expect(ids.indexOf('AUTH-001')).toBe(0);
    expect(ids.indexOf('RUN-GET-001')).toBeLessThan(ids.indexOf('RUN-PATCH-001'));
  });

  it('is told by what is declared; what answers though it was not declared is named', async () => {
    const { header, results } = await session({
      only: ['ENT-TIE-001', 'AUDIT-001', 'EXT-001'],
      capabilities: ['tokens', 'actions-admin', 'audit'],
      mode: 'smoke',
    });
    expect(header.capabilities).toEqual(['tokens', 'actions-admin', 'audit']);
    expect(header.undeclared.toSorted()).toEqual(['agent', 'approval', 'bulk', 'entities']);
    expect(results.find(({ id }) => id === 'ENT-TIE-001')).toMatchObject({
      outcome: 'not-applicable',
      reason: 'the target does not offer entities',
    });
  });

  it('is found out by asking where nothing is declared', async () => {
    const { capabilities, ...target } = referenceTarget();
    const { header } = await session({ target });
    expect(header.capabilities.toSorted()).toEqual([...(capabilities ?? [])].toSorted());
  });
});
