import { checkEach, checkName, checkText } from './expectations.ts';
import type { RunSubject } from './subjects.ts';
import { fits, numbered, shown, type TextPattern } from './text.ts';
import { type Finding, onRun } from './verdict.ts';

/** What a run left behind. */
export const traceMatchers = {
  /** A line of the run's log is this: a string is all of it, an expression any part. */
  toHaveLogged: onRun((run, message: TextPattern): Finding => {
    checkText(message);
    const lines = run.view().logs.map((line) => line.message);
    const pass = lines.some((line) => fits(line, message));
    return {
      pass,
      claim: `have logged ${shown(message)}`,
      fact: logged(lines),
      expected: message,
      actual: lines,
    };
  }),

  /** These lines are in the run's log in this order; others may lie between. */
  toHaveLogsInOrder: onRun((run, messages: readonly TextPattern[]): Finding => {
    checkEach(messages, checkText);
    const lines = run.view().logs.map((line) => line.message);
    let from = 0;
    const lost = messages.find((message) => {
      const at = lines.findIndex((line, index) => index >= from && fits(line, message));
      if (at !== -1) from = at + 1;
      return at === -1;
    });
    const claim = `have logged ${messages.map(shown).join(', then ')}`;
    const missing = lost === undefined ? '' : `${missed(lines, from, lost)}; `;
    return {
      pass: lost === undefined,
      claim,
      fact: missing + logged(lines),
      expected: messages,
      actual: lines,
    };
  }),

  /** One of the run's links is this: a string is all of it, an expression any part. */
  toHaveLink: onRun((run, url: TextPattern): Finding => {
    checkText(url);
    const { link } = run.view();
    const pass = link.some((each) => fits(each, url));
    const fact = link.length === 0 ? 'it has no link' : `it links to ${link.map(shown).join(', ')}`;
    return { pass, claim: `link to ${shown(url)}`, fact, expected: url, actual: link };
  }),

  /** An entity of this blueprint, or the one of this name, was written under the run. */
  toHaveTouchedEntity: onRun((run, blueprint: string, id?: string): Finding => {
    checkName(blueprint);
    if (id !== undefined) checkName(id);
    const { affected } = run.view();
    const actual = affected.map((each) => `${each.change} ${each.blueprint}/${each.entity}`);
    return {
      pass: affected.some((each) => each.blueprint === blueprint && (id === undefined || each.entity === id)),
      claim: `have touched ${id === undefined ? `an entity of ${blueprint}` : `${blueprint}/${id}`}`,
      fact:
        actual.length === 0
          ? `it touched no entity${howToTie(run)}`
          : `it touched, in order: ${actual.join(', ')}`,
      expected: `${blueprint}/${id ?? '*'}`,
      actual,
    };
  }),
};

function logged(lines: readonly string[]): string {
  return lines.length === 0 ? 'it logged nothing' : `it logged:${numbered(lines)}`;
}

/** Of no use where it was done, and refused. */
function howToTie(run: RunSubject): string {
  const isTied = run.timeline().events.some(({ kind, text }) => kind === 'api' && /\/entities\b/.test(text));
  return isTied ? '' : `; what writes one names its run: ?run_id=${run.id}`;
}

/** Tells a line that is nowhere from one that came too early. */
function missed(lines: readonly string[], from: number, lost: TextPattern): string {
  const early = lines.findIndex((line) => fits(line, lost));
  if (early === -1) return `no line is ${shown(lost)}`;
  return `${shown(lost)} is line ${early + 1}, and not again after line ${from}`;
}
