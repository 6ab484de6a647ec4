import { checks } from '../cases/index.ts';
import type { Check } from '../check/check.ts';
import { openLab } from '../lab/make-lab.ts';
import { type Replayed, replay } from '../repro/replay.ts';
import type { CheckRepro, Repro } from '../repro/repro-file.ts';
import { connect } from './connect.ts';
import { openSession } from './open-session.ts';
import type { SessionOptions } from './options.ts';
import { probe } from './probe.ts';
import { runCheck } from './run-check.ts';
import { tidy } from './tidy.ts';

/**
 * Does again what once showed a fault, on any target.
 * @throws Unreachable, Untestable
 */
export async function replayRepro(repro: Repro | CheckRepro, options: SessionOptions): Promise<Replayed> {
  const profile = repro.kind === 'sequence' ? repro.profile : options.profile;
  const opened = openSession({ ...options, ...(profile ? { profile } : {}) }, () => {});
  const { session, connected, made } = opened;
  try {
    await connect(options.target, session.timeout, session.signal);
    opened.capable(
      options.target.capabilities ??
        (await probe(session, connected, made, { writes: true, receiver: false })),
    );
    if (repro.kind === 'sequence') {
      const { lab, close } = await openLab(session, connected, made, 'replay');
      try {
        return await replay(repro, lab, session.settling.window > 0);
      } finally {
        await close();
      }
    }
    const result = await runCheck(session, connected, made, checkOf(repro.id));
    const [finding] = result.findings;
    if (result.outcome === 'passed') return { verdict: 'FIXED', steps: [] };
    if (!finding) return { verdict: 'DRIFTED', steps: [], message: result.reason ?? result.outcome };
    const { message, expected, got } = finding;
    return { verdict: 'FAILED', steps: [], message, expected, got };
  } finally {
    await tidy(opened, () => {});
    await opened.close();
  }
}

function checkOf(id: string): Check {
  const found = checks.find((check) => check.id === id);
  if (!found) throw new RangeError(`there is no check of ${id}`);
  return found;
}
