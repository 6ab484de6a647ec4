import type { Check } from '../check/check.ts';
import { expectEqual, expectHolds, expectStatus, expectThat } from '../check/expect.ts';
import { expectSchema } from '../check/expect-schema.ts';
import { entityIn } from '../wire/bodies.ts';
import { auditsAt, contextOf, namesRun } from './audit-records.ts';
import { entityTieBulkChecks } from './entity-tie-bulk.ts';
import { entityTieInvalidChecks } from './entity-tie-invalid.ts';
import { entityTieRefusedChecks } from './entity-tie-refused.ts';
import { entityTieUntiedChecks } from './entity-tie-untied.ts';
import { entityTieUpsertChecks } from './entity-tie-upsert.ts';
import { entitiesOf, entityNow, entityThere } from './entity-tie-writes.ts';

const tied: readonly Check[] = [
  {
    id: 'ENT-TIE-001',
    run: async (lab) => {
      const [blueprint, run] = await Promise.all([lab.sharedBlueprint(), lab.openRun()]);
      const path = `${entitiesOf(blueprint)}?upsert=true&run_id=${run}`;
      const identifier = lab.name('made');
      const body = { identifier, properties: { language: 'go' } };
      const answer = await expectStatus(201, lab.post(path, body), 'creating an entity under an open run');
      const made = entityIn(await expectSchema('entity', answer));
      expectEqual(made.identifier, identifier, 'the answer to a creation has the identifier of the entity');
      const read = await entityThere(lab, blueprint, identifier);
      expectHolds(read, body, 'an entity created under a run can be read');
      const again = entityIn(await expectStatus([200, 201], lab.post(path, body), 'creating it once more'));
      expectEqual(
        again.identifier,
        identifier,
        'the answer to an overwrite has the identifier of the entity',
      );
    },
  },
  {
    id: 'ENT-TIE-002',
    needs: ['audit'],
    run: async (lab) => {
      const [blueprint, run] = await Promise.all([lab.sharedBlueprint(), lab.openRun()]);
      const entity = await lab.entity(blueprint);
      const path = `${entitiesOf(blueprint)}/${entity}`;
      const put = { identifier: entity, title: 'put', properties: {} };
      expectHolds(
        entityIn(
          await expectStatus(200, lab.put(`${path}?run_id=${run}`, put), 'PUT of an entity with run_id'),
        ),
        { identifier: entity, title: 'put' },
        'PUT with run_id changes the entity',
      );
      expectEqual(await lab.affected(run, 1), [`UPDATE ${entity}`], 'PUT is reflected on the run');
      const patched = lab.patch(`${path}?run_id=${run}`, { title: 'patched' });
      expectHolds(
        entityIn(await expectStatus(200, patched, 'PATCH of an entity with run_id')),
        { identifier: entity, title: 'patched' },
        'PATCH with run_id changes the entity',
      );
      const updates = [`UPDATE ${entity}`, `UPDATE ${entity}`];
      expectEqual(await lab.affected(run, 2), updates, 'PATCH is reflected on the run');
      const deleted = lab.delete(`${path}?delete_dependents=false&run_id=${run}`);
      await expectStatus(200, deleted, 'DELETE of an entity with run_id');
      const all = [`DELETE ${entity}`, ...updates];
      expectEqual(await lab.affected(run, 3), all, 'DELETE is reflected on the run');
      const left = await lab.eventually(
        () => entityNow(lab, blueprint, entity),
        (found) => found === undefined,
      );
      expectEqual(left, undefined, 'DELETE with run_id deletes the entity');
    },
  },
  {
    id: 'ENT-TIE-003',
    needs: ['audit'],
    run: async (lab) => {
      const [blueprint, run] = await Promise.all([lab.sharedBlueprint(), lab.openRun()]);
      const identifier = lab.name('tied');
      const all = entitiesOf(blueprint);
      await expectStatus(201, lab.post(`${all}?upsert=true&run_id=${run}`, { identifier, properties: {} }));
      await expectStatus(200, lab.patch(`${all}/${identifier}?run_id=${run}`, { title: 'two' }));
      await expectStatus(200, lab.delete(`${all}/${identifier}?delete_dependents=false&run_id=${run}`));
      // One that comes late must not be one too many.
      await lab.settled();
      const changes = ['CREATE', 'DELETE', 'UPDATE'];
      expectEqual(
        await lab.affected(run, changes.length),
        changes.map((change) => `${change} ${identifier}`),
        'each tied change is one record under the run, saying what was done to which entity',
      );
      const query = `resources=entity&run_id=${run}`;
      for (const record of await auditsAt(lab, query)) {
        expectThat(namesRun(record, run), 'a record of a tied change names the run', record);
      }
      const named = (await auditsAt(lab, `${query}&includes=context`)).map(
        (record) => contextOf(record).entity,
      );
      expectEqual(
        named,
        changes.map(() => identifier),
        "the context of each of the run's records names the entity",
      );
    },
  },
  {
    id: 'ENT-TIE-004',
    smoke: true,
    needs: ['audit'],
    run: async (lab) => {
      const [blueprint, run] = await Promise.all([lab.sharedBlueprint(), lab.openRun()]);
      const all = entitiesOf(blueprint);
      const [one, two] = [lab.name('one'), lab.name('two')];
      const create = (identifier: string) =>
        expectStatus(201, lab.post(`${all}?upsert=true&run_id=${run}`, { identifier, properties: {} }));
      await create(one);
      await create(two);
      await expectStatus(200, lab.patch(`${all}/${one}?run_id=${run}`, { title: 'changed' }));
      await expectStatus(200, lab.delete(`${all}/${two}?delete_dependents=false&run_id=${run}`));
      await lab.settled();
      expectEqual(
        await lab.affected(run, 4),
        [`CREATE ${one}`, `CREATE ${two}`, `DELETE ${two}`, `UPDATE ${one}`].sort(),
        'all that one run did to several entities is reflected on it',
      );
    },
  },
];

export const entityTieChecks: readonly Check[] = [
  ...tied,
  ...entityTieRefusedChecks,
  ...entityTieUntiedChecks,
  ...entityTieUpsertChecks,
  ...entityTieBulkChecks,
  ...entityTieInvalidChecks,
];
