import { type Step, steps } from '../../src/schema/steps.ts';

export const SLOW_ROWS = 400_000;

/** The schema, and a step behind it that takes long enough to be killed in. */
export const slowSteps: readonly Step[] = [
  ...steps,
  {
    number: steps.length + 1,
    name: 'slow',
    checksum: 'slow',
    sql: `CREATE TABLE slow (n INTEGER);
      INSERT INTO slow WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${SLOW_ROWS}) SELECT n FROM c;`,
  },
];
