import type { Reading, RunsReader } from './reader.ts';

interface Props {
  readonly reading: Reading;
  readonly reader: RunsReader;
  readonly shown: number;
  readonly search: string;
  readonly isSorted: boolean;
}

const many = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'run' : 'runs'}`;

/** What has been looked at, truly, and a way to stop or go on. */
export function Progress({ reading: { runs, isComplete, kind }, reader, shown, search, isSorted }: Props) {
  const needsAll = search !== '' || isSorted;
  if (!needsAll) {
    const words = isComplete ? many(runs.length) : `${many(runs.length)} loaded, more below`;
    return <p class="progress">{runs.length === 0 ? '' : words}</p>;
  }
  const did = search === '' ? 'Sorted' : 'Searched';
  const found = search === '' ? '' : `, ${shown.toLocaleString('en')} found`;
  return (
    <p class="progress" role="status" aria-busy={kind === 'all'}>
      {isComplete
        ? `${did} all ${many(runs.length)}${found}.`
        : `${did} the newest ${many(runs.length)}${found}`}
      {kind === 'all' && (
        <>
          {' so far… '}
          <button type="button" class="quiet small" onClick={() => reader.stop()}>
            Stop
          </button>
        </>
      )}
      {kind === 'idle' && !isComplete && (
        <>
          {'; older ones were not looked at. '}
          <button type="button" class="quiet small" onClick={() => void reader.all()}>
            Read on
          </button>
        </>
      )}
    </p>
  );
}
