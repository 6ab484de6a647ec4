import { rounded } from '../statistics.ts';
import type { FixtureFigures } from './fixture.ts';
import type { Taken } from './path.ts';

export interface FakeFigures {
  /** By the name of its path. */
  readonly paths: ReadonlyMap<string, Taken>;
  /** Milliseconds. */
  readonly day: number;
  readonly fixture: FixtureFigures;
}

/** The tables of README.md, ready to be pasted there. */
export function tableOf({ paths, day, fixture }: FakeFigures): string {
  const taken = (name: string) => paths.get(name) ?? { p50: Number.NaN, cpu: Number.NaN };
  const of = (name: string) => taken(name).p50;
  const bare = taken('hono.request');
  const cells = (time: number, beside: number) => `${rounded(time, 1)} | ${rounded(time / beside, 2)}`;
  const rows = [...paths].map(
    ([name, { p50, cpu }]) => `| ${name} | ${cells(p50, bare.p50)} | ${cells(cpu, bare.cpu)} |`,
  );
  const added = fixture.port - fixture.plain;
  return [
    '| PATCH of a run | p50 µs | to hono.request | CPU µs | to hono.request |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows,
    '',
    '| | measured | target |',
    '| --- | ---: | --- |',
    atMost('createFakePort()', of('createFakePort()'), 200, 'µs'),
    atMost('run.view()', of('run.view()'), 10, 'µs'),
    atMost('port.call', of('port.call'), 10, 'µs'),
    atMost('port.fetch / hono.request', of('port.fetch') / bare.p50, 0.25, ''),
    atLeast('msw / port.fetch', of('msw, fetch') / of('port.fetch'), 20),
    atMost('a test that names `port`, less one that does not', added, 1, 'ms'),
    atMost('24 h of a poller that sleeps 10 s', day, 100, 'ms'),
    '',
  ].join('\n');
}

function atMost(what: string, value: number, most: number, unit: string): string {
  return row(what, value, `≤ ${most}`, value <= most, unit);
}

function atLeast(what: string, value: number, least: number): string {
  return row(what, value, `≥ ${least}`, value >= least, '');
}

function row(what: string, value: number, target: string, isMet: boolean, unit: string): string {
  return `| ${what} | ${`${rounded(value, 2)} ${unit}`.trim()} | ${`${target} ${unit}`.trim()} ${isMet ? 'met' : 'MISSED'} |`;
}
