import { useRef, useState } from 'preact/hooks';
import { COLUMNS, type ColumnId } from './columns.ts';

interface Props {
  readonly hidden: readonly ColumnId[];
  readonly onChange: (hidden: readonly ColumnId[]) => void;
}

/** Which columns are shown; the run itself always is. */
export function ColumnsMenu({ hidden, onChange }: Props) {
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLDetailsElement>(null);
  const toggle = (id: ColumnId) =>
    onChange(hidden.includes(id) ? hidden.filter((each) => each !== id) : [...hidden, id]);
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    setOpen(false);
    menu.current?.querySelector('summary')?.focus();
  };
  const closeOnLeaving = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && !menu.current?.contains(relatedTarget)) setOpen(false);
  };
  return (
    <details
      class="menu"
      ref={menu}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      onKeyDown={closeOnEscape}
      onFocusOut={closeOnLeaving}
    >
      <summary class="button">
        Columns{hidden.length > 0 && <span class="count">{COLUMNS.length - hidden.length}</span>}
      </summary>
      {isOpen && (
        <fieldset class="menu-list">
          <legend class="unseen">Columns</legend>
          {COLUMNS.filter(({ id }) => id !== 'run').map(({ id, title }) => (
            <label key={id} class="choice">
              <input type="checkbox" checked={!hidden.includes(id)} onChange={() => toggle(id)} />
              {title}
            </label>
          ))}
        </fieldset>
      )}
    </details>
  );
}
