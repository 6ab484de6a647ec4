import { createFakePort } from '@berth/testing';
import { median } from '../statistics.ts';
import { microsecondsSince } from './path.ts';

const DAYS = 9;

/** Milliseconds of this process that a day takes in which somebody polls every ten seconds. */
export async function dayOfPolling(): Promise<number> {
  const days: number[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    const { clock } = createFakePort();
    const poll = async () => {
      for (;;) await clock.sleep('10s');
    };
    void poll();
    const began = process.cpuUsage();
    await clock.advance('24h');
    days.push(microsecondsSince(began) / 1_000);
  }
  return median(days);
}
