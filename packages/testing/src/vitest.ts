import { expect } from 'vitest';
import { matchers, type PortMatchers } from './assertions/matchers.ts';

// The types are what the declarations of a `test` that somebody exports are made of.
export type { PortFor } from './typed-actions.ts';
export type { PortFixtures } from './vitest/fixtures.ts';
export { type PortOptions, test, withPort } from './vitest/with-port.ts';

// The names of Vitest's own `Matchers` and `Assertion` take other parameters in each major; these are the same in 3.2, 4 and 5.
declare global {
  namespace Chai {
    interface Assertion extends PortMatchers<void> {}
  }
}
declare module 'vitest' {
  interface AsymmetricMatchersContaining extends PortMatchers<unknown> {}
}

expect.extend(matchers);
