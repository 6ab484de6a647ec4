import { describe, expect, it } from 'vitest';
import { racePrograms } from '../src/race/draw.ts';
import { callsIn, inTurn } from '../src/race/program.ts';
import { raceScript } from '../src/race/script.ts';
import { referenceTarget } from '../src/reference/reference-target.ts';
import type { Target } from '../src/target/target.ts';
import { berthTarget } from './support/berth-target.ts';
import { behind, careless, credentials, fromOutside, search, slow } from './support/race-targets.ts';

const twoFinishers = ['CONC-001', 'CONC-003', 'CONC-004'];

describe('races in the same process', () => {
  it.each([1, 2, 3])('are lost by a store that does not compare versions, seed %i', async (seed) => {
    const { found, inProcess, judged } = await search(careless(), { seed });
    expect({ inProcess, judged }).toEqual({ inProcess: true, judged: 24 });
    const finished = found.filter(({ ids }) => twoFinishers.includes(ids[0] ?? ''));
    expect(finished.length).toBeGreaterThan(0);
    for (const { ids, program, trials, shrunk } of finished) {
      expect(ids).toContain('CONC-010');
      expect(callsIn(program)).toHaveLength(3);
      expect(shrunk.to).toBe(3);
      expect(trials.shown).toBeGreaterThan(0);
    }
  });

  it('tell by which calls it was lost', async () => {
    const target = referenceTarget({ profile: 'seed', allow: { lostUpdates: true } });
    const { found } = await search(target, { races: 42 });
    const ids = found.map(({ ids }) => ids[0]);
    expect(ids).toEqual(
      expect.arrayContaining([...twoFinishers, 'CONC-002', 'CONC-005', 'CONC-006', 'CONC-007']),
    );
    const [finding] = found.filter(({ ids }) => ids[0] === 'CONC-001');
    expect(finding).toMatchObject({ expected: 'one 2xx and one 4xx', got: '201, 201' });
    expect(finding?.calls[0]).toMatch(/^execute r0 \{.*\} {3}202$/);
    expect(finding?.story).toMatch(/^race \d+.*, shrunk \d → 3 calls \(\d+ requests\), in \d+ of 20 orders/);
    expect(finding?.picture).toMatch(/└─ 201 {3}<- CONC-001: r0 has ended and takes no log/);
  });

  it('are found again from the same seed', async () => {
    const again = await search(careless(), { seed: 7, races: 6 });
    expect((await search(careless(), { seed: 7, races: 6 })).found.map(({ picture }) => picture)).toEqual(
      again.found.map(({ picture }) => picture),
    );
  });

  it.each(['seed', 'openapi'] as const)(
    'are lost by nothing that keeps its promises, profile %s',
    async (profile) => {
      for (const target of [berthTarget(profile), referenceTarget({ profile })]) {
        const searched = await search(target, { profile, races: 84, trials: 3 });
        expect(searched).toEqual({ found: [], judged: 84, untestable: [], dismissed: 0, inProcess: true });
      }
    },
  );

  it('are lost by answers that show what came later, though every write is kept', async () => {
    const { found } = await search(answersLate(berthTarget()), { races: 28 });
    expect(found.map(({ ids, message }) => [ids, message.split(':')[0]])).toEqual([
      [['CONC-010'], 'some order of the calls explains every answer'],
    ]);
  });

  it('are lost by a tie that is taken and left out of the record', async () => {
    const { found } = await search(forgetsTies(berthTarget()), { races: 28 });
    expect(found).toMatchObject([{ ids: ['CONC-009'], expected: 1, got: 0 }]);
  });

  it('are not blamed for what goes wrong without them', async () => {
    const { found, dismissed } = await search(forgetful(careless()), { races: 14 });
    expect(dismissed).toBeGreaterThan(0);
    expect(
      found.flatMap(({ program }) => callsIn(program)).filter((op) => 'body' in op && 'summary' in op.body),
    ).toEqual([]);
  });
});

