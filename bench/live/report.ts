import type { DisconnectFigures } from './disconnects.ts';
import type { IdleFigures } from './idle.ts';
import type { LatencyFigures } from './latency.ts';
import type { ListFigures } from './list.ts';
import type { SlowFigures } from './slow.ts';
import type { WholeLogFigures } from './whole-log.ts';

export interface LiveFigures {
  readonly node: string;
  readonly disconnects: DisconnectFigures;
  readonly latencies: readonly LatencyFigures[];
  readonly slow: SlowFigures;
  readonly idle: readonly IdleFigures[];
  readonly logs: readonly WholeLogFigures[];
  readonly lists: readonly ListFigures[];
}

const targets = { 'same process': 100, 'another process': 400, list: 300 };

/** The tables of README.md, ready to be pasted there. */
export function tableOf({ node, disconnects, latencies, slow, idle, logs, lists }: LiveFigures): string {
  return [
    `Node ${node}`,
    '',
    ...table(
      ['disconnects', 'lines written', 'events read', 'lost, twice or out of order', 's'],
      [[disconnects.disconnects, disconnects.lines, disconnects.events, 'none', disconnects.seconds]],
    ),
    ...table(
      ['a line, ms (p50 / p99)', 'POST', 'from sending', 'from the answer', 'to POST', 'target, p99'],
      latencies.map(latencyRow),
    ),
    ...table(
      [
        '',
        'slow readers',
        'sent before the cut, MiB',
        'all cut after, s',
        'kept for each, KiB',
        'peak RSS, + MiB',
        'normal reader, lines/s',
      ],
      [
        ['alone', 0, '–', '–', '–', slow.alonePeakMib, slow.aloneLines],
        [
          'beside slow ones',
          slow.slow,
          slow.cutAfterMib,
          slow.cutWithin,
          slow.keptKib,
          slow.peakMib,
          slow.besideLines,
        ],
      ],
    ),
    ...table(
      ['idle streams', 'RSS KiB each', 'heap KiB each', 'of a core'],
      idle.map(({ store, streams, rssKib, heapKib, load }) => [
        `${streams}, ${store}`,
        rssKib,
        heapKib,
        load,
      ]),
    ),
    ...table(
      ['100,000 lines', 'events, lines/s', 'log.txt, lines/s'],
      logs.map(({ store, events, text }) => [store, events, text]),
    ),
    ...table(
      ['100 of 100,000 runs, ms', 'p50', 'p99', 'target, p50'],
      lists.map(({ store, p50, p99 }) => [store, p50, p99, atMost(p50, targets.list)]),
    ),
  ].join('\n');
}

function latencyRow({ store, reader, post, fromSending, fromAnswer, ratio }: LatencyFigures) {
  const pair = ({ p50, p99 }: LatencyFigures['post']) => `${p50} / ${p99}`;
  const target = atMost(fromSending.p99, targets[reader]);
  return [`${store}, ${reader}`, pair(post), pair(fromSending), pair(fromAnswer), ratio, target];
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const lines = [head, head.map(() => '---'), ...rows];
  return [...lines.map((cells) => `| ${cells.join(' | ')} |`), ''];
}

function atMost(value: number, most: number): string {
  return `≤ ${most} ${value <= most ? 'met' : 'MISSED'}`;
}
