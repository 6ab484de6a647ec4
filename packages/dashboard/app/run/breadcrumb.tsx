import { Link } from 'wouter-preact';
import type { Run } from '../api/types.ts';
import { CopyButton } from '../parts/copy.tsx';
import { pageOf } from '../parts/nav.ts';
import { plain } from '../parts/plain.ts';

/** Blueprint / entity / run. */
export function Breadcrumb({ run: { id, blueprint, entity } }: { readonly run: Run }) {
  const ofBlueprint = blueprint && `${pageOf.runs}?blueprint=${encodeURIComponent(blueprint.identifier)}`;
  return (
    <nav class="breadcrumb" aria-label="Breadcrumb">
      <ol>
        {blueprint && ofBlueprint && (
          <li>
            <Link href={ofBlueprint}>{plain(blueprint.title ?? blueprint.identifier)}</Link>
          </li>
        )}
        {blueprint && entity && (
          <li>
            {entity.deleted ? (
              <span class="gone">{plain(entity.identifier)}</span>
            ) : (
              <Link href={pageOf.entity(blueprint.identifier, entity.identifier)}>
                {plain(entity.title ?? entity.identifier)}
              </Link>
            )}
          </li>
        )}
        <li>
          <span class="mono" aria-current="page">
            {id}
          </span>{' '}
          <CopyButton text={id} what="run id" />
        </li>
      </ol>
    </nav>
  );
}
