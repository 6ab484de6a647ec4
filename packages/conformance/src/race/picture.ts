import type { Entry, History } from './history.ts';
import { clientName } from './naming.ts';
import { label, showAnswer } from './show.ts';
import type { Trial } from './trial.ts';

const GAP = '   ';

/** The race as people draw it: a column for each client, time from top to bottom, and where it cannot be explained. */
export function pictureOf(trial: Trial): string {
  const { program, prefix, history, finals, violation } = trial;
  const columns = program.branches.map((_, client) => column(client, history));
  const before = prefix.map(({ op, outcome }) => `${label(op)} → ${showAnswer(op, outcome)}`);
  const rows = moments(history).map(({ entry, kind }) => {
    const cells = columns.map((each) => each.at(entry, kind));
    return withNote(cells.join(GAP), kind === 'answered' ? noteTo(entry, violation) : undefined);
  });
  const after = finals.map((entry) =>
    withNote(`${label(entry.op)} → ${showAnswer(entry.op, entry.outcome)}`, noteTo(entry, violation)),
  );
  const lines = [
    ...before,
    '',
    columns.map(({ title }) => title).join(GAP),
    ...rows,
    '',
    ...after,
    conclusion(trial),
  ];
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

interface Column {
  readonly title: string;
  /** The cell of this client at the moment at which this was called or answered. */
  at(entry: Entry, kind: Kind): string;
}

type Kind = 'called' | 'answered';

function column(client: number, history: History): Column {
  const own = history.filter((each) => each.client === client);
  const stem = Math.max(...own.map(({ op }) => label(op).length)) + 3;
  const answers = own.map(({ op, outcome }) => `└─ ${showAnswer(op, outcome)}`);
  const width = stem + Math.max(...answers.map(({ length }) => length));
  const under = (text: string) => `${' '.repeat(stem)}${text}`;
  return {
    title: `client ${clientName(client)}`.padEnd(width),
    at: (entry, kind) => {
      const moment = entry[kind];
      const open = own.some(({ called, answered }) => called < moment && moment < answered);
      let cell = open ? under('│') : '';
      if (entry.client === client) {
        const text = label(entry.op);
        cell =
          kind === 'called'
            ? `${text} ${'─'.repeat(stem - text.length - 1)}┐`
            : under(`└─ ${showAnswer(entry.op, entry.outcome)}`);
      }
      return cell.padEnd(width);
    },
  };
}

/** What was never answered comes last. */
function moments(history: History): readonly { entry: Entry; kind: Kind }[] {
  const all = history.flatMap((entry) => (['called', 'answered'] as const).map((kind) => ({ entry, kind })));
  const at = ({ entry, kind }: (typeof all)[number]) => Math.min(entry[kind], Number.MAX_SAFE_INTEGER);
  return all.toSorted((a, b) => at(a) - at(b));
}

function noteTo(entry: Entry, violation: Trial['violation']): string | undefined {
  const { ids = [], unexplained } = violation ?? {};
  const same = unexplained?.entry.called === entry.called && unexplained.entry.client === entry.client;
  if (!same) return undefined;
  const { message, expected, got } = unexplained.violation;
  return `${ids[0]}: ${message}: expected ${plain(expected)}, got ${plain(got)}`;
}

function plain(value: unknown): string {
  return typeof value === 'string' && /^[\w ]+$/.test(value) ? value : JSON.stringify(value ?? null);
}

function conclusion({ history, finals, violation }: Trial): string {
  if (violation && !violation.unexplained) return `${violation.ids[0]}: not so: ${violation.message}`;
  const read = finals.length > 0 ? ' and what was read then' : '';
  return `no order of these calls explains ${answersOf(history)}${read}`;
}

function withNote(line: string, note: string | undefined): string {
  return note === undefined ? line : `${line.trimEnd()}   <- ${note}`;
}

function answersOf(history: History): string {
  return history.map(({ op, outcome }) => showAnswer(op, outcome)).join(', ');
}
