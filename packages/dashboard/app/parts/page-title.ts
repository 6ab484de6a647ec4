import { useEffect } from 'preact/hooks';

/** Names the browser's tab. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Berth' : `${title} · Berth`;
  }, [title]);
}
