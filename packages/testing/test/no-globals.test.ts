import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { startScript } from '../../cli/test/program.ts';

it('opens no handle, touches no global, and lets its process end, whatever is done with it in this process', async () => {
  const program = startScript(fileURLToPath(import.meta.resolve('./handles.ts')));
  onTestFinished(program.stop);
  expect([await program.exit, program.stderr.text()]).toEqual([0, '']);
  const { statuses, resources, ...rest } = JSON.parse(program.stdout.text());
  expect(statuses).toEqual(['SUCCESS', 'SUCCESS', 'SUCCESS']);
  expect(resources.after).toEqual(resources.before);
  expect(resources.made).toEqual(resources.before);
  expect(rest).toEqual({ changedGlobals: [], sameEnv: true });
}, 30_000);
