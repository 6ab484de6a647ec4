import { compareShapes } from './compare-shapes.ts';
import { operationsOf, type Part, type Parts } from './operations.ts';
import type { Schema } from './shape.ts';
import { shapeOf } from './shape-of.ts';

/**
 * Where our OpenAPI document says something else than the published one, a line each:
 * `GET /v1/actions/runs: answer 200 /next: key none → optional`.
 */
export function compareDocuments(published: Schema, ours: Schema): string[] {
  const [theirs, own] = [operationsOf(published), operationsOf(ours)];
  return namesIn(theirs, own).flatMap((operation) => {
    const [one, other] = [theirs.get(operation), own.get(operation)];
    if (!one || !other) return [`${operation}: ${one ? 'given → none' : 'none → given'}`];
    return compareParts(one, published, other, ours).map((line) => `${operation}: ${line}`);
  });
}

function compareParts(theirs: Parts, published: Schema, own: Parts, ours: Schema): string[] {
  return namesIn(theirs, own).flatMap((name) => {
    const [one, other] = [theirs.get(name), own.get(name)];
    const [standing, counterpart] = [standingOf(one), standingOf(other)];
    const presence = standing === counterpart ? [] : [`${name}: ${standing} → ${counterpart}`];
    if (!one || !other) return presence;
    const shapes = [shapeOf(one.schema, published), shapeOf(other.schema, ours)] as const;
    return [...presence, ...compareShapes(...shapes).map((line) => `${name}${line}`)];
  });
}

function standingOf(part: Part | undefined): string {
  if (!part) return 'none';
  return part.required ? 'required' : 'given';
}

function namesIn(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])];
}
