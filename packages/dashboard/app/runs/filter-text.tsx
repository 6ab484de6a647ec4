import { useEffect, useId, useState } from 'preact/hooks';

interface Props {
  readonly label: string;
  readonly value: string;
  /** What is offered. */
  readonly known: readonly string[];
  readonly onChange: (value: string) => void;
}

/** A filter by an exact text; takes effect when the field is left or Enter is pressed, for half a name finds nothing. */
export function FilterText({ label, value, known, onChange }: Props) {
  const list = useId();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = () => {
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <label>
      {label}
      <input
        value={text}
        list={list}
        onInput={(event) => setText(event.currentTarget.value)}
        onChange={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
        autocomplete="off"
        spellcheck={false}
      />
      <datalist id={list}>
        {known.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </label>
  );
}
