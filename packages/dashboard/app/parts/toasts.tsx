import { Link } from 'wouter-preact';
import { Store } from '../live/store.ts';
import { useStore } from '../live/use-store.ts';

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly href: string;
  readonly link: string;
}

const toasts = new Store<readonly Toast[]>([]);
let count = 0;

/** Shows a note with a link at the bottom right, until somebody takes it away or follows the link. */
export function showToast(toast: Omit<Toast, 'id'>): void {
  count += 1;
  toasts.set([...toasts.get().slice(-2), { ...toast, id: count }]);
}

const dismiss = (id: number) => toasts.set(toasts.get().filter((each) => each.id !== id));

/** Always there, for a screen reader tells only of changes in what it knows. */
export function Toasts() {
  return (
    <div class="toasts" role="status">
      {useStore(toasts).map(({ id, text, href, link }) => (
        <div class="toast" key={id}>
          <span>{text}</span>
          <Link class="toast-link" href={href} onClick={() => dismiss(id)}>
            {link}
          </Link>
          <button type="button" class="quiet small" onClick={() => dismiss(id)} aria-label="Dismiss">
            ✕
          </button>
        </div>
      ))}
    </div>
  );
}
