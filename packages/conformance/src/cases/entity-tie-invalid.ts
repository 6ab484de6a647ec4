import type { Check } from '../check/check.ts';
import { expectStatus } from '../check/expect.ts';
import { entitiesOf } from './entity-tie-writes.ts';

export const entityTieInvalidChecks: readonly Check[] = [
  {
    id: 'ENT-TIE-016',
    run: async (lab) => {
      const blueprint = await lab.sharedBlueprint();
      const create = (identifier: string, at = blueprint) =>
        lab.post(`${entitiesOf(at)}?upsert=false`, { identifier, properties: {} });
      const long = lab.name('long').padEnd(1001, 'x');
      const outside = ['a b', '.', '..', 'a#b', 'a,b', '☃', ''];
      for (const identifier of [...outside, long]) {
        const what = identifier === long ? 'of 1001 characters' : JSON.stringify(identifier);
        await expectStatus(422, create(identifier), `an entity with the identifier ${what}`);
      }
      await expectStatus(
        404,
        create(lab.name('e'), lab.name('nowhere')),
        'an entity of an unknown blueprint',
      );
      if (lab.live) return;
      const longest = await create(long.slice(0, 1000));
      lab.should(longest.status === 201, `1000 characters are taken: ${longest.status}`);
    },
  },
];
