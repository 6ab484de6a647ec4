import { inspect } from 'node:util';
import type { JournalSubject, RunSubject } from './subjects.ts';

/** What a matcher says, in the form that every runner takes. */
export interface Verdict {
  readonly pass: boolean;
  /** Why the assertion fails: of one that passed, why its negation does. */
  message(): string;
  readonly expected: unknown;
  readonly actual: unknown;
}

/** What a matcher found. Its words complete "expected … to [claim], but [fact]", with "not to" when it passed. */
export interface Finding {
  readonly pass: boolean;
  readonly claim: string;
  readonly fact: string;
  readonly expected: unknown;
  readonly actual: unknown;
  /** What is no longer held might have made it come out otherwise: then neither it nor its negation holds. */
  readonly isOpen?: boolean;
}

export type Matcher<Subject, Expected extends readonly unknown[]> = (
  subject: Subject,
  ...expected: Expected
) => Verdict;

/** A matcher for a run; it fails with the run's timeline. @throws TypeError when it is given something else */
export function onRun<Expected extends readonly unknown[]>(
  judge: (run: RunSubject, ...expected: Expected) => Finding,
): Matcher<RunSubject, Expected> {
  return (run, ...expected) => {
    demand(run, ['view', 'timeline', 'statuses'], 'a run, as port.execute and port.run give it');
    return verdict(judge(run, ...expected), `run ${run.id}`, () => run.timeline().toString());
  };
}

/**
 * A matcher for a journal; it fails with all that the journal holds. @throws TypeError when it is given something else, Error when
 * what the journal has dropped leaves it open
 */
export function onJournal<Expected extends readonly unknown[]>(
  judge: (journal: JournalSubject, ...expected: Expected) => Finding,
): Matcher<JournalSubject, Expected> {
  return (journal, ...expected) => {
    demand(journal, ['all', 'violations'], 'a journal, as port.journal is');
    const { isOpen = false, ...found } = judge(journal, ...expected);
    const said = verdict(found, 'the journal', () => toldBy(journal));
    if (isOpen) throw new Error(`${said.message()}\n\n${MORE}`);
    return said;
  };
}

const MORE =
  'The journal no longer holds all exchanges, so this cannot be told: have it hold more, createFakePort({ journal: { max } })';

function verdict({ claim, fact, ...found }: Finding, subject: string, story: () => string): Verdict {
  const denied = found.pass ? 'not ' : '';
  return {
    ...found,
    message: () =>
      `expected ${subject} ${denied}to ${claim}, but ${fact}\n\nWhat happened, in order:\n${indented(story())}`,
  };
}

function toldBy(journal: JournalSubject): string {
  const { dropped = 0 } = journal;
  return dropped === 0 ? journal.toString() : `(${dropped} earlier, no longer held)\n${journal.toString()}`;
}

function indented(text: string): string {
  return (text.trim() === '' ? '(nothing)' : text.trimEnd()).replace(/^/gm, '  ');
}

function demand(subject: unknown, methods: readonly string[], what: string): void {
  const candidate = Object(subject) as Record<string, unknown>;
  if (methods.every((method) => typeof candidate[method] === 'function')) return;
  throw new TypeError(`This assertion looks at ${what}; it was given ${wordsOf(subject)}`);
}

const LONGEST = 160;

/** What is easily taken for the right thing is told by what to give instead. */
function wordsOf(subject: unknown): string {
  const { then, journal, settle, id, status } = Object(subject) as Record<string, unknown>;
  if (typeof then === 'function') return 'a promise; await it';
  if (typeof settle === 'function' && journal !== undefined) return 'the fake itself; give it port.journal';
  if (typeof id === 'string' && typeof status === 'string') return `how run ${id} stood; give it the run`;
  const words = inspect(subject, { depth: 0, breakLength: Number.POSITIVE_INFINITY, maxArrayLength: 5 });
  return words.length > LONGEST ? `${words.slice(0, LONGEST)}…` : words;
}
