import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Given } from '../describe-api.ts';
import { expectRefused, expectStatus, openRun, runOf, snapshot } from '../world.ts';

export function runPatchCases({ api }: Given): void {
  const patch = (id: string, body: unknown) => api().patch(`/actions/runs/${id}`, body);

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
    for (const status of ['IN_PROGRESS', 'WAITING_FOR_APPROVAL', 'DECLINED', 'success', '', 'DONE', {}]) {
      await expectRefused(422, 'invalid_request', patch(run, { status }));
    }
    expect(await snapshot(api(), run)).toEqual(before);
    await expectStatus(200, patch(run, { statusLabel: 'still open' }));
  });

  it('RUN-PATCH-008: a later link replaces the former one, in every combination of string and list', async () => {
    const run = await openRun(api());
    for (const link of [['https://a/1', 'https://a/2'], ['https://b/1'], 'https://c/1', 'https://d/1', ['https://e/1']]) {
      const { json } = await expectStatus(200, patch(run, { link }));
      expect(json.run.link).toEqual(link);
      expect((await runOf(api(), run)).link).toEqual(link);
    }
  });

  it('RUN-PATCH-021: text comes back as it was sent, whatever it holds', async () => {
    const run = await openRun(api());
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 200 }), async (text) => {
        fc.pre(!text.includes('\0'));
        const { json } = await expectStatus(200, patch(run, { statusLabel: text, summary: text }));
        expect([json.run.statusLabel, json.run.summary]).toEqual([text, text]);
      }),
      { numRuns: 20 },
    );
  });
}
