import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { later, timestampOf } from '../src/occasion.ts';

const instants = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.getTime());

describe('the moment of a change', () => {
  it('is the millisecond after the one before it where the clock has not moved on, whatever rolls over', () => {
    const ends = fc.constantFrom('2026-12-31T23:59:59.999Z', '2028-02-28T23:59:59.999Z').map(Date.parse);
    fc.assert(
      fc.property(fc.oneof(instants, ends), (instant) => {
        const before = new Date(instant).toISOString();
        expect(later(before, before)).toBe(new Date(instant + 1).toISOString());
      }),
    );
  });

  it('is now where the clock has moved on', () => {
    expect(later('2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z')).toBe('2026-01-01T00:00:00.001Z');
  });

  it('is told in the same text for the same instant, and in another for another', () => {
    fc.assert(
      fc.property(instants, instants, (one, other) => {
        for (const instant of [one, one, other, one])
          expect(timestampOf(new Date(instant))).toBe(new Date(instant).toISOString());
      }),
    );
  });
});
