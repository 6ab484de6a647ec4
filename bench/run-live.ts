import { measureLatency } from './live/latency.ts';

for (const k of ['memory', 'sqlite', 'postgres'] as const) {
  console.error(k);
  console.log(await measureLatency(k));
}
