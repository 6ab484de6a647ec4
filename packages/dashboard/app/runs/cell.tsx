import { Link } from 'wouter-preact';
import type { Reference, Run } from '../api/types.ts';
import { ExternalLink } from '../parts/external-link.tsx';
import { linksOf } from '../parts/links.ts';
import { pageOf } from '../parts/nav.ts';
import { plain } from '../parts/plain.ts';
import { Duration, Time } from '../parts/time.tsx';
import { StatusBadge } from '../status/badge.tsx';
import { byWhom, type ColumnId } from './columns.ts';
import { inputsText } from './inputs-text.ts';

/** What a row shows of a run in one column. */
export function Cell({ run, column }: { readonly run: Run; readonly column: ColumnId }) {
  switch (column) {
    case 'run':
      return (
        <Link class="mono" href={pageOf.run(run.id)}>
          {run.id}
        </Link>
      );
    case 'action':
      return <Name of={run.action} />;
    case 'entity':
      return <EntityName run={run} />;
    case 'status':
      return <StatusBadge run={run} />;
    case 'links':
      return <Links of={linksOf(run.link)} />;
    case 'inputs':
      return <InputsText of={run} />;
    case 'start':
      return <Time at={run.createdAt} />;
    case 'end':
      return <Time at={run.endedAt} />;
    case 'duration':
      return <Duration of={run} />;
    case 'by':
      return <span title={plain(byWhom(run))}>{plain(byWhom(run))}</span>;
  }
}

function Name({ of: { title, identifier, deleted } }: { readonly of: Reference }) {
  return (
    <span class={deleted ? 'gone' : ''} title={plain(identifier)}>
      {plain(title ?? identifier)}
      {deleted && <span class="unseen"> (deleted)</span>}
    </span>
  );
}

function EntityName({ run: { blueprint, entity } }: { readonly run: Run }) {
  if (!entity) return <span class="muted">–</span>;
  if (!blueprint || entity.deleted) return <Name of={entity} />;
  return (
    <Link href={pageOf.entity(blueprint.identifier, entity.identifier)}>
      <Name of={entity} />
    </Link>
  );
}

function Links({ of: [first, ...more] }: { readonly of: readonly string[] }) {
  if (first === undefined) return <span class="muted">–</span>;
  return (
    <>
      <ExternalLink text={first} />
      {more.length > 0 && <span class="muted"> +{more.length}</span>}
    </>
  );
}

function InputsText({ of: { properties } }: { readonly of: Run }) {
  const text = inputsText(properties);
  return text === '' ? <span class="muted">–</span> : <span title={text}>{text}</span>;
}
