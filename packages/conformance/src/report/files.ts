import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes the folder of a file that is to be written later, so that a path that cannot be is known before anything was done.
 *
 * @throws Error naming the file.
 */
export function prepareFile(file: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
  } catch (error) {
    throw cannotWrite(file, error);
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory())
    throw cannotWrite(file, new Error('it is a folder'));
}

/** @throws Error naming the file; what is there then may be a part. */
export function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

export function cannotWrite(file: string, cause: unknown): Error {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new Error(`The report ${file} could not be written: ${why}`, { cause });
}
