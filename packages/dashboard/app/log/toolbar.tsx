import { apiUrl, part } from '../api/client.ts';

interface Props {
  readonly run: string;
  readonly search: {
    readonly wanted: string;
    readonly setWanted: (text: string) => void;
    readonly count: number;
    readonly at: number;
    readonly isDone: boolean;
    readonly step: (by: 1 | -1) => void;
  };
  readonly lines: number;
  readonly isFollowing: boolean;
  readonly setFollowing: (on: boolean) => void;
}

export function LogToolbar({ run, search, lines, isFollowing, setFollowing }: Props) {
  const { wanted, setWanted, count, at, isDone, step } = search;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    step(event.shiftKey ? -1 : 1);
  };
  const found = `${count.toLocaleString('en')} ${count === 1 ? 'line' : 'lines'}${isDone ? '' : ' so far…'}`;
  return (
    <div class="toolbar log-toolbar">
      <input
        type="search"
        class="search"
        aria-label="Search the log"
        placeholder="Search the log"
        value={wanted}
        onInput={(event) => setWanted(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        spellcheck={false}
      />
      <button type="button" disabled={count === 0} onClick={() => step(-1)} aria-label="Previous hit">
        ↑
      </button>
      <button type="button" disabled={count === 0} onClick={() => step(1)} aria-label="Next hit">
        ↓
      </button>
      <span class="muted" role="status">
        {wanted !== '' && (at === -1 ? found : `${(at + 1).toLocaleString('en')} of ${found}`)}
      </span>
      <span class="gap" />
      <span class="muted">
        {lines.toLocaleString('en')} {lines === 1 ? 'line' : 'lines'}
      </span>
      <label class="choice">
        <input
          type="checkbox"
          checked={isFollowing}
          onChange={(event) => setFollowing(event.currentTarget.checked)}
        />
        Follow
      </label>
      <a class="button" href={apiUrl(`berth/runs/${part(run)}/log.txt`)} download={`${run}.log`}>
        Download
      </a>
    </div>
  );
}
