import { useEffect } from 'preact/hooks';
import { plain } from './plain.ts';

/** Names the browser's tab. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Berth' : plain(`${title} · Berth`);
  }, [title]);
}
