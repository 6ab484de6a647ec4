import { Fragment } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { Audit } from '../api/types.ts';
import { pageOf } from '../parts/nav.ts';
import { plain } from '../parts/plain.ts';
import { Time } from '../parts/time.tsx';
import { DiffTable } from './diff-table.tsx';

interface Props {
  readonly label: string;
  readonly audits: readonly Audit[];
  /** Whether records are of entities only, so that their kind goes without saying. */
  readonly isOfEntities: boolean;
}

const operations = { CREATE: 'Create', UPDATE: 'Update', DELETE: 'Delete' };

/** Records of the audit log; each opens to what it changed. */
export function AuditTable({ label, audits, isOfEntities }: Props) {
  const columns = [
    ...(isOfEntities ? [] : ['Kind']),
    'Blueprint',
    isOfEntities ? 'Entity' : 'Subject',
    'Date',
    'By',
  ];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
    <section class="table-scroll short" tabIndex={0} aria-label={`${label}, scrollable`}>
      <table class="audits" aria-label={label}>
        <thead>
          <tr>
            {[...columns, 'Operation', 'Status', 'Change'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {audits.map((audit) => (
            <AuditRow
              key={audit.identifier}
              audit={audit}
              isOfEntities={isOfEntities}
              width={columns.length + 3}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface RowProps {
  readonly audit: Audit;
  readonly isOfEntities: boolean;
  readonly width: number;
}

function AuditRow({ audit, isOfEntities, width }: RowProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { context, trigger, action, status, resourceType } = audit;
  return (
    <Fragment>
      <tr>
        {!isOfEntities && <td>{plain(resourceType)}</td>}
        <td>{plain(context.blueprint ?? '–')}</td>
        <td>
          <Subject audit={audit} />
        </td>
        <td>
          <Time at={trigger.at} />
        </td>
        <td>{plain(trigger.by.user?.email ?? trigger.by.userId ?? '–')}</td>
        <td>
          <span class={`operation of-${action.toLowerCase()}`}>{operations[action]}</span>
        </td>
        <td>{status === 'SUCCESS' ? 'Success' : plain(status)}</td>
        <td>
          <button
            type="button"
            class="quiet small"
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'Hide' : 'Show'} diff
          </button>
        </td>
      </tr>
      <tr class="opened" id={id} hidden={!isOpen}>
        <td colSpan={width}>{isOpen && <DiffTable diff={audit.diff} />}</td>
      </tr>
    </Fragment>
  );
}

function Subject({ audit: { resourceType, context, diff } }: { readonly audit: Audit }) {
  const { blueprint, entity, runId, action } = context;
  if (resourceType === 'run' && runId !== undefined) return <Link href={pageOf.run(runId)}>{runId}</Link>;
  if (resourceType === 'entity' && blueprint !== undefined && entity !== undefined) {
    const text = plain(entity);
    return diff.after === null ? (
      <span>{text}</span>
    ) : (
      <Link href={pageOf.entity(blueprint, entity)}>{text}</Link>
    );
  }
  return <span>{plain(entity ?? action ?? blueprint ?? '–')}</span>;
}
