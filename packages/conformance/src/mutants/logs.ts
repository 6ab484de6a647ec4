import { type Body, isBody } from '../wire/answer.ts';
import { type Ask, type Fault, on } from './fault.ts';
import { listLogs } from './routes.ts';
import { type Asked, also, isTaken, madeUpId, reply, saidBy, saying } from './wire.ts';

/** The most lines that one page holds. */
const PAGE = 50;

/** The log of a run looks otherwise than it is, page by page as a whole. */
export function logShown(change: (lines: readonly Body[], run: string) => readonly Body[]): Fault {
  return on(listLogs, async (asked, ask) => {
    const response = await ask(asked.request);
    if (!isTaken(response)) return response;
    const [run = ''] = asked.names;
    const lines = change(await wholeLog(asked, ask), run);
    const from = Number(asked.query.get('offset') ?? 0);
    const runLogs = lines.slice(from, from + Number(asked.query.get('limit') ?? PAGE));
    return saying(response, { ...saidBy(response), runLogs });
  });
}

export async function wholeLog(asked: Asked, ask: Ask): Promise<readonly Body[]> {
  const path = `/actions/runs/${asked.names[0]}/logs`;
  const lines: Body[] = [];
  for (;;) {
    const page = saidBy(
      await ask(also(asked, 'GET', `${path}?limit=${PAGE}&offset=${lines.length}`)),
    ).runLogs;
    if (Array.isArray(page)) lines.push(...page.filter(isBody));
    if (!Array.isArray(page) || page.length < PAGE) return lines;
  }
}

/** The answer to a log that the target did not take, as if it had; `run` is the one it was sent to. */
export function madeUpLine(run: Body, message: unknown): Body {
  const { id, updatedBy, updatedAt } = run;
  return { id: madeUpId('log'), runId: id, message, createdBy: updatedBy, createdAt: updatedAt };
}

export function lineTaken(runLog: Body) {
  return reply(201, { ok: true, runLog });
}
