import fc from 'fast-check';
import { expect, it } from 'vitest';
import { credentials, unique } from '../client.ts';
import type { Given } from '../describe-api.ts';
import { expectRefused, expectStatus, freeAction, openRun, runOf, snapshot } from '../world.ts';

const corpus = [
  '👩‍👩‍👧‍👦 🏳️‍🌈 🇳🇱',
  'שלום \u202Eעולם\u202C مرحبا',
  'e\u0301 ≠ é, Z̸̢͎͘a̴̧l̵̛',
  'one\ntwo\r\nthree\ttab',
  `"double" 'single' \\back\\ \`tick\` <b>&amp;`,
  ' \u00A0 \uFEFF ends with blanks  ',
  'x'.repeat(10_240),
  '',
];

export function runPatchCases({ api, openApi }: Given): void {
  const patch = (id: string, body: unknown, query = '') => api().patch(`/actions/runs/${id}${query}`, body);
  const details = { statusLabel: 'half way', link: ['https://ci/1', 'https://ci/2'], summary: 'so far' };
  const describedRun = async () => {
    const run = await openRun(api());
    await expectStatus(200, patch(run, details));
    return run;
  };

  for (const [id, status] of [
    ['RUN-PATCH-001', 'SUCCESS'],
    ['RUN-PATCH-002', 'FAILURE'],
  ]) {
    it(`${id}: status ${status} ends the run as ${status}`, async () => {
      const run = await openRun(api());
      const { json } = await expectStatus(200, patch(run, { status }));
      expect(json.run.status).toBe(status);
      expect((await runOf(api(), run)).status).toBe(status);
    });
  }

  it('RUN-PATCH-003: any other status is 422 and changes nothing', async () => {
    const run = await openRun(api());
    const before = await snapshot(api(), run);
    for (const status of [
      'IN_PROGRESS',
      'WAITING_FOR_APPROVAL',
      'DECLINED',
      'success',
      '',
      'DONE',
      {},
      null,
    ]) {
      await expectRefused(422, 'invalid_request', patch(run, { status }));
    }
    expect(await snapshot(api(), run)).toEqual(before);
    await expectStatus(200, patch(run, { statusLabel: 'still open' }));
  });

  it('RUN-PATCH-004: a label is kept as it was sent', async () => {
    const run = await openRun(api());
    for (const statusLabel of ['Creating the repository…', '  blanks  ', '']) {
      const { json } = await expectStatus(200, patch(run, { statusLabel }));
      expect([json.run.statusLabel, (await runOf(api(), run)).statusLabel]).toEqual([
        statusLabel,
        statusLabel,
      ]);
    }
  });

  it('RUN-PATCH-005: a status and a label in one request both take effect', async () => {
    const run = await openRun(api());
    const both = { status: 'FAILURE', statusLabel: 'Wrong personal token provided' };
    const { json } = await expectStatus(200, patch(run, both));
    expect(json.run).toMatchObject(both);
    expect(await runOf(api(), run)).toMatchObject(both);
  });

  it('RUN-PATCH-006: a label alone leaves the run in progress and open to updates', async () => {
    const run = await openRun(api());
    const { json } = await expectStatus(200, patch(run, { statusLabel: 'first' }));
    expect(json.run.status).toBe('IN_PROGRESS');
    await expectStatus(200, patch(run, { statusLabel: 'second' }));
    expect((await runOf(api(), run)).status).toBe('IN_PROGRESS');
  });

  it('RUN-PATCH-007: a link is one string or an ordered list of them, and comes back as which it was', async () => {
    const run = await openRun(api());
    for (const link of ['https://b/1', ['https://c/1', 'https://a/2', 'https://b/3'], ['https://b/1']]) {
      const { json } = await expectStatus(200, patch(run, { link }));
      expect(json.run.link).toEqual(link);
      for (const version of ['v1', 'v2']) expect((await runOf(api(), run, version)).link).toEqual(link);
    }
  });

  it('RUN-PATCH-008: a later link replaces the former one, in every combination of string and list', async () => {
    const run = await openRun(api());
    for (const link of [
      ['https://a/1', 'https://a/2'],
      ['https://b/1'],
      'https://c/1',
      'https://d/1',
      ['https://e/1'],
    ]) {
      const { json } = await expectStatus(200, patch(run, { link }));
      expect(json.run.link).toEqual(link);
      expect((await runOf(api(), run)).link).toEqual(link);
    }
  });

  for (const [id, key] of [
    ['RUN-PATCH-009', 'statusLabel'],
    ['RUN-PATCH-010', 'summary'],
  ] as const) {
    it(`${id}: a ${key} is kept, and a later one replaces it`, async () => {
      const run = await openRun(api());
      for (const text of ['a', 'b']) {
        const { json } = await expectStatus(200, patch(run, { [key]: text }));
        expect([json.run[key], (await runOf(api(), run))[key]]).toEqual([text, text]);
      }
    });
  }

  it('RUN-PATCH-011: keys that a request does not carry keep their values', async () => {
    const run = await describedRun();
    let expected: object = details;
    for (const part of [
      { summary: 'new' },
      { link: 'https://ci/3' },
      { statusLabel: 'nearly' },
      { externalRunId: 'x' },
    ]) {
      await expectStatus(200, patch(run, part));
      const { externalRunId: _, ...shown } = part as Record<string, unknown>;
      expected = { ...expected, ...shown };
      const { statusLabel, link, summary } = await runOf(api(), run);
      expect({ statusLabel, link, summary }).toEqual(expected);
    }
  });

  it('RUN-PATCH-012: an open run takes any number of updates', async () => {
    const run = await openRun(api());
    for (let turn = 0; turn < 10; turn += 1) await expectStatus(200, patch(run, { summary: `turn ${turn}` }));
    expect((await runOf(api(), run)).summary).toBe('turn 9');
  });

  it('RUN-PATCH-013: the external id that was set finds the run', async () => {
    const run = await openRun(api());
    const [first, externalRunId] = [unique('gh_1'), unique('gh_2')];
    const found = async (id: string) =>
      (await expectStatus(200, api().get(`/actions/runs?external_run_id=${id}`))).json.runs.map(
        ({ id }) => id,
      );
    for (const each of [first, externalRunId]) await expectStatus(200, patch(run, { externalRunId: each }));
    expect([await found(first), await found(externalRunId)]).toEqual([[], [run]]);
  });

  it('RUN-PATCH-014: an unknown key is 422 and nothing changes', async () => {
    const run = await describedRun();
    const before = await snapshot(api(), run);
    await expectRefused(422, 'invalid_request', patch(run, { statusLabel: 'x', zz: 1 }));
    expect(await snapshot(api(), run)).toEqual(before);
  });

  it('RUN-PATCH-015: a value of the wrong type is 422 and nothing changes', async () => {
    const run = await describedRun();
    const before = await snapshot(api(), run);
    const texts = ['statusLabel', 'summary', 'externalRunId'].flatMap((key) =>
      [{}, [], 1, true, null].map((value) => ({ [key]: value })),
    );
    const links = [{}, [{}], [1], ['https://a', null], 1, null].map((link) => ({ link }));
    for (const wrong of [...texts, ...links, { message: 'text' }, { message: [] }]) {
      await expectRefused(422, 'invalid_request', patch(run, { ...wrong }));
    }
    await expectRefused(422, 'invalid_request', patch(run, [{ summary: 'x' }]));
    expect(await snapshot(api(), run)).toEqual(before);
  });

  it('RUN-PATCH-016: an unknown run is 404', async () => {
    for (const body of [{ statusLabel: 'x' }, { status: 'SUCCESS' }, {}]) {
      await expectRefused(404, 'not_found', patch(unique('r_none'), body));
    }
  });

  it('RUN-PATCH-017: the answer is the run as a read then shows it, in the same version', async () => {
    const run = await openRun(api());
    for (const [version, body] of [
      ['v1', details],
      ['v2', { summary: 'new', message: { free: 1 } }],
      ['v1', { statusLabel: 'l' }],
      ['v2', { status: 'SUCCESS' }],
    ] as const) {
      const { json } = await expectStatus(200, patch(run, body, `?version=${version}`));
      expect(json.run).toEqual(await runOf(api(), run, version));
    }
  });

  it('RUN-PATCH-018: one bad key refuses the whole request', async () => {
    const run = await describedRun();
    const before = await snapshot(api(), run);
    for (const bad of [{ status: 'NOPE' }, { link: {} }, { externalRunId: 1 }]) {
      await expectRefused(422, 'invalid_request', patch(run, { summary: 'new', ...bad }));
    }
    expect(await snapshot(api(), run)).toEqual(before);
  });

  it('RUN-PATCH-019: {}, or no body, is 200 and changes nothing while the run is open', async () => {
    const run = await describedRun();
    const before = await snapshot(api(), run);
    for (const body of [{}, undefined]) {
      const { text } = await expectStatus(200, patch(run, body));
      expect(text).toBe(before.run);
    }
    await expectStatus(
      200,
      api().patch(`/actions/runs/${run}`, undefined, { headers: { 'content-type': 'application/json' } }),
    );
    expect(await snapshot(api(), run)).toEqual(before);
  });

  it('{}, or no body, is refused once the run has ended', async () => {
    const run = await describedRun();
    await expectStatus(200, patch(run, { status: 'SUCCESS' }));
    const before = await snapshot(api(), run);
    for (const body of [{}, undefined]) await expectRefused(422, 'run_exhausted', patch(run, body));
    expect(await snapshot(api(), run)).toEqual(before);
  });

  it('RUN-PATCH-020: an update moves updatedAt forward and names the caller', async () => {
    const path = `/actions/${await freeAction(api())}/runs?run_as=ann@example.com`;
    const { run } = (await expectStatus(202, api().post(path, { properties: {} }))).json;
    expect(run.updatedBy).toBe('ann@example.com');
    let before = run.updatedAt;
    for (const body of [{ statusLabel: 'l' }, { link: 'https://a' }, { status: 'SUCCESS' }]) {
      const { updatedAt, updatedBy, createdBy } = (await expectStatus(200, patch(run.id, body))).json.run;
      expect([updatedBy, createdBy, updatedAt > before]).toEqual([
        credentials.clientId,
        'ann@example.com',
        true,
      ]);
      before = updatedAt;
    }
  });

  it('updatedAt moves forward even when the clock stands still', async () => {
    const own = await openApi({ now: () => new Date('2026-01-01T00:00:00Z') });
    const run = await openRun(own);
    const seen = [(await runOf(own, run)).updatedAt];
    for (const body of [{ statusLabel: 'a' }, { statusLabel: 'b' }, { status: 'SUCCESS' }]) {
      seen.push((await expectStatus(200, own.patch(`/actions/runs/${run}`, body))).json.run.updatedAt);
    }
    expect(seen).toEqual(['000', '001', '002', '003'].map((ms) => `2026-01-01T00:00:00.${ms}Z`));
  });

  it('RUN-PATCH-021: text comes back as it was sent, whatever it holds', async () => {
    const run = await openRun(api());
    const check = async (text: string) => {
      const { json } = await expectStatus(200, patch(run, { statusLabel: text, summary: text }));
      expect([json.run.statusLabel, json.run.summary]).toEqual([text, text]);
    };
    for (const text of corpus) await check(text);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (text) => {
        fc.pre(!text.includes('\0'));
        await check(text);
      }),
      { numRuns: 20 },
    );
  });

  it('RUN-PATCH-022: unknown query parameters are ignored, and a trailing slash with them', async () => {
    const run = await openRun(api());
    const other = await openRun(api());
    const { json } = await expectStatus(200, patch(run, { summary: 's' }, `?runId=${other}&zz=`));
    expect([json.run.id, json.run.summary]).toEqual([run, 's']);
    await expectStatus(200, patch(run, { summary: 't' }, '/'));
    expect([(await runOf(api(), run)).summary, (await runOf(api(), other)).summary]).toEqual([
      't',
      undefined,
    ]);
  });

  it('the deprecated message takes free keys, is replaced whole, and shows in v1 only', async () => {
    const run = await openRun(api());
    for (const message of [{ run_status: 'ok', url: ['https://a'], deep: { n: null } }, { other: 1 }]) {
      const { json } = await expectStatus(200, patch(run, { message }));
      expect(json.run.message).toEqual(message);
      expect((await runOf(api(), run, 'v1')).message).toEqual(message);
      expect(await runOf(api(), run, 'v2')).not.toHaveProperty('message');
    }
  });
}
