import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { matchers } from '../src/assertions/matchers.ts';

// Importing is what registers, so each test imports anew.
beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

it("registers every matcher with the runner's global expect", async () => {
  const extend = vi.fn();
  vi.stubGlobal('expect', { extend });
  await import('../src/jest.ts');
  expect(Object.keys(extend.mock.calls[0]?.[0]).sort()).toEqual(Object.keys(matchers).sort());
});

it.each([undefined, () => {}])(
  'says what to do when there is no expect to extend, but %s',
  async (global) => {
    vi.stubGlobal('expect', global);
    await expect(import('../src/jest.ts')).rejects.toThrow(
      /there is none: import it in .* leave injectGlobals on$/,
    );
  },
);
