import { blueprintRef, entityRef } from '../catalog/document.ts';
import type { Entity, EntityInput } from '../catalog/entity.ts';
import type { SearchQuery } from '../catalog/search/query.ts';
import type { WriteMode } from '../catalog/write-entity.ts';
import type { Caller } from '../occasion.ts';
import { ok, type Result, refuse } from '../result.ts';
import { type Attempting, attempt } from './attempt.ts';
import { type DeleteOptions, deleteAll } from './delete-entities.ts';
import type { Outcome } from './outcome.ts';
import { readDocument } from './read.ts';
import type { Refusal } from './refusal.ts';
import { search } from './search.ts';
import { openRunFor } from './tie.ts';
import type { UnitOfWork } from './unit-of-work.ts';
import { blueprintFor, type WriteOptions, type Written, writeEntity } from './write-entity.ts';

export interface EntityWrite {
  readonly mode: WriteMode;
  /** Absent: the entity gets a name of its own. */
  readonly identifier?: string | undefined;
  readonly input: EntityInput;
}

export interface EntityWriteOptions extends WriteOptions {
  /** Decide, and write nothing. */
  readonly validateOnly: boolean;
}

export interface EntityService {
  get(blueprint: string, identifier: string): Outcome<Entity>;
  list(blueprint: string): Outcome<readonly Entity[]>;
  search(by: Caller, query: SearchQuery): Promise<readonly Entity[]>;
  /** Each write has an answer of its own; those that hold are committed together. The outer refusal is for all of them. */
  write(
    by: Caller,
    blueprint: string,
    writes: readonly EntityWrite[],
    options: EntityWriteOptions,
  ): Outcome<readonly Result<Written, Refusal>[]>;
  delete(by: Caller, blueprint: string, identifier: string, options: DeleteOptions): Outcome<void>;
  /** All or none; names that do not exist are passed over. Answers with the names that did. */
  deleteMany(
    by: Caller,
    blueprint: string,
    identifiers: readonly string[],
    options: DeleteOptions,
  ): Outcome<readonly string[]>;
}

export function entityService(dependencies: Attempting): EntityService {
  const { store, newId } = dependencies;

  return {
    get: async (blueprint, identifier) => {
      const found = await readDocument(store, blueprintRef(blueprint));
      return found.ok ? readDocument(store, entityRef(blueprint, identifier), identifier) : found;
    },

    list: async (blueprint) => {
      const found = await readDocument(store, blueprintRef(blueprint));
      if (!found.ok) return found;
      const entities = await store.find('entity', { prefix: entityRef(blueprint, '').key });
      return ok(entities.map(({ value }) => value));
    },

    search: (by, query) => search(dependencies, by, query),

    write: async (by, identifier, writes, options) => {
      const named = writes.map((write) => ({ ...write, identifier: write.identifier ?? newId('entity') }));
      return attempt(dependencies, by, async (work, occasion) => {
        const open = await openRunFor(dependencies, work, by, options.run);
        if (!open.ok) return open;
        const blueprint = await blueprintFor(work, identifier);
        if (!blueprint.ok) return blueprint;
        const answers: Result<Written, Refusal>[] = [];
        for (const write of named) {
          answers.push(
            await writeEntity(work, occasion, blueprint.value, write, options, dependencies.schemas),
          );
        }
        if (options.validateOnly) work.discard();
        return ok(answers);
      });
    },

    delete: (by, blueprint, identifier, options) =>
      attempt(dependencies, by, async (work, occasion) => {
        const open = await openRunFor(dependencies, work, by, options.run);
        if (!open.ok) return open;
        const found = await doomed(work, blueprint, [identifier]);
        if (!found.ok) return found;
        if (found.value.length === 0) return refuse({ code: 'not_found', resource: 'entity', identifier });
        return deleteAll(work, occasion, found.value, options);
      }),

    deleteMany: (by, blueprint, identifiers, options) =>
      attempt(dependencies, by, async (work, occasion) => {
        const open = await openRunFor(dependencies, work, by, options.run);
        if (!open.ok) return open;
        const found = await doomed(work, blueprint, identifiers);
        if (!found.ok) return found;
        const deleted = await deleteAll(work, occasion, found.value, options);
        return deleted.ok ? ok(found.value.map((entity) => entity.identifier)) : deleted;
      }),
  };
}

/** The named entities that exist, each once, of a blueprint that lets them go. */
async function doomed(
  work: UnitOfWork,
  blueprint: string,
  identifiers: readonly string[],
): Promise<Result<readonly Entity[], Refusal>> {
  const found = await blueprintFor(work, blueprint);
  if (!found.ok) return found;
  const refs = [...new Set(identifiers)].map((identifier) => entityRef(blueprint, identifier));
  const entities = await work.documents(refs);
  return ok(entities.filter((entity) => entity !== undefined));
}
