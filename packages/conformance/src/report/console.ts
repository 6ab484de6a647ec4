import type { HeaderEvent, Reporter } from '../session/events.ts';
import { inOrder } from './about.ts';
import { areaLines } from './console/areas.ts';
import { headerLines, planLines, targetLines } from './console/header.ts';
import { painter } from './console/paint.ts';
import { progressLine } from './console/progress-line.ts';
import { rankOf, requirementLines, type Shown } from './console/requirement.ts';
import { totalLines } from './console/totals.ts';
import { verdictLines } from './console/verdict.ts';
import { isPlanOnly, isUnreachable } from './session-kind.ts';
import { gather, type StoredSession } from './stored-session.ts';
import { countedAgainst } from './verdict.ts';

export interface ConsoleOptions {
  readonly stream: { write(text: string): unknown };
  readonly color: boolean;
  /** In characters; no line is longer unless a single value cannot be cut. */
  readonly width: number;
  /** Progress is shown on a terminal only. */
  readonly tty: boolean;
  /** Where else the session is written, as `junit out.xml`. */
  readonly files?: readonly string[];
}

const NARROWEST = 40;

/** For people: what is done while it goes on, then what was found and the verdict. */
export function consoleReporter(options: ConsoleOptions): Reporter {
  const width = Math.max(NARROWEST, options.width);
  const write = (text: string) => {
    options.stream.write(text);
  };
  const gathered = gather();
  const progress = options.tty ? progressLine(write, width) : undefined;
  let over = false;
  let waiting: HeaderEvent | undefined;
  const print = (lines: readonly string[]) => {
    progress?.clear();
    if (lines.length > 0) write(`${lines.join('\n')}\n`);
  };
  /** Told late: of a target that is not reached nothing is known but where it should be. */
  const begin = () => {
    if (!waiting) return;
    print((isUnreachable(gathered.footer()) ? targetLines : headerLines)(waiting, width));
    waiting = undefined;
  };
  const finish = () => {
    const session = gathered.session();
    const footer = gathered.footer();
    if (over) return;
    over = true;
    begin();
    if (session) print(endLines(session, { ...options, width }));
    else if (footer)
      print(verdictLines({ exchanges: [], results: [], footer }, [], width, painter(options.color)));
  };
  return {
    event: (event) => {
      gathered.take(event);
      if (event.type === 'header') waiting = event;
      else if (event.type === 'plan') {
        begin();
        print(planLines(event, gathered.session()?.header, width));
      } else if (event.type === 'footer') finish();
    },
    ...(progress ? { progress: progress.show } : {}),
    end: async () => finish(),
  };
}

function endLines(session: StoredSession, { width, color, files = [] }: ConsoleOptions): readonly string[] {
  const paint = painter(color);
  const { results, exchanges, footer } = session;
  const byNumber = new Map(exchanges.map((exchange) => [exchange.number, exchange]));
  const against = new Set(countedAgainst(session).map(({ id }) => id));
  const stale = new Set(footer?.stale ?? []);
  const shown: Shown = { exchangeOf: (number) => byNumber.get(number), against, stale, width, paint };
  const verdict = verdictLines(session, files, width, paint);
  if (isUnreachable(footer)) return verdict;
  const totals = isPlanOnly(footer) ? [] : totalLines(session, width);
  const blocks = [
    areaLines(results, against, width, paint),
    inOrder(results)
      .toSorted((a, b) => rankOf(a, shown) - rankOf(b, shown))
      .flatMap((result) => requirementLines(result, shown)),
    [...totals, ...verdict],
  ];
  return blocks.filter((lines) => lines.length > 0).flatMap((lines) => ['', ...lines]);
}
