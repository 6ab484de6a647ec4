import { expect, it } from 'vitest';

it('runs as a project of vitest.workspace.ts, which Vitest ignores unless it is told to read it', () => {
  expect(process.env.BERTH_PROJECT).toBe('core');
});
