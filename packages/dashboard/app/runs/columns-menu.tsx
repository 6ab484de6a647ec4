import { useRef, useState } from 'preact/hooks';
import { COLUMNS, type ColumnId } from './columns.ts';

interface Props {
  readonly hidden: readonly ColumnId[];
  readonly onChange: (hidden: readonly ColumnId[]) => void;
}

/** Which columns are shown; the run itself always is. */
export function ColumnsMenu({ hidden, onChange }: Props) {
  const [isOpen, setOpen] = useState(false);
  const menu = useRef<HTMLDivElement>(null);
  const toggle = (id: ColumnId) =>
    onChange(hidden.includes(id) ? hidden.filter((each) => each !== id) : [...hidden, id]);
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    setOpen(false);
    menu.current?.querySelector('button')?.focus();
  };
  const closeOnLeaving = ({ relatedTarget }: FocusEvent) => {
    if (relatedTarget instanceof Node && !menu.current?.contains(relatedTarget)) setOpen(false);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape and leaving are those of what it holds
    <div class="menu" ref={menu} onKeyDown={closeOnEscape} onFocusOut={closeOnLeaving}>
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        Columns{hidden.length > 0 && <span class="count">{COLUMNS.length - hidden.length}</span>}
      </button>
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
    </div>
  );
}
