import { quantile, rounded } from '../statistics.ts';
import { fillPostgres, fillSqlite } from '../stores/million.ts';
import { call } from './call.ts';
import { type LiveServer, type Place, withServer } from './place.ts';

const RUNS = 100_000;
const PAGE = 100;
const READINGS = 100;
const WARM_UP = 10;

export interface ListFigures {
  readonly store: Place['kind'];
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** The first page of a long list, asked for over and over, one at a time. */
export async function measureList(kind: Place['kind']): Promise<ListFigures> {
  return withServer(kind, async (server, place) => {
    await fill(server, place);
    const times: number[] = [];
    for (let reading = 0; reading < WARM_UP + READINGS; reading += 1) {
      const began = performance.now();
      const answer = await call('GET', `${server.origin}/v1/berth/runs?limit=${PAGE}`);
      times.push(performance.now() - began);
      const { runs } = JSON.parse(answer) as { runs: readonly object[] };
      if (runs.length !== PAGE) throw new Error(`a page of ${runs.length}`);
    }
    const counted = times.slice(WARM_UP);
    return {
      store: kind,
      p50: rounded(quantile(counted, 0.5), 1),
      p99: rounded(quantile(counted, 0.99), 1),
    };
  });
}

async function fill(server: LiveServer, place: Place): Promise<void> {
  if (place.kind === 'memory') await server.ask({ ask: 'runs', count: RUNS });
  if (place.kind === 'sqlite') fillSqlite(place.file, RUNS);
  if (place.kind === 'postgres') await fillPostgres(place.url, place.schema, RUNS);
}
