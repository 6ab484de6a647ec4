import { median } from '../statistics.ts';

/** A way of doing the one thing that is measured. */
export interface Path {
  readonly name: string;
  /** So many in a round; fewer of what takes longer. */
  readonly calls: number;
  call(): Promise<unknown> | unknown;
  /** Around each round: what patches globals does so only while it is its turn. */
  begin?(): void;
  end?(): void;
}

/** The request that every path is asked: a run's label, with a token. */
export interface Asked {
  readonly url: string;
  readonly init: { readonly method: string; readonly headers: Record<string, string>; readonly body: string };
}

/** Microseconds. */
export interface Taken {
  /** What half of the calls take at most, by the clock on the wall. */
  readonly p50: number;
  /** Of this process and all its threads, collecting garbage included, whatever else the machine does. */
  readonly cpu: number;
}

/** Medians of rounds that take turns. */
export async function measure(paths: readonly Path[], rounds: number): Promise<ReadonlyMap<string, Taken>> {
  const taken = new Map(paths.map(({ name }) => [name, [] as Taken[]]));
  // The round before the first warms up, and does not count.
  for (let round = -1; round < rounds; round += 1) {
    for (const path of paths) {
      path.begin?.();
      const each = await roundOf(path);
      path.end?.();
      if (round >= 0) taken.get(path.name)?.push(each);
    }
  }
  return new Map(
    [...taken].map(([name, each]) => [
      name,
      { p50: median(each.map(({ p50 }) => p50)), cpu: median(each.map(({ cpu }) => cpu)) },
    ]),
  );
}

async function roundOf({ calls, call }: Path): Promise<Taken> {
  const times: number[] = [];
  const began = process.cpuUsage();
  for (let nth = 0; nth < calls; nth += 1) {
    const asked = performance.now();
    await call();
    times.push(performance.now() - asked);
  }
  return { p50: 1_000 * median(times), cpu: microsecondsSince(began) / calls };
}

export function microsecondsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return user + system;
}
