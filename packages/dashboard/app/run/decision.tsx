import { useState } from 'preact/hooks';
import { wordsOf } from '../api/error.ts';
import { Dialog } from '../parts/dialog.tsx';
import { plain } from '../parts/plain.ts';

interface Props {
  readonly title: string;
  readonly button: string;
  readonly hasDescription: boolean;
  readonly close: () => void;
  readonly act: (description: string) => Promise<void>;
}

/** Asks before something is done that cannot be undone; says so when the server refuses. */
export function Decision({ title, button, hasDescription, close, act }: Props) {
  const [description, setDescription] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await act(description.trim());
    } catch (refused) {
      setError(refused);
      setBusy(false);
    }
  };
  return (
    <Dialog title={title} close={close}>
      <form onSubmit={(event) => void submit(event)}>
        {hasDescription && (
          <label>
            Description (optional)
            <textarea
              rows={3}
              value={description}
              onInput={(event) => setDescription(event.currentTarget.value)}
            />
          </label>
        )}
        {error !== undefined && (
          <p class="note error" role="alert">
            {plain(wordsOf(error))}
          </p>
        )}
        <div class="buttons end">
          <button type="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="primary" disabled={isBusy}>
            {button}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
