import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { requirementOf } from '../catalogue/catalogue.ts';
import type { RaceFinding } from '../race/finding.ts';
import { raceScript } from '../race/script.ts';
import { exchangesScript } from '../repro/exchanges-script.ts';
import type { ScriptOptions } from '../repro/prelude.ts';
import { programScript } from '../repro/program-script.ts';
import { checkRepro, reproOf } from '../repro/repro-file.ts';
import type { SequenceFinding } from '../sequence/finding.ts';
import type { ResultEvent } from './events.ts';
import type { Session } from './session.ts';

/** Writes the files that show a finding again, each in a folder named after its requirement. */
export interface ReproFiles {
  ofSequence(finding: SequenceFinding): readonly string[];
  /** A script alone: a race is drawn again by the session's seed. */
  ofRace(finding: RaceFinding): readonly string[];
  /** The result with the files of its own check's finding named in it. */
  ofCheck(result: ResultEvent): ResultEvent;
}

export function reproFiles(session: Session, target: string, folder?: string | undefined): ReproFiles {
  const options: ScriptOptions = {
    baseUrl: /^https?:/.test(target) ? target : undefined,
    settle: Math.ceil(session.settling.window / 1_000),
  };
  const write = (name: string, script: string, repro?: object): readonly string[] => {
    if (folder === undefined) return [];
    const own = join(folder, name);
    mkdirSync(own, { recursive: true });
    const scriptFile = join(own, 'repro.sh');
    writeFileSync(scriptFile, session.redactor.learned(script), { mode: 0o755 });
    if (!repro) return [scriptFile];
    const reproFile = join(own, 'repro.json');
    writeFileSync(reproFile, `${JSON.stringify(session.redactor.value(repro), null, 2)}\n`);
    return [scriptFile, reproFile];
  };
  const written = new Map<string, number>();
  /** Two faults may break one requirement. */
  const folderOf = (id: string): string => {
    const count = (written.get(id) ?? 0) + 1;
    written.set(id, count);
    return count === 1 ? id : `${id}-${count}`;
  };
  return {
    ofSequence: (finding) =>
      write(folderOf(finding.ids[0] ?? ''), programScript(finding, options), reproOf(finding)),
    ofRace: (finding) => write(folderOf(finding.ids[0] ?? ''), raceScript(finding, options)),
    ofCheck: (result) => {
      const { id, outcome, findings } = result;
      const own = findings.findIndex(({ by }) => by === 'check');
      if ((outcome !== 'failed' && outcome !== 'flaky') || own < 0 || folder === undefined) return result;
      const script = exchangesScript(requirementOf(id), session.recorder.of(id), options);
      const files = write(folderOf(id), script, checkRepro(id, session.seed));
      return {
        ...result,
        findings: findings.map((finding, at) => (at === own ? { ...finding, files } : finding)),
      };
    },
  };
}
