import { builtIn } from '../catalog/built-in.ts';
import type { DocumentKinds, Kind, Ref } from '../catalog/document.ts';
import type { Resource } from '../catalog/refusal.ts';
import { ok, type Result, refuse } from '../result.ts';
import type { Store } from '../store/store.ts';
import type { Refusal } from './refusal.ts';

/** Documents outside any unit of work, in the order asked. */
export async function readDocuments<K extends Kind>(
  store: Store,
  refs: readonly Ref<K>[],
): Promise<readonly (DocumentKinds[K] | undefined)[]> {
  const found = await store.documents(refs);
  return refs.map((ref, at) => found[at]?.value ?? (builtIn(ref) as DocumentKinds[K] | undefined));
}

/** One document, or the refusal that names it; an entity is named without its blueprint. */
export async function readDocument<K extends Kind & Resource>(
  store: Store,
  ref: Ref<K>,
  identifier: string = ref.key,
): Promise<Result<DocumentKinds[K], Refusal>> {
  const [document] = await readDocuments(store, [ref]);
  return document ? ok(document) : refuse({ code: 'not_found', resource: ref.kind, identifier });
}
