import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isBody } from '../wire/answer.ts';
import type { CreatedKind, Creation } from './creations.ts';

/**
 * What a session made at a target: written before each creation and completed after it, so that even a session that was
 * killed can be cleaned up after.
 */
export interface Journal {
  readonly file: string | undefined;
  creating(creation: Creation): void;
  created(creation: Creation): void;
  readonly entries: readonly Creation[];
}

export interface JournalHead {
  readonly target: string;
  readonly tag: string;
}

export interface StoredJournal extends JournalHead {
  readonly entries: readonly Creation[];
}

export function journal(head: JournalHead, file?: string): Journal {
  const entries: Creation[] = [];
  const write = (line: object) => {
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`);
  };
  if (file !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    write({ event: 'session', ...head, at: new Date().toISOString() });
  }
  return {
    file,
    entries,
    creating: (creation) => {
      entries.push(creation);
      write({ event: 'creating', ...creation });
    },
    created: (creation) => {
      // Known only now, where the request did not say it.
      if (creation.kind === 'run' || creation.kind === 'entity') entries.push(creation);
      write({ event: 'created', ...creation });
    },
  };
}

/** @throws Error when the file cannot be read, or is no journal. */
export function readJournal(file: string): StoredJournal {
  // The last line may be cut short by whatever ended the session.
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => parsed(line));
  const [head, ...rest] = lines;
  if (head?.event !== 'session' || typeof head.target !== 'string' || typeof head.tag !== 'string')
    throw new Error(`${file} is no journal: its first line names no session`);
  return { target: head.target, tag: head.tag, entries: rest.flatMap(creationIn) };
}

function parsed(line: string): Record<string, unknown>[] {
  try {
    const value: unknown = JSON.parse(line);
    return isBody(value) ? [value] : [];
  } catch {
    return [];
  }
}

function creationIn({ kind, id, of }: Record<string, unknown>): Creation[] {
  if (typeof kind !== 'string' || !['blueprint', 'action', 'entity', 'run'].includes(kind)) return [];
  return [
    {
      kind: kind as CreatedKind,
      ...(typeof id === 'string' ? { id } : {}),
      ...(typeof of === 'string' ? { of } : {}),
    },
  ];
}
