import type { WireRequest } from '../target/target.ts';
import type { Answer } from '../wire/answer.ts';
import type { Call } from '../wire/client.ts';
import { answerRules } from './answer-rules.ts';
import type { RunHistory } from './run-history.ts';

/** One answered request of a session. */
export interface Observed {
  /** Of the recorded exchange. */
  readonly number: number;
  readonly request: WireRequest;
  readonly call: Call;
  readonly answer: Answer;
  /** Places in one count of everything sent and answered, which tell what was over before what began. */
  readonly start: number;
  readonly end: number;
}

export interface Violation {
  readonly id: string;
  readonly message: string;
  readonly expected?: unknown;
  readonly got?: unknown;
  readonly exchange: number;
}

/** What holds of every answer and over all answers of a session, whatever they were asked for. */
export interface Invariants {
  /** `history` is of the target that answered. */
  observe(observed: Observed, history: RunHistory): void;
  /** How often each was judged. */
  readonly judged: ReadonlyMap<string, number>;
  readonly violations: readonly Violation[];
}

export const invariantIds: readonly string[] = [
  'AUTH-009',
  'ERR-001',
  'ERR-002',
  'ERR-003',
  'ERR-007',
  'ERR-009',
  'RUN-EXEC-002',
  'RUN-GET-005',
  'RUN-GET-008',
  'RUN-STATE-004',
  'RUN-STATE-005',
  'RUN-STATE-010',
];

export function invariants(secrets: () => readonly string[]): Invariants {
  const judged = new Map<string, number>();
  const violations: Violation[] = [];
  const judge = (id: string, exchange: number, problem: Problem | undefined) => {
    judged.set(id, (judged.get(id) ?? 0) + 1);
    if (problem) violations.push({ id, exchange, ...problem });
  };
  return {
    judged,
    violations,
    observe: (observed, history) => {
      for (const rule of answerRules) {
        if (rule.applies(observed)) judge(rule.id, observed.number, rule.problem(observed, secrets()));
      }
      for (const { id, problem } of history.observe(observed)) judge(id, observed.number, problem);
    },
  };
}

export interface Problem {
  readonly message: string;
  readonly expected?: unknown;
  readonly got?: unknown;
}
