import { COLUMNS, type ColumnId } from './columns.ts';

interface Props {
  readonly hidden: readonly ColumnId[];
  readonly onChange: (hidden: readonly ColumnId[]) => void;
}

/** Which columns are shown; the run itself always is. */
export function ColumnsMenu({ hidden, onChange }: Props) {
  const toggle = (id: ColumnId) =>
    onChange(hidden.includes(id) ? hidden.filter((each) => each !== id) : [...hidden, id]);
  return (
    <details class="menu" onKeyDown={closeOnEscape}>
      <summary class="button">
        Columns{hidden.length > 0 && <span class="count">{COLUMNS.length - hidden.length}</span>}
      </summary>
      <fieldset class="menu-list">
        <legend class="unseen">Columns</legend>
        {COLUMNS.filter(({ id }) => id !== 'run').map(({ id, title }) => (
          <label key={id} class="choice">
            <input type="checkbox" checked={!hidden.includes(id)} onChange={() => toggle(id)} />
            {title}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

function closeOnEscape(event: KeyboardEvent & { readonly currentTarget: HTMLDetailsElement }): void {
  if (event.key !== 'Escape') return;
  event.currentTarget.open = false;
  event.currentTarget.querySelector('summary')?.focus();
}
