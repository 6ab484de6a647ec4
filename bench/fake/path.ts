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

/** Microseconds of this process that a call takes, whatever else the machine does: medians of rounds that take turns. */
export async function measure(paths: readonly Path[], rounds: number): Promise<ReadonlyMap<string, number>> {
  const taken = new Map(paths.map(({ name }) => [name, [] as number[]]));
  // The round before the first warms up, and does not count.
  for (let round = -1; round < rounds; round += 1) {
    for (const path of paths) {
      path.begin?.();
      const began = process.cpuUsage();
      for (let call = 0; call < path.calls; call += 1) await path.call();
      const each = microsecondsSince(began) / path.calls;
      path.end?.();
      if (round >= 0) taken.get(path.name)?.push(each);
    }
  }
  return new Map([...taken].map(([name, times]) => [name, median(times)]));
}

export function microsecondsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return user + system;
}
