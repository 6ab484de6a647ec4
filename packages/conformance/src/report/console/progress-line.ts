import type { Progress } from '../../session/events.ts';
import { printableLine } from '../printable.ts';
import { clip } from './layout.ts';

const CLEAR = '\r\u001b[2K';
/** Milliseconds; a terminal that is written to more often only gets slower. */
const OFTEN_ENOUGH = 80;

/** One line that is written over and over, for terminals. */
export interface ProgressLine {
  show(progress: Progress): void;
  clear(): void;
}

export function progressLine(write: (text: string) => void, width: number): ProgressLine {
  let phase: Progress['phase'] | undefined;
  let last = 0;
  let shown = false;
  return {
    show: (progress) => {
      const now = performance.now();
      const finished = progress.done >= progress.total;
      if (progress.phase === phase && now - last < OFTEN_ENOUGH && !finished) return;
      phase = progress.phase;
      last = now;
      shown = true;
      write(`${CLEAR}${clip(textOf(progress), width - 1)}`);
    },
    clear: () => {
      if (shown) write(CLEAR);
      shown = false;
    },
  };
}

function textOf({ phase, done, total, requests, about }: Progress): string {
  const counted = total > 0 ? ` ${done}/${total}` : '';
  return `${phase}${counted}   ${requests} requests${about === undefined ? '' : `   ${printableLine(about)}`}`;
}
