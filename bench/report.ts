import type { HttpFigures } from './http.ts';
import type { ImportFigures, StartupFigures } from './startup.ts';

export interface Figures {
  readonly node: string;
  readonly startup: StartupFigures;
  readonly testingImport: ImportFigures;
  readonly http: readonly HttpFigures[];
}

const targets = { rate: 0.85, startup: 2, importMs: 150 };

/** The tables of README.md, ready to be pasted there. */
export function tableOf({ node, startup, testingImport, http }: Figures): string {
  return [
    `Node ${node}, medians`,
    '',
    '| 50 connections, PATCH of a run | bare/s | Berth/s | rate ratio (each round) | CPU µs bare | CPU µs Berth | CPU ratio | client load | target |',
    '|---|---|---|---|---|---|---|---|---|',
    ...http.map(httpRow),
    '',
    '| Start to first answer | bare Hono ms | berth serve ms | ratio | target |',
    '|---|---|---|---|---|',
    startRow('GET /healthz', startup.health, verdict(startup.health.ratio <= targets.startup, '≤ 2.0')),
    startRow('POST token after it', startup.token, '–'),
    '',
    '| Import of @berth/testing | ms | target |',
    '|---|---|---|',
    `| a process that does nothing | ${testingImport.emptyMs} | – |`,
    `| a process that imports it, less that | ${testingImport.processMs} | ${importVerdict(testingImport.processMs)} |`,
    `| around \`await import\` | ${testingImport.insideMs} | ${importVerdict(testingImport.insideMs)} |`,
    '',
  ].join('\n');
}

function httpRow({
  framework,
  auth,
  bare,
  berth,
  ratio,
  ratios: [low, high],
  cpuRatio,
}: HttpFigures): string {
  const target = auth === 'identify' ? verdict(ratio >= targets.rate, '≥ 0.85') : '–';
  return row([
    `${framework}, ${auth}`,
    bare.perSecond,
    berth.perSecond,
    `${ratio} (${low} to ${high})`,
    bare.cpuUs,
    berth.cpuUs,
    cpuRatio,
    `${bare.clientLoad}, ${berth.clientLoad}`,
    target,
  ]);
}

function startRow(
  what: string,
  { bareMs, berthMs, ratio }: StartupFigures['health'],
  target: string,
): string {
  return row([what, bareMs, berthMs, ratio, target]);
}

function importVerdict(milliseconds: number): string {
  return verdict(milliseconds <= targets.importMs, '≤ 150');
}

function verdict(met: boolean, target: string): string {
  return `${target} ${met ? 'met' : 'MISSED'}`;
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}
