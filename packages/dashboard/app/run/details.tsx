import type { ComponentChildren } from 'preact';
import type { Run } from '../api/types.ts';
import { ExternalLink } from '../parts/external-link.tsx';
import { FoldedJson } from '../parts/json.tsx';
import { linksOf } from '../parts/links.ts';
import { plain } from '../parts/plain.ts';
import { Duration, Time } from '../parts/time.tsx';
import { StatusBadge } from '../status/badge.tsx';

/** What there is to say of a run. */
export function RunDetails({ run }: { readonly run: Run }) {
  const links = linksOf(run.link);
  const hasInputs = Object.keys(run.properties).length > 0;
  return (
    <section class="box" aria-label="Details">
      <dl class="details">
        <Item name="Status">
          <StatusBadge run={run} />
        </Item>
        <Item name="Executed by">
          {plain(run.email ?? run.createdBy ?? '–')}
          {run.impersonatedBy !== undefined && (
            <span class="muted"> through {plain(run.impersonatedBy)}</span>
          )}
        </Item>
        <Item name="Start">
          <Time at={run.createdAt} />
        </Item>
        <Item name="End">
          <Time at={run.endedAt} />
        </Item>
        <Item name="Duration">
          <Duration of={run} />
        </Item>
        <Item name="Source">{run.source}</Item>
        {run.externalRunId !== undefined && <Item name="External run id">{plain(run.externalRunId)}</Item>}
        {run.approval?.state !== undefined && (
          <Item name="Approval">
            {run.approval.state === 'APPROVED' ? 'Approved' : 'Declined'} by{' '}
            {plain(run.approval.userId ?? '–')}
            {run.approval.description !== undefined && `: ${plain(run.approval.description)}`}
          </Item>
        )}
        {links.length > 0 && (
          <Item name="Links" isWide>
            <ul class="links">
              {links.map((link) => (
                <li key={link}>
                  <ExternalLink text={link} />
                </li>
              ))}
            </ul>
          </Item>
        )}
        {run.summary !== undefined && run.summary !== '' && (
          <Item name="Summary" isWide>
            <p class="summary">{plain(run.summary)}</p>
          </Item>
        )}
      </dl>
      <div class="folds">
        {hasInputs && <FoldedJson title="Inputs" value={run.properties} />}
        <FoldedJson title="Payload" value={run.payload} />
        <FoldedJson title="Response" value={run.response} />
      </div>
    </section>
  );
}

interface ItemProps {
  readonly name: string;
  readonly isWide?: boolean;
  readonly children: ComponentChildren;
}

function Item({ name, isWide = false, children }: ItemProps) {
  return (
    <div class={isWide ? 'wide' : ''}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
