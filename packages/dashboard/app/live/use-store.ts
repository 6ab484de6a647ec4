import { useEffect, useReducer } from 'preact/hooks';
import type { Store } from './store.ts';

/** The value of a store; the component is drawn again when it changes. */
export function useStore<T>(store: Store<T>): T {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    redraw(undefined);
    return store.subscribe(() => redraw(undefined));
  }, [store]);
  return store.get();
}
