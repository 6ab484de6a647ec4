import { matchers, type PortMatchers } from './assertions/matchers.ts';

/** Importing this registers the matchers with Jest's own `expect`: name it in `setupFilesAfterEnv`, or import it in a test. */
declare global {
  // What `@types/jest` calls its matchers; the parameters of what is merged have to be the same.
  namespace jest {
    // biome-ignore lint/complexity/noBannedTypes: as there
    interface Matchers<R, T = {}> extends PortMatchers<R> {}
    interface Expect extends PortMatchers<unknown> {}
    interface InverseAsymmetricMatchers extends PortMatchers<unknown> {}
  }
}

// What the `expect` of `@jest/globals` is made of. Without Jest there is no such module, and declarations keep only this form.
// biome-ignore lint/suspicious/noTsIgnore: with Jest there is no error to be expected
/** @ts-ignore */
declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends PortMatchers<R> {}
  interface AsymmetricMatchers extends PortMatchers<unknown> {}
}

interface Expect {
  extend(matchers: object): void;
}

const { expect } = globalThis as { readonly expect?: Expect };
if (typeof expect?.extend !== 'function')
  throw new Error(
    '@berth/testing/jest extends the global "expect", and there is none: import it in a test or in setupFilesAfterEnv, and leave injectGlobals on',
  );
expect.extend(matchers);
