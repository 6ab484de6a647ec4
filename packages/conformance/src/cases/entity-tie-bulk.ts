import type { Check } from '../check/check.ts';
import { expectEqual, expectRefused, expectStatus, expectThat } from '../check/expect.ts';
import { expectSchema } from '../check/expect-schema.ts';
import { Finding } from '../check/finding.ts';
import type { Lab } from '../lab/lab.ts';
import { isBody } from '../wire/answer.ts';
import { bodyIn, listIn } from '../wire/bodies.ts';
import { entitiesOf, entityNow, entityThere } from './entity-tie-writes.ts';

const MOST_CREATED = 20;
const MOST_DELETED = 100;

const named = (identifiers: readonly string[]) =>
  identifiers.map((identifier) => ({ identifier, properties: {} }));

function names(lab: Lab, what: string, count: number): readonly string[] {
  return Array.from({ length: count }, () => lab.name(what));
}

export const entityTieBulkChecks: readonly Check[] = [
  {
    id: 'ENT-TIE-013',
    needs: ['bulk', 'audit'],
    run: async (lab) => {
      const [blueprint, run, many] = await Promise.all([lab.sharedBlueprint(), lab.openRun(), lab.openRun()]);
      const bulk = (entities: unknown, under: string) =>
        lab.post(`${entitiesOf(blueprint)}/bulk?upsert=false&run_id=${under}`, { entities });
      const [first, taken, last] = [lab.name('first'), await lab.entity(blueprint), lab.name('last')];
      // Bad in two ways, both of which a request's own schema lets through: taken, and of a wrong type.
      const bad = { identifier: taken, properties: { stars: 'many' } };
      const mixed = await expectStatus(
        207,
        bulk([...named([first]), bad, ...named([last])], run),
        'a bulk creation of two good entities and a bad one',
      );
      await expectSchema('entities-created', mixed);
      const created = listIn(mixed, 'entities').map((each) => [each.index, each.identifier, each.created]);
      expectEqual(
        created.filter(([, , made]) => made === true),
        [
          [0, first, true],
          [2, last, true],
        ],
        'a bulk creation tells by index which entities were created',
      );
      const failed = listIn(mixed, 'errors').map((each) => each.index);
      expectEqual(failed, [1], 'a bulk creation tells by index which entities failed');
      await lab.settled();
      const expected = [`CREATE ${first}`, `CREATE ${last}`].sort();
      expectEqual(
        await lab.affected(run, 2),
        expected,
        'every entity that a bulk creates is tied, and no other',
      );

      const tooMany = names(lab, 'many', MOST_CREATED + 1);
      await lab.unchanged(many, () => expectRefused(bulk(named(tooMany), many), 422));
      await lab.unchanged(many, () => expectRefused(bulk([], many), 422));
      if (lab.mode === 'lite') return;
      const most = tooMany.slice(1);
      const all = await expectStatus(200, bulk(named(most), many), `a bulk creation of ${MOST_CREATED}`);
      expectEqual(listIn(all, 'entities').length, MOST_CREATED, 'a bulk creation answers for each entity');
      expectEqual(listIn(all, 'errors'), [], 'a bulk creation that went well has no errors');
      await lab.settled();
      expectEqual(
        await lab.affected(many, MOST_CREATED),
        most.map((identifier) => `CREATE ${identifier}`).sort(),
        'of 21 entities none is created or tied, of 20 each one',
      );
    },
  },
  {
    id: 'ENT-TIE-014',
    needs: ['bulk', 'audit'],
    run: async (lab) => {
      const [blueprint, run] = await Promise.all([lab.sharedBlueprint(), lab.openRun()]);
      const remove = (entities: readonly string[]) =>
        lab.post(`/blueprints/${blueprint}/bulk/entities/delete?delete_dependents=false&run_id=${run}`, {
          entities,
        });
      const two = await Promise.all([lab.entity(blueprint), lab.entity(blueprint)]);
      const tooMany = [...two, ...names(lab, 'none', MOST_DELETED - 1)];
      await expectRefused(remove(tooMany), 422);
      await expectRefused(remove([]), 422);
      for (const identifier of two) await entityThere(lab, blueprint, identifier);
      const removed = await expectStatus(200, remove(two), 'a bulk deletion of two');
      expectDeleted(bodyIn(await expectSchema('entities-deleted', removed)), two);
      await lab.settled();
      const expected = two.map((identifier) => `DELETE ${identifier}`).sort();
      expectEqual(await lab.affected(run, 2), expected, 'every deletion of a bulk is tied to the run');
      for (const identifier of two) {
        const left = await entityNow(lab, blueprint, identifier);
        expectEqual(left, undefined, 'what a bulk deletion names as deleted is gone');
      }
      if (lab.live) return;
      const most = names(lab, 'most', MOST_DELETED);
      for (let from = 0; from < MOST_DELETED; from += MOST_CREATED) {
        const entities = named(most.slice(from, from + MOST_CREATED));
        await expectStatus(200, lab.post(`${entitiesOf(blueprint)}/bulk?upsert=false`, { entities }));
      }
      expectDeleted(
        bodyIn(await expectStatus(200, remove(most), `a bulk deletion of ${MOST_DELETED}`)),
        most,
      );
    },
  },
];

function expectDeleted(answer: unknown, identifiers: readonly string[]): void {
  const deleted = isBody(answer) ? answer.deletedEntities : undefined;
  if (!Array.isArray(deleted)) throw new Finding('a bulk deletion names what it deleted', [], deleted);
  expectEqual(deleted.map(String).sort(), [...identifiers].sort(), 'a bulk deletion names what it deleted');
  expectThat(new Set(deleted).size === deleted.length, 'a bulk deletion names each entity once', deleted);
}
