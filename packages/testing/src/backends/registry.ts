import type { Backend } from './script.ts';
import { type AppUnderTest, type Target, targetOf } from './target.ts';

export interface AppOptions {
  /** Identifiers of the actions whose webhooks it gets; all of them by default. */
  readonly actions?: readonly string[];
  /** Signs what it gets; the fake's client secret by default. */
  readonly secret?: string;
}

export interface App {
  readonly target: Target;
  readonly options: AppOptions;
}

interface Script {
  readonly action: string;
  readonly script: Backend;
}

/** A text in place of a list would do for parts of names. @throws TypeError */
function checkAppOptions({ actions = [], secret = '-' }: AppOptions): void {
  if (!Array.isArray(actions) || actions.some((action) => typeof action !== 'string'))
    throw new TypeError('port.app: "actions" is a list of identifiers of actions');
  if (typeof secret !== 'string' || secret === '') throw new TypeError('port.app: "secret" is a text');
}

/** Who does the work of which action: of two that would, the one that came last. */
export class Registry {
  readonly #scripts: Script[] = [];
  readonly #apps: App[] = [];

  constructor(private readonly changed: () => void) {}

  /** @throws TypeError for what is no function */
  addScript(action: string, script: Backend): Disposable {
    if (typeof script !== 'function')
      throw new TypeError(`port.backend: the script of "${action}" is a function, or one that outcome makes`);
    return this.#add(this.#scripts, { action, script }, () => {});
  }

  addApp(app: AppUnderTest, options: AppOptions): Disposable {
    checkAppOptions(options);
    const target = targetOf(app);
    return this.#add(this.#apps, { target, options }, () => target.close());
  }

  scriptFor(action: string): Backend | undefined {
    return this.#scripts.findLast((each) => each.action === action)?.script;
  }

  appFor(action: string): App | undefined {
    return this.#apps.findLast(({ options }) => options.actions?.includes(action) ?? true);
  }

  close(): void {
    for (const { target } of this.#apps.splice(0)) target.close();
    this.#scripts.length = 0;
  }

  #add<T>(among: T[], one: T, end: () => void): Disposable {
    among.push(one);
    this.changed();
    return {
      [Symbol.dispose]: () => {
        const at = among.indexOf(one);
        if (at === -1) return;
        among.splice(at, 1);
        end();
      },
    };
  }
}
