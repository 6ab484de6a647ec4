import { logTime } from '../parts/times.ts';
import { type Line, rowOf, unfolded } from './line.ts';
import { piecesOf } from './marks.ts';

interface Props {
  readonly line: Line;
  readonly index: number;
  readonly count: number;
  /** Pixels from the top. */
  readonly start: number;
  readonly wanted: string;
  readonly isHit: boolean;
  readonly isUnfolded: boolean;
  readonly measure: (element: HTMLElement | null) => void;
  readonly toggle: (index: number) => void;
}

/** One line of a log: number, time, message. A message of many lines, or a very long one, unfolds. */
export function LogLine({ line, index, count, start, wanted, isHit, isUnfolded, measure, toggle }: Props) {
  const { text, more, isFolded } = rowOf(line);
  const { day, time } = logTime(line.at);
  return (
    <li
      class={`line${isHit ? ' hit' : ''}${isUnfolded ? ' unfolded' : ''}`}
      style={{ transform: `translateY(${start}px)` }}
      aria-posinset={index + 1}
      aria-setsize={count}
      data-index={index}
      ref={isUnfolded ? measure : null}
    >
      <span class="number">{index + 1}</span>
      <time dateTime={line.at} title={line.at}>
        <span class="day">{day} </span>
        {time}
      </time>
      {isFolded ? (
        <button
          type="button"
          class="fold-toggle"
          aria-expanded={isUnfolded}
          aria-label={`Whole message of line ${index + 1}`}
          onClick={() => toggle(index)}
        />
      ) : (
        <span class="no-toggle" />
      )}
      <span class="message">
        {piecesOf(isUnfolded ? unfolded(line) : text, wanted).map((piece, place) =>
          piece.isHit ? <mark key={place}>{piece.text}</mark> : piece.text,
        )}
        {isFolded && !isUnfolded && (
          <span class="muted">{more > 0 ? ` … ${more} more ${more === 1 ? 'line' : 'lines'}` : ' …'}</span>
        )}
      </span>
    </li>
  );
}
