import { bodyTo, faulty, on, queryTo } from './fault.ts';
import type { Mutant } from './mutant.ts';
import { createEntities, createEntity, deleteEntities } from './routes.ts';
import { bodyOf, isTaken, refusal, saidBy, saying, withJson } from './wire.ts';

const needs = ['entities', 'actions-admin', 'audit'] as const;

/** What may be written of an entity. */
export const entityWriteMutants: readonly Mutant[] = [
  {
    name: 'upsertIgnored',
    about: 'upsert=true does not overwrite',
    caughtBy: ['ENT-TIE-001', 'ENT-TIE-011'],
    needs,
    wrap: faulty(() => [queryTo(createEntity, (query) => query.set('upsert', 'false'))]),
  },
  {
    name: 'upsertAlways',
    about: 'upsert=false overwrites, too',
    caughtBy: ['ENT-TIE-012'],
    needs,
    wrap: faulty(() => [queryTo(createEntity, (query) => query.set('upsert', 'true'))]),
  },
  {
    name: 'bulkOfAnySize',
    about: 'of a bulk that is too large the first ones are taken',
    caughtBy: ['ENT-TIE-013', 'ENT-TIE-014'],
    needs: [...needs, 'bulk'],
    wrap: faulty(() => {
      const first = (most: number) => (body: object) => {
        const { entities } = bodyOf({ json: body });
        return Array.isArray(entities) ? { ...body, entities: entities.slice(0, most) } : body;
      };
      return [bodyTo(createEntities, first(20)), bodyTo(deleteEntities, first(100))];
    }),
  },
  {
    name: 'validationOnlyIgnored',
    about: 'validation_only=true writes',
    caughtBy: ['ENT-TIE-015'],
    needs,
    wrap: faulty(() => [queryTo(createEntity, (query) => query.delete('validation_only'))]),
  },
  {
    name: 'identifiersOpen',
    about: 'an entity may be called anything',
    caughtBy: ['ENT-TIE-016'],
    needs: ['entities', 'actions-admin'],
    wrap: faulty(() => [
      on(createEntity, async (asked, ask) => {
        const { identifier } = bodyOf(asked);
        if (typeof identifier !== 'string' || /^[\p{L}0-9@_.+:\\/=-]{1,1000}$/u.test(identifier))
          return ask(asked.request);
        const response = await ask(
          withJson(asked.request, { ...bodyOf(asked), identifier: `any-${Date.now()}` }),
        );
        const { entity, ...rest } = saidBy(response);
        return isTaken(response)
          ? saying(response, { ...rest, entity: { ...bodyOf({ json: entity }), identifier } })
          : response;
      }),
    ]),
  },
  {
    name: 'unknownBlueprintIs422',
    about: 'an entity of a blueprint that does not exist is refused as a bad request',
    caughtBy: ['ENT-TIE-016'],
    needs: ['entities', 'actions-admin'],
    wrap: faulty(() => [
      on(createEntity, async ({ request }, ask) => {
        const response = await ask(request);
        return response.status === 404 ? refusal(422, 'invalid_request') : response;
      }),
    ]),
  },
];
