import { existsSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import {
  type Capability,
  type Conformance,
  capabilityNames,
  expectationsFrom,
  isPort,
  type Level,
  makeReceiver,
  type PlanEvent,
  readExpectations,
  reportersFrom,
  runConformance,
} from '@berth/conformance';
import { UsageError } from '../usage.ts';
import { choice, flagsAndWords, listFlag, numberFlag, runFlags, wholeFlag } from './flags.ts';
import { onInterrupt } from './interrupt.ts';
import { profileFrom, targetFrom } from './target.ts';

type Flags = ReturnType<typeof parse>['flags'];

const parse = (args: readonly string[]) => flagsAndWords(args, runFlags);

/** `berth conform --target …`. */
export async function run(args: readonly string[]): Promise<number> {
  const { flags, words } = parse(args);
  const wanted = optionsFrom(flags, words);
  const target = await targetFrom(flags, process.env);
  const live = flags.live || isPort(target.name);
  const writes = !flags['read-only'] && (!live || (flags['allow-writes'] ?? false));
  if (live && !writes && !flags['read-only'])
    console.error(
      `berth: ${target.name} is shared, so it is only read; --allow-writes lets checks write there`,
    );
  if (live && writes && !flags.yes && !flags['dry-run'] && !process.stdin.isTTY)
    throw new UsageError(`writing to ${target.name} has to be agreed to: --yes, or run this on a terminal`);

  const journal =
    // Of the fake nothing stays.
    flags.journal ?? (target.name === 'fake:' ? undefined : journalIn(flags.folder));
  const interrupt = onInterrupt(journal);
  const dryRun = flags['dry-run'] ?? false;
  const conformance = await runConformance({
    ...wanted,
    target,
    live,
    readOnly: !writes,
    signal: interrupt.signal,
    ...(journal === undefined ? {} : { journal }),
    ...consentFor(live && writes, dryRun, flags.yes ?? false),
    reporters: reportersFor(flags),
  });
  interrupt.over();
  if (journal !== undefined && conformance.footer.left.length === 0 && !flags.keep && existsSync(journal))
    unlinkSync(journal);
  else if (conformance.footer.left.length > 0)
    console.error(
      `berth: clean up what is left with: berth conform cleanup --journal ${journal} --target ${target.name}`,
    );
  if (flags['update-expected'] && flags.expected) update(flags.expected, conformance);
  return dryRun && conformance.footer.exitCode === 3 ? 0 : conformance.footer.exitCode;
}

function optionsFrom(flags: Flags, words: readonly string[]) {
  if (flags['update-expected'] && !flags.expected)
    throw new UsageError('--update-expected needs --expected FILE');
  if (flags.requirements !== undefined) choice('requirements', flags.requirements, ['2026.1']);
  const level = flags.level?.toUpperCase();
  const seconds = numberFlag('max-time', flags['max-time']);
  const reserve = numberFlag('reserve', flags.reserve?.replace(/%$/, ''));
  const only = [...words, ...(listFlag(flags.only) ?? [])];
  return defined({
    profile: profileFrom(flags),
    level: level === undefined ? undefined : (choice('level', level, ['MUST', 'SHOULD', 'MAY']) as Level),
    strict: flags.strict,
    only,
    skip: listFlag(flags.skip),
    capabilities: listFlag(flags.capabilities)?.map(
      (each): Capability => choice('capabilities', each, capabilityNames),
    ),
    mode:
      flags.mode === undefined
        ? undefined
        : choice('mode', flags.mode, ['smoke', 'lite', 'standard', 'full']),
    sequences: wholeFlag('sequences', flags.sequences),
    maxOps: wholeFlag('max-commands', flags['max-commands'], 1),
    races: wholeFlag('races', flags.races),
    seed: wholeFlag('seed', flags.seed),
    maxRequests: wholeFlag('max-requests', flags['max-requests'], 1),
    perSecond: numberFlag('rps', flags.rps),
    reserve: reserve === undefined ? undefined : reserve / 100,
    sandbox: defined({ action: flags.action, blueprint: flags.blueprint }),
    tag: flags.tag,
    keep: flags.keep,
    receiver: flags.receiver === undefined ? undefined : receiverFrom(flags.receiver),
    settle: numberFlag('settle', flags.settle),
    timeout: numberFlag('timeout', flags.timeout, 1),
    maxTime: seconds === undefined ? undefined : seconds * 1_000,
    shrinkRequests: wholeFlag('shrink-requests', flags['shrink-requests']),
    expectations:
      flags.expected !== undefined && (existsSync(flags.expected) || !flags['update-expected'])
        ? expected(flags.expected)
        : undefined,
    folder: flags.folder,
  });
}

function expected(file: string) {
  try {
    return readExpectations(file);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** `http://public.example/base` for a tunnel to a port of this machine, or `listen:PORT`. */
function receiverFrom(text: string) {
  const port = /^listen:(\d{1,5})$/.exec(text)?.[1];
  if (port !== undefined) return () => makeReceiver({ port: Number(port) });
  if (!/^https?:\/\//.test(text) || !URL.canParse(text))
    throw new UsageError(
      `--receiver takes listen:PORT, or the URL at which this machine is reached; not "${text}"`,
    );
  const { port: local } = new URL(text);
  return () => makeReceiver({ port: Number(local || 8080), publicUrl: text });
}

function reportersFor({ report, session }: Flags) {
  const spec = session === undefined ? report : `${report},jsonl=${session}`;
  try {
    return reportersFrom(spec);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function consentFor(asks: boolean, dryRun: boolean, yes: boolean) {
  if (dryRun) return { consent: async () => false };
  if (!asks) return {};
  return { consent: async (plan: PlanEvent) => yes || agreed(plan) };
}

async function agreed({ requests, runsLeft }: PlanEvent): Promise<boolean> {
  const ask = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await ask.question(
    `Send about ${requests} requests and leave about ${runsLeft} runs there for good? [y/N] `,
  );
  ask.close();
  return /^y(es)?$/i.test(answer.trim());
}

function update(file: string, { results }: Conformance): void {
  const known = existsSync(file) ? readExpectations(file) : {};
  writeFileSync(file, `${JSON.stringify(expectationsFrom(results, known), null, 2)}\n`);
  console.error(`berth: wrote ${file}; give each new entry its reason`);
}

function journalIn(folder: string): string {
  return join(folder, `journal-${new Date().toISOString().replaceAll(/[:.]/g, '')}-${process.pid}.jsonl`);
}

/** Without the keys whose value is undefined. */
function defined<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}
