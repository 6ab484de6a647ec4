import type { Check } from '../check/check.ts';
import { expectEqual, expectRefused, expectStatus } from '../check/expect.ts';
import { isBody } from '../wire/answer.ts';
import { entityIn } from '../wire/bodies.ts';
import { entitiesOf, entityNow, entityThere } from './entity-tie-writes.ts';

export const entityTieUpsertChecks: readonly Check[] = [
  {
    id: 'ENT-TIE-011',
    needs: ['audit'],
    run: async (lab) => {
      const [blueprint, run] = await Promise.all([lab.sharedBlueprint(), lab.openRun()]);
      const identifier = lab.name('kept');
      const former = { identifier, title: 'one', properties: { language: 'go', stars: 1 } };
      await expectStatus(201, lab.post(`${entitiesOf(blueprint)}?upsert=false`, former));
      const body = { identifier, title: 'two', properties: { stars: 2 } };
      const path = `${entitiesOf(blueprint)}?upsert=true&run_id=${run}`;
      const answer = await expectStatus([200, 201], lab.post(path, body), 'upsert of an existing entity');
      const read = await lab.eventually(
        () => entityThere(lab, blueprint, identifier),
        ({ properties }) => isBody(properties) && properties.stars === 2,
      );
      for (const { title, properties } of [entityIn(answer), read]) {
        const { stars, language = null } = isBody(properties) ? properties : {};
        expectEqual({ stars, language }, { stars: 2, language: null }, 'upsert overwrites all properties');
        expectEqual(title, body.title, 'upsert overwrites the title');
      }
      await lab.settled();
      expectEqual(await lab.affected(run, 1), [`UPDATE ${identifier}`], 'an overwrite is tied as one update');
    },
  },
  {
    id: 'ENT-TIE-012',
    needs: ['audit'],
    run: async (lab) => {
      const [blueprint, run] = await Promise.all([lab.sharedBlueprint(), lab.openRun()]);
      const identifier = await lab.entity(blueprint);
      const before = await entityThere(lab, blueprint, identifier);
      const path = `${entitiesOf(blueprint)}?upsert=false&run_id=${run}`;
      const { error } = await expectRefused(
        lab.post(path, { identifier, title: 'two', properties: {} }),
        409,
      );
      expectEqual(error, 'identifier_taken', 'the code of a creation under an existing identifier');
      await lab.settled();
      expectEqual(await lab.affected(run), [], 'a creation that is refused is not tied');
      const after = await entityNow(lab, blueprint, identifier);
      expectEqual(after, before, 'with upsert=false an existing entity stays as it is');
    },
  },
  {
    id: 'ENT-TIE-015',
    needs: ['audit'],
    run: async (lab) => {
      const [blueprint, run] = await Promise.all([lab.sharedBlueprint(), lab.openRun()]);
      const there = await lab.entity(blueprint);
      const before = await entityThere(lab, blueprint, there);
      const none = lab.name('none');
      const path = `${entitiesOf(blueprint)}?upsert=true&validation_only=true&run_id=${run}`;
      for (const identifier of [none, there]) {
        const answer = await lab.post(path, { identifier, title: 'changed', properties: { stars: 5 } });
        if (answer.status >= 300) lab.note(`validation_only on a sound entity: ${answer.status}`);
      }
      await lab.settled();
      expectEqual(await entityNow(lab, blueprint, none), undefined, 'validation_only=true creates no entity');
      expectEqual(await entityNow(lab, blueprint, there), before, 'validation_only=true changes no entity');
      expectEqual(await lab.affected(run), [], 'validation_only=true ties nothing');
    },
  },
];
