import { useEffect, useState } from 'preact/hooks';

const TYPING_MS = 250;

interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A search that begins when typing pauses. */
export function SearchBox({ value, onChange }: Props) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  // What is called when typing pauses is the newest one anyway
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text), TYPING_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <input
      type="search"
      class="search"
      placeholder="Search runs"
      aria-label="Search runs"
      value={text}
      onInput={(event) => setText(event.currentTarget.value)}
      spellcheck={false}
    />
  );
}
