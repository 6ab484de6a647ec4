import { isJsonObject, type Json } from '../../json.ts';
import type { Comparison } from './comparison.ts';
import { instantOf } from './instant.ts';
import { type Period, presetPeriod } from './preset.ts';
import { elements } from './value.ts';

/** Both ends belong to the period. */
export const between: Comparison = (operands, at) => {
  const periods = operands.flatMap((operand) => periodOf(operand, Date.parse(at)) ?? []);
  return (value) =>
    instantsOf(value).some((instant) => periods.some(({ from, to }) => from <= instant && instant <= to));
};

export const expired: Comparison = (_, at) => {
  const now = Date.parse(at);
  return (value) => instantsOf(value).some((instant) => instant <= now);
};

function instantsOf(value: Json): readonly number[] {
  return elements(value).flatMap((element) => instantOf(element) ?? []);
}

function periodOf(operand: Json, now: number): Period | undefined {
  if (!isJsonObject(operand)) return undefined;
  if (typeof operand.preset === 'string') return presetPeriod(operand.preset, now);
  const [from, to] = [instantOf(operand.from), instantOf(operand.to)];
  return from === undefined || to === undefined ? undefined : { from, to };
}
