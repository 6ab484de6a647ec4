/** One step of a schema, as this version of the code knows it. Steps are numbered 1, 2, 3 … and never change once released. */
export interface KnownMigration {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

/** One step that a database has taken. */
export type AppliedMigration = Pick<KnownMigration, 'number' | 'checksum'>;

/** The schema of a database is none that this code can work with; the message says what to do. */
export class SchemaMismatch extends Error {
  override readonly name = 'SchemaMismatch';
}

/**
 * The steps that a database still has to take, in order.
 * @throws SchemaMismatch when it has taken one that this code does not know, or knows otherwise
 */
export function pendingOf<M extends KnownMigration>(
  known: readonly M[],
  applied: readonly AppliedMigration[],
): readonly M[] {
  const newest = Math.max(0, ...applied.map(({ number }) => number));
  if (newest > known.length) {
    throw new SchemaMismatch(
      `the database has schema ${newest}, and this version of Berth knows schemas up to ${known.length}: use the version of Berth that made it, or a newer one`,
    );
  }
  const taken = new Map(applied.map(({ number, checksum }) => [number, checksum]));
  for (const { number, name, checksum } of known) {
    if ((taken.get(number) ?? checksum) !== checksum) {
      throw new SchemaMismatch(
        `migration ${number} (${name}) was applied to the database in another form than this version of Berth has it: the database was made by a build that was never released, or changed by hand`,
      );
    }
  }
  return known.filter(({ number }) => !taken.has(number));
}
