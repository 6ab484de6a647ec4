import { expect, it } from 'vitest';
import { watchers } from '../src/database/watchers.ts';

/** Somebody for each of these, who notes what he is woken for. */
function watching(...runs: readonly (string | undefined)[]) {
  const all = watchers();
  const woken: (readonly [who: string, run: string | undefined])[] = [];
  const ends = runs.map((run) => all.add((changed) => woken.push([run ?? 'any', changed]), run));
  return { all, ends, since: () => woken.splice(0) };
}

it('wakes for a run those who watch that or any, and for none by name everybody', () => {
  const { all, since } = watching('r_1', 'r_2', undefined);
  all.wake('r_1');
  expect(since()).toEqual([
    ['any', 'r_1'],
    ['r_1', 'r_1'],
  ]);
  all.wake('r_3');
  expect(since()).toEqual([['any', 'r_3']]);
  all.wake(undefined);
  expect(since()).toEqual([
    ['any', undefined],
    ['r_1', undefined],
    ['r_2', undefined],
  ]);
});

it('wakes apart those who have named a run, and those who have not', () => {
  const { all, since } = watching('r_1', 'r_1', undefined);
  all.wakeNamed('r_1');
  expect(since()).toEqual([
    ['r_1', 'r_1'],
    ['r_1', 'r_1'],
  ]);
  all.wakeUnnamed();
  expect(since()).toEqual([['any', undefined]]);
});

it('knows by name what is watched, until the last one who watches it ends, once or twice', () => {
  const { all, ends, since } = watching('r_1', 'r_1', 'r_2');
  const [first, second, other] = ends;
  first?.();
  first?.();
  other?.();
  expect([...all.named()]).toEqual(['r_1']);
  second?.();
  expect([...all.named()]).toEqual([]);
  const end = all.add(() => {}, 'r_1');
  second?.();
  expect([...all.named()]).toEqual(['r_1']);
  end();
  all.wake('r_1');
  expect(since()).toEqual([]);
});
