import type { SessionEvent } from '../session/events.ts';
import { type Body, isBody } from '../wire/answer.ts';

type Kind = 'string' | 'number' | 'boolean' | 'list' | 'object';

/** Of each event, what reports rest on; the rest of a line is taken as it is. */
const shapes: Readonly<Record<SessionEvent['type'], Readonly<Record<string, Kind>>>> = {
  header: {
    version: 'string',
    target: 'string',
    profile: 'string',
    requirements: 'string',
    mode: 'string',
    seed: 'number',
    startedAt: 'string',
    capabilities: 'list',
    undeclared: 'list',
  },
  plan: { checks: 'number', sequences: 'number', races: 'number', requests: 'number', runsLeft: 'number' },
  exchange: { number: 'number', purpose: 'string', request: 'object' },
  result: {
    id: 'string',
    level: 'string',
    outcome: 'string',
    findings: 'list',
    warnings: 'list',
    tolerated: 'list',
    notes: 'list',
  },
  footer: {
    verdict: 'string',
    exitCode: 'number',
    levels: 'object',
    stale: 'list',
    requests: 'number',
    ms: 'number',
    lag: 'object',
    runsLeft: 'number',
    left: 'list',
  },
};

/** What is wrong with this line of a session file, if anything. */
export function misshapen(line: unknown): string | undefined {
  if (!isBody(line) || typeof line.type !== 'string') return 'no object with a type';
  const shape = Object.hasOwn(shapes, line.type) ? shapes[line.type as SessionEvent['type']] : undefined;
  if (!shape) return `of the unknown type "${line.type}"`;
  const lacking = Object.entries(shape).find(([key, kind]) => !isOf(kind, line, key));
  return lacking && `a ${line.type} whose "${lacking[0]}" is no ${lacking[1]}`;
}

function isOf(kind: Kind, line: Body, key: string): boolean {
  const value = line[key];
  if (kind === 'list') return Array.isArray(value);
  return kind === 'object' ? isBody(value) : typeof value === kind;
}
