import fc from 'fast-check';
import { expect, it } from 'vitest';
import { eventsOf, type OpenStage } from '../stage.ts';

export function resumeCases(open: OpenStage): void {
  const scene = async () => {
    const stage = await open();
    const run = await stage.start();
    await stage.say(run, 'a', 'b', 'c', 'd', 'e');
    const first = async (query: string, headers?: Readonly<Record<string, string>>) => {
      const reader = await stage.read(eventsOf(run, query), headers);
      expect(reader.status).toBe(200);
      const told = await reader.next();
      reader.leave();
      return told?.id;
    };
    return { ...stage, run, first };
  };

  it('goes on behind "after", and behind the last event that is named, which wins', async () => {
    const { first } = await scene();
    expect(await first('')).toBe('1');
    expect(await first('?after=2')).toBe('3');
    expect(await first('', { 'last-event-id': '3' })).toBe('4');
    expect(await first('?after=1', { 'last-event-id': '4' })).toBe('5');
    expect(await first('?after=4', { 'last-event-id': '0' })).toBe('1');
  });

  it('begins anew for who names an event that is not there', async () => {
    const { first } = await scene();
    expect(await first('?after=6')).toBe('1');
    expect(await first('', { 'last-event-id': '999999999999999' })).toBe('1');
  });

  it('passes over a last event that no stream has sent, as if none were named', async () => {
    const { first } = await scene();
    const characters = fc.constantFrom(...'0123456789 -+.,eExabc"\'{}[]%:;\u00e9\u00ff\t');
    const garbage = fc
      .string({ unit: characters, minLength: 1, maxLength: 30 })
      .filter((value) => !/^\d{1,15}$/.test(value.trim()));
    const values = [
      ...fc.sample(garbage, { numRuns: 195, seed: 9 }),
      '-1',
      '1e0',
      '0x1',
      '1.0',
      '9'.repeat(16),
    ];
    for (const value of values) expect(await first('?after=2', { 'last-event-id': value }), value).toBe('3');
  });

  it('refuses an "after" that is no place', async () => {
    const { ask, run } = await scene();
    for (const after of ['-1', '1.5', 'x', '', 'NaN']) {
      const { status, json } = await ask('GET', eventsOf(run, `?after=${after}`));
      expect([status, json.error], after).toEqual([422, 'invalid_request']);
    }
  });
}
