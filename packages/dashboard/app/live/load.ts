import { useCallback, useEffect, useState } from 'preact/hooks';

export type Loaded<T> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Loads something whenever `about` changes; what is there stays while it is loaded again. */
export function useLoaded<T>(
  load: (signal: AbortSignal) => Promise<T>,
  about: string,
): [Loaded<T>, () => void] {
  const [state, setState] = useState<{ readonly about: string; readonly loaded: Loaded<T> }>();
  const [turn, setTurn] = useState(0);
  // `about` says what `load` loads, and `turn` asks for it again
  useEffect(() => {
    const stop = new AbortController();
    const set = (loaded: Loaded<T>) => {
      if (!stop.signal.aborted) setState({ about, loaded });
    };
    load(stop.signal).then(
      (value) => set({ kind: 'ready', value }),
      (error: unknown) => set({ kind: 'failed', error }),
    );
    return () => stop.abort();
  }, [about, turn]);
  const again = useCallback(() => setTurn((count) => count + 1), []);
  return [state?.about === about ? state.loaded : { kind: 'loading' }, again];
}
