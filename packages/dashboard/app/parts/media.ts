import { useEffect, useState } from 'preact/hooks';

/** Whether the page meets a media query, as it does at the moment. */
export function useMedia(query: string): boolean {
  const [isMet, setMet] = useState(() => window.matchMedia(query).matches);
  useEffect(() => {
    const list = window.matchMedia(query);
    const update = () => setMet(list.matches);
    update();
    list.addEventListener('change', update);
    return () => list.removeEventListener('change', update);
  }, [query]);
  return isMet;
}
