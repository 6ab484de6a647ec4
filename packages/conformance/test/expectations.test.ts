import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { referenceTarget } from '../src/reference/reference-target.ts';
import { type Expectations, expectationsFrom, readExpectations } from '../src/session/expectations.ts';
import type { ConformanceOptions } from '../src/session/options.ts';
import { folder, mutant, session } from './support/session.ts';
import { watched } from './support/watched.ts';

describe('expectations', () => {
  const reason = 'known since spring';
  const broken = (expectations: Expectations, options: Partial<ConformanceOptions> = {}) =>
    session({ target: mutant('labelForgotten'), expectations, ...options });

  it('let an expected failure pass, and show its reason', async () => {
    const { footer, results } = await broken({ 'RUN-PATCH-009': { reason, until: '2999-01-31' } });
    expect([footer.exitCode, footer.verdict, footer.stale]).toEqual([0, 'conformant', []]);
    expect(results).toMatchObject([{ outcome: 'failed', expected: reason }]);
  });

  it('let nothing else pass', async () => {
    const { footer } = await broken({ 'RUN-PATCH-010': { reason } }, { only: ['RUN-PATCH-009'] });
    expect([footer.exitCode, footer.stale]).toEqual([1, []]);
  });

  it('are stale when what they expect did not happen', async () => {
    const { footer } = await session({ expectations: { 'RUN-PATCH-009': { reason } } });
    expect(footer).toMatchObject({
      exitCode: 1,
      verdict: 'not conformant',
      stale: ['RUN-PATCH-009'],
      reason: 'stale expectations: RUN-PATCH-009',
    });
  });

  it('are stale when they have run out, and then let nothing pass', async () => {
    const { footer, results } = await broken({ 'RUN-PATCH-009': { reason, until: '2020-01-31' } });
    expect([footer.exitCode, footer.stale, results[0]?.expected]).toEqual([1, ['RUN-PATCH-009'], undefined]);
  });

  it('are written from what was found: known reasons stay, what was not tried too, what holds goes', async () => {
    const known = { 'RUN-PATCH-009': { reason }, 'CONC-011': { reason }, 'RUN-PATCH-010': { reason } };
    const { results } = await session({
      target: mutant('labelForgotten', watched(referenceTarget()).target),
      only: ['RUN-PATCH-009', 'RUN-PATCH-010', 'CONC-011'],
    });
    expect(expectationsFrom(results, known)).toEqual({ 'RUN-PATCH-009': { reason }, 'CONC-011': { reason } });
    expect(expectationsFrom(results, {})['RUN-PATCH-009']?.reason).toMatch(/^\(say why this is accepted\) /);
  });

  it.each([
    ['{', /expected\.json: .*JSON/],
    ['[]', /holds an object/],
    ['{"NOPE-001":{"reason":"r"}}', /there is no requirement NOPE-001/],
    ['{"RUN-PATCH-009":{"reason":" "}}', /RUN-PATCH-009 needs a reason/],
    ['{"RUN-PATCH-009":{"reason":"r","until":"soon"}}', /"until" of RUN-PATCH-009 is a day such as/],
  ])('are refused where the file is wrong: %s', (content, message) => {
    const file = join(folder(), 'expected.json');
    writeFileSync(file, content);
    expect(() => readExpectations(file)).toThrow(message);
  });
});
