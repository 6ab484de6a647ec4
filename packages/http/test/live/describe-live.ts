import { describe } from 'vitest';
import type { OpenStore } from '../api/berth-target.ts';
import { allowedCases } from './cases/allowed.ts';
import { brokenCases } from './cases/broken.ts';
import { eventCases } from './cases/events.ts';
import { limitCases } from './cases/limits.ts';
import { logTextCases } from './cases/log-text.ts';
import { openRunsCases } from './cases/open-runs.ts';
import { resumeCases } from './cases/resume.ts';
import { type OpenStage, type ServeLive, stageOf } from './stage.ts';

const ofStores: readonly [name: string, cases: (open: OpenStage) => void][] = [
  ['events of a run', eventCases],
  ['coming back', resumeCases],
  ['open runs', openRunsCases],
  ['the log as text', logTextCases],
];

const ofMounts: readonly [name: string, cases: (open: OpenStage) => void][] = [
  ['who may', allowedCases],
  ['limits', limitCases],
  ['what breaks', brokenCases],
];

/** What holds of streams over real sockets, on a store in memory. */
export function describeLive(name: string, serve: ServeLive): void {
  describe(`live over ${name}`, () => {
    for (const [group, cases] of [...ofStores, ...ofMounts]) describe(group, () => cases(stageOf(serve)));
  });
}

/** As much of it as a store can have a part in. */
export function describeLiveOn(name: string, serve: ServeLive, openStore: OpenStore): void {
  describe(`live over ${name}`, () => {
    for (const [group, cases] of ofStores) describe(group, () => cases(stageOf(serve, openStore)));
  });
}
