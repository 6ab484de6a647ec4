import type { Audit, Document, Receipt, Ref, Run } from '@berth/core';
import type { RunEvent } from '../support/runs.ts';

/** A run as the model knows it. Versions are the store's own; the model says only when they must be new, and when the same. */
export interface ModelRun {
  readonly run: Run;
  readonly version: number;
  readonly events: readonly RunEvent[];
}

export interface ModelDocument {
  readonly ref: Ref;
  readonly document: Document;
  readonly version: number;
  readonly pointsAt: readonly Ref[];
}

/** What one organisation holds, without an index, an order or a counter: everything is looked for anew. */
export interface Model {
  readonly runs: ReadonlyMap<string, ModelRun>;
  readonly documents: ReadonlyMap<string, ModelDocument>;
  readonly audits: readonly Audit[];
  readonly receipts: ReadonlyMap<string, Receipt>;
}

export const emptyModel: Model = {
  runs: new Map(),
  documents: new Map(),
  audits: [],
  receipts: new Map(),
};

export function sameRef(one: Ref, other: Ref): boolean {
  return one.kind === other.kind && one.key === other.key;
}

/** One text for a ref, which no two share. */
export function textOfRef({ kind, key }: Ref): string {
  return JSON.stringify([kind, key]);
}
