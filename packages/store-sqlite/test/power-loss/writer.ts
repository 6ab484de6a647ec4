import { writeSync } from 'node:fs';
import { argv } from 'node:process';
import type { Commit, Run } from '@berth/core';
import Database from 'libsql';
import { sqliteStore } from '../../src/index.ts';

/**
 * Appends lines to a few runs, several in flight, and says which were acknowledged, each by a write of its own that a tracer
 * sees between the writes to the disk. `READY` comes when the file is open and the runs are made.
 */
const [, , file = '', synchronous = 'FULL', count = '0'] = argv;
const IN_FLIGHT = 4;

const database = new Database(file);
const store = await sqliteStore(database);
// The store asks for FULL itself; the fault that the replay has to notice is put in behind its back.
if (synchronous !== 'FULL') database.exec(`PRAGMA synchronous=${synchronous}`);

const nothing: Commit = { runs: [], documents: [], audits: [], receipt: undefined };
const at = '2024-01-01T00:00:00.000Z';

function made(id: string): Run {
  return {
    id,
    status: 'IN_PROGRESS',
    statusLabel: undefined,
    action: 'deploy',
    operation: 'CREATE',
    blueprint: undefined,
    entity: undefined,
    properties: {},
    source: 'API',
    requiredApproval: false,
    approvers: [],
    approvals: [],
    synchronized: false,
    link: undefined,
    summary: undefined,
    externalRunId: undefined,
    message: undefined,
    createdAt: at,
    updatedAt: at,
    endedAt: undefined,
    createdBy: 'ada',
    email: undefined,
    updatedBy: 'ada',
    impersonatedBy: undefined,
  };
}

async function append(run: string, message: string): Promise<void> {
  const log = { id: message, runId: run, message, createdBy: 'ada', createdAt: at };
  const change = {
    id: run,
    expected: 1,
    next: 'unchanged' as const,
    events: [{ type: 'logged' as const, log }],
  };
  const { committed } = await store.commit({ ...nothing, runs: [change] });
  if (!committed) throw new Error(`${message} met a conflict, though nothing else changes ${run}`);
  writeSync(1, `${message}\n`);
}

const runs = Array.from({ length: IN_FLIGHT }, (_, run) => `r_${run}`);
for (const id of runs) {
  await store.commit({ ...nothing, runs: [{ id, expected: 0, next: made(id), events: [] }] });
}
writeSync(1, 'READY\n');
await Promise.all(
  runs.map(async (run) => {
    for (let line = 0; line < Number(count); line += 1) await append(run, `${run} ${line}`);
  }),
);
// No close: it would write the log back into the file, and the machine is about to lose its power anyway.
process.kill(process.pid, 'SIGKILL');
