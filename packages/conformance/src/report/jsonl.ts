import { appendFileSync, closeSync, openSync } from 'node:fs';
import type { FindingRecord, Reporter, SessionEvent } from '../session/events.ts';
import { cannotWrite, prepareFile } from './files.ts';
import { jsonText } from './json-text.ts';

/** The session itself: a line per event, written as it happens, so that what a killed session saw is there to be read. */
export function jsonlReporter(file: string): Reporter {
  prepareFile(file);
  let descriptor: number | undefined;
  let failure: Error | undefined;
  const attempt = (act: () => void) => {
    try {
      if (!failure) act();
    } catch (error) {
      failure = cannotWrite(file, error);
    }
  };
  return {
    event: (event) =>
      attempt(() => {
        descriptor ??= openSync(file, 'w');
        appendFileSync(descriptor, `${lineOf(event)}\n`);
      }),
    end: async () => {
      const opened = descriptor;
      descriptor = undefined;
      if (opened !== undefined) attempt(() => closeSync(opened));
      if (failure) throw failure;
    },
  };
}

function lineOf(event: SessionEvent): string {
  try {
    return JSON.stringify(event);
  } catch (error) {
    if (event.type !== 'result') throw error;
    return JSON.stringify({ ...event, findings: event.findings.map(writable) });
  }
}

/** What a check got may be no JSON, or nested deeper than JSON can be written. */
function writable(finding: FindingRecord): FindingRecord {
  const { expected, got, ...rest } = finding;
  return {
    ...rest,
    ...(expected === undefined ? {} : { expected: jsonText(expected) }),
    ...(got === undefined ? {} : { got: jsonText(got) }),
  };
}
