import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type VirtualItem,
  Virtualizer,
} from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useRef, useState } from 'preact/hooks';

interface Options {
  readonly count: number;
  /** Pixels of a row. */
  readonly rowHeight: number;
  readonly scroller: { readonly current: HTMLElement | null };
  readonly overscan?: number;
  /** Pixels above the first row, such as those of a heading that stays. */
  readonly paddingStart?: number;
}

export interface Virtual {
  readonly items: readonly VirtualItem[];
  /** Pixels of all rows together. */
  readonly height: number;
  readonly virtualizer: Virtualizer<HTMLElement, HTMLElement>;
}

/** Which rows of a long list are seen, drawn anew as it is scrolled. */
export function useVirtual({
  count,
  rowHeight,
  scroller,
  overscan = 12,
  paddingStart = 0,
}: Options): Virtual {
  const [, redraw] = useReducer((turn: number) => turn + 1, 0);
  const isThere = useRef(true);
  const options = {
    count,
    overscan,
    paddingStart,
    estimateSize: () => rowHeight,
    getScrollElement: () => scroller.current,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll<HTMLElement>,
    onChange: () => {
      if (isThere.current) redraw(undefined);
    },
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, HTMLElement>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => {
    isThere.current = true;
    const unmount = virtualizer._didMount();
    return () => {
      isThere.current = false;
      unmount();
    };
  }, [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  return { items: virtualizer.getVirtualItems(), height: virtualizer.getTotalSize(), virtualizer };
}
