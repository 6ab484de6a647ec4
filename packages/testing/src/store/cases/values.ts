import assert from 'node:assert/strict';
import type { Json, Store } from '@berth/core';
import type { Case } from '../case.ts';
import { land, started } from '../support/commits.ts';
import { anEntity, entity, put, readDocument } from '../support/documents.ts';
import { anAudit, aReceipt } from '../support/records.ts';
import { append, aRun, described, logged, readRun } from '../support/runs.ts';
import { same } from '../support/same.ts';
import { nested, texts, values } from '../support/values.ts';

/** Keeps a value wherever a store keeps JSON, and answers with what each place holds of it. */
async function keptEverywhere(store: Store, value: Json): Promise<Readonly<Record<string, unknown>>> {
  const holder = { value };
  const { version } = await started(store, aRun('r_1', { properties: holder }));
  const event = { ...described(''), details: { message: holder } };
  const document = anEntity('e', { properties: holder });
  await land(store, {
    runs: [append('r_1', version, event)],
    documents: [put(entity('e'), 0, document)],
    audits: [anAudit('a', { before: document, after: aRun('r_1', { properties: holder }) })],
    receipt: aReceipt('k', { answer: value }),
  });
  const [audit] = await store.audits({ limit: 1 });
  const [change] = await store.changes({ run: 'r_1', after: 0, limit: 1 });
  const [found] = await store.find('entity', {});
  return {
    run: (await readRun(store, 'r_1')).value.properties.value,
    listed: (await store.runs({ limit: 1 })).items[0]?.properties.value,
    document: found?.value.properties.value,
    'change of a run': change?.event.type === 'described' && change.event.details.message?.value,
    'record before': audit?.before && 'relations' in audit.before && audit.before.properties.value,
    'record after': audit?.after && 'status' in audit.after && audit.after.properties.value,
    receipt: (await store.receipt('k'))?.answer,
  };
}

export function valuesSurvive(it: Case): void {
  for (const [what, value] of Object.entries({ ...texts, ...values })) {
    it(`that are ${what} come back as they were, wherever they are kept`, async ({ store }) => {
      for (const [place, kept] of Object.entries(await keptEverywhere(store, value))) {
        same(kept, value, `the ${place} has another value`);
      }
    });
  }

  it('that are nested 200 levels deep come back as they were', async ({ store }) => {
    const value = nested(200);
    for (const [place, kept] of Object.entries(await keptEverywhere(store, value))) {
      same(kept, value, `the ${place} has another value`);
    }
  });

  it('that are a mebibyte of text come back as they were, in a run and in a line of its log', async ({
    store,
  }) => {
    const text = 'Zwölf Boxkämpfer \u{1f94a}\n'.repeat(45_000).slice(0, 2 ** 20);
    const { version } = await started(store, aRun('r_1', { properties: { text } }));
    await land(store, { runs: [append('r_1', version, logged('r_1', text))] });
    assert.ok((await readRun(store, 'r_1')).value.properties.text === text, 'the run has another text');
    const [line] = await store.logs({ run: 'r_1', offset: 0, limit: 1 });
    assert.ok(line?.message === text, 'the line has another text');
  });

  for (const [what, text] of Object.entries(texts)) {
    it(`that are ${what} may name things and fill every column that queries go by`, async ({ store }) => {
      const over = {
        action: text,
        blueprint: text,
        entity: text,
        createdBy: text,
        email: text,
        externalRunId: text,
      };
      const run = aRun(text, over);
      const { version } = await started(store, run);
      await land(store, {
        runs: [append(text, version, logged(text, text))],
        documents: [put(entity(text), 0, anEntity(text), [entity(text)])],
        audits: [anAudit(text, { context: { run: text, blueprint: text, entity: text } })],
        receipt: aReceipt(text, { fingerprint: text }),
      });
      const { action, blueprint, entity: about, createdBy: user, email, externalRunId } = run;
      const query = { action, blueprint, entity: about, user, email, externalRunId, limit: 9 };
      same((await store.runs(query)).items, [run]);
      same((await store.logs({ run: text, offset: 0, limit: 9 }))[0]?.message, text);
      same((await readDocument(store, entity(text))).value.title, text);
      assert.equal((await store.find('entity', { pointingAt: entity(text), prefix: text })).length, 1);
      const audits = await store.audits({ id: text, run: text, blueprint: text, entity: text, limit: 9 });
      assert.equal(audits.length, 1);
      same(await store.receipt(text), aReceipt(text, { fingerprint: text }));
    });
  }

  it('that a document has not come back absent or undefined, never as null', async ({ store }) => {
    await started(store, aRun('r_1', { summary: undefined, blueprint: undefined, endedAt: undefined }));
    const { value } = await readRun(store, 'r_1');
    assert.deepEqual([value.summary, value.blueprint, value.endedAt], [undefined, undefined, undefined]);
    await land(store, { audits: [anAudit('a', { context: { run: undefined } })] });
    assert.equal((await store.audits({ limit: 1 }))[0]?.context.run, undefined);
  });

  it('that are null stay null', async ({ store }) => {
    await land(store, {
      documents: [put(entity('e'), 0, anEntity('e', { icon: null, relations: { owner: null } }))],
    });
    const { value } = await readDocument(store, entity('e'));
    assert.deepEqual([value.icon, value.relations], [null, { owner: null }]);
  });
}
