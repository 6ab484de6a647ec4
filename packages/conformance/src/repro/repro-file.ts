import type { Op } from '../model/op.ts';
import type { ProgramStep, SequenceFinding } from '../sequence/finding.ts';
import { type Body, isBody } from '../wire/answer.ts';

/** A finding of a generated sequence, to be performed again (`repro.json`). */
export interface Repro {
  readonly format: 1;
  readonly kind: 'sequence';
  readonly id: string;
  readonly clause: string;
  readonly profile: 'seed' | 'openapi';
  readonly seed: number;
  readonly program: readonly ProgramStep[];
  readonly expected: unknown;
  readonly got: unknown;
}

/** A finding of a named check, which is done again as a whole. */
export interface CheckRepro {
  readonly format: 1;
  readonly kind: 'check';
  readonly id: string;
  readonly seed?: number;
}

export function reproOf({ ids, clause, profile, seed, program, expected, got }: SequenceFinding): Repro {
  const [id = ''] = ids;
  return { format: 1, kind: 'sequence', id, clause, profile, seed, program, expected, got };
}

export function checkRepro(id: string, seed: number): CheckRepro {
  return { format: 1, kind: 'check', id, seed };
}

/** @throws Error when the text is no repro file. */
export function readRepro(text: string): Repro | CheckRepro {
  const value = parsed(text);
  if (!isBody(value) || value.format !== 1 || typeof value.id !== 'string')
    throw new Error('This is no repro file: it is not JSON with "format": 1 and an "id"');
  const { kind, id, seed } = value;
  if (kind === 'check') return { format: 1, kind, id, ...(typeof seed === 'number' ? { seed } : {}) };
  if (!isSequence(value))
    throw new Error(`This repro file of ${id} is damaged: it holds neither a check nor a program`);
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isSequence(value: Body): value is Body & Repro {
  const { kind, clause, profile, seed, program } = value;
  return (
    kind === 'sequence' &&
    typeof clause === 'string' &&
    (profile === 'seed' || profile === 'openapi') &&
    typeof seed === 'number' &&
    Array.isArray(program) &&
    program.length > 0 &&
    program.every(isStep)
  );
}

function isStep(value: unknown): boolean {
  return isBody(value) && typeof value.was === 'string' && isOp(value.op);
}

function isOp(value: unknown): value is Op {
  if (!isBody(value)) return false;
  const { call, run, body, properties, entity, change } = value;
  if (call === 'list') return true;
  if (typeof run !== 'string' || !/^r\d+$/.test(run)) return false;
  switch (call) {
    case 'get':
    case 'logs':
    case 'affected':
      return true;
    case 'create':
      return isBody(properties);
    case 'patch':
      return isBody(body);
    case 'log':
      return isBody(body) && typeof body.message === 'string';
    case 'tie':
      return /^e\d+$/.test(String(entity)) && ['create', 'update', 'delete'].includes(String(change));
    default:
      return false;
  }
}