describe('races from outside', () => {
  it('are lost by a slow store that does not compare versions', async () => {
    const { found, inProcess } = await search(fromOutside(careless(slow)), { races: 4, countTrials: 3 });
    expect(inProcess).toBe(false);
    expect(found.map(({ ids }) => ids[0])).toContain('CONC-001');
    const [finding] = found;
    if (!finding) return;
    expect(finding.story).toMatch(/in [123] of 3 trials$/);
    const script = raceScript(finding, { baseUrl: 'http://127.0.0.1:1' });
    expect(script).toContain(`# ${finding.ids[0]} MUST: `);
    expect(script).toContain('exec 3< <(client_A) 4< <(client_B)');
    expect(script).not.toContain(credentials.clientSecret);
  });

  it('are lost by nothing that keeps its promises', async () => {
    const target = fromOutside(berthTarget('seed', { aroundStore: slow }));
    const searched = await search(target, { races: 28 });
    expect(searched).toEqual({ found: [], judged: 28, untestable: [], dismissed: 0, inProcess: false });
  });
});

describe('races on a target whose reads are behind', () => {
  it('are lost by nothing that keeps its promises', async () => {
    const target = behind(berthTarget('seed', { aroundStore: slow }), 40);
    const searched = await search(target, { races: 14, settle: 400, lanes: 7 });
    expect(searched).toEqual({ found: [], judged: 14, untestable: [], dismissed: 0, inProcess: false });
  });

  it('are found lost by the answers alone', async () => {
    const target = behind(careless(slow), 40);
    const { found } = await search(target, { races: 1, settle: 5_000, countTrials: 2 });
    expect(found.map(({ ids }) => ids[0])).toEqual(['CONC-001']);
  });
});

describe('programs', () => {
  it('are the same for the same seed, however many are asked for', () => {
    const options = { seed: 5, ties: true, lags: false };
    expect(racePrograms({ ...options, races: 14 })).toEqual(
      racePrograms({ ...options, races: 40 }).slice(0, 14),
    );
  });

  it('read nothing in between on a target whose reads are behind', () => {
    const programs = racePrograms({ seed: 5, ties: false, lags: true, races: 60 });
    expect(programs.flatMap(callsIn).filter(({ call }) => call === 'get' || call === 'tie')).toEqual([]);
  });

  it('can be sent by one client in every order, each client first in one', () => {
    const get = { call: 'get', run: 'r0' } as const;
    const logs = { call: 'logs', run: 'r0' } as const;
    const list = { call: 'list' } as const;
    const orders = (most: number) =>
      inTurn({ prefix: [], branches: [[get, logs], [list]] }, most).map(({ branches }) => branches.flat());
    expect(orders(2)).toEqual([
      [get, logs, list],
      [list, get, logs],
    ]);
    expect(orders(9)).toHaveLength(3);
  });
});

function changed(target: Target, send: (given: Target['send']) => Target['send']): Target {
  return {
    ...target,
    send: send(target.send),
    open: async (conditions) => changed((await target.open?.(conditions)) ?? target, send),
  };
}

/** A PATCH is answered with the run as it is read after it. */
function answersLate(target: Target): Target {
  return changed(target, (send) => async (request) => {
    const answer = await send(request);
    if (request.method !== 'PATCH' || answer.status !== 200) return answer;
    const { path, headers } = request;
    return send({ method: 'GET', path, headers });
  });
}

/** A tie that came just too late is said to be taken. */
function forgetsTies(target: Target): Target {
  return changed(target, (send) => async (request) => {
    const { method, path, headers } = request;
    const run = /run_id=([^&]+)/.exec(path)?.[1];
    if (method !== 'POST' || run === undefined) return send(request);
    const before = await send({ method: 'GET', path: `/actions/runs/${run}`, headers });
    const answer = await send(request);
    const late = answer.status >= 400 && before.text.includes('"IN_PROGRESS"');
    return late ? { ...answer, status: 201 } : answer;
  });
}

function forgetful(target: Target): Target {
  return changed(target, (send) => ({ body, ...rest }) => {
    const without = typeof body === 'string' ? body.replace('"summary"', '"message"') : body;
    return send({ ...rest, body: without });
  });
}
