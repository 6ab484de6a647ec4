import type { Caller, EntityWrite, WriteMode } from '@berth/core';
import type { Reply } from '../protocol/exchange.ts';
import { success } from '../protocol/reply.ts';
import { replyTo } from '../replies.ts';
import type { Context } from './route.ts';

interface WriteQuery {
  readonly run_id?: string;
  readonly upsert?: boolean;
  readonly merge?: boolean;
  readonly validation_only?: boolean;
  readonly create_missing_related_entities?: boolean;
}

/** An empty `run_id`, which published clients send with every write, counts as none. */
export function tiedTo({ run_id }: { readonly run_id?: string }): string | undefined {
  return run_id === '' ? undefined : run_id;
}

/** "merge" means something only together with "upsert". */
export function createMode({ upsert, merge }: WriteQuery): WriteMode {
  if (!upsert) return 'create';
  return merge ? 'merge' : 'upsert';
}

export function writeOptions(query: WriteQuery) {
  return {
    run: tiedTo(query),
    createMissing: query.create_missing_related_entities ?? false,
    validateOnly: query.validation_only ?? false,
  };
}

/** The reply to a single write: 200, or `statusWhenCreated` for an entity that was not there. */
export async function oneWrite(
  { service }: Context,
  caller: Caller,
  blueprint: string,
  {
    write,
    query,
    statusWhenCreated = 200,
  }: { write: EntityWrite; query: WriteQuery; statusWhenCreated?: number },
): Promise<Reply> {
  const options = writeOptions(query);
  const written = await service.entities.write(caller, blueprint, [write], options);
  if (!written.ok) return replyTo(written.error);
  const [outcome] = written.value;
  if (!outcome?.ok) return outcome ? replyTo(outcome.error) : replyTo({ code: 'contended' });
  const { entity, created } = outcome.value;
  return success(created && !options.validateOnly ? statusWhenCreated : 200, { entity });
}
