import { useState } from 'preact/hooks';

/** Copies a text; says so for a moment. Away where the browser gives no clipboard, as over plain http. */
export function CopyButton({ text, what }: { readonly text: string; readonly what: string }) {
  const [isDone, setDone] = useState(false);
  if (!navigator.clipboard) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setDone(true);
    setTimeout(() => setDone(false), 1500);
  };
  return (
    <button type="button" class="quiet small" onClick={() => void copy()}>
      {isDone ? 'Copied' : 'Copy'}
      <span class="unseen"> {what}</span>
    </button>
  );
}
