import { type Action, type AutomationTrigger, isPublished } from '../catalog/action.ts';
import type { Dependencies } from './dependencies.ts';

/** Milliseconds after which automations are looked up again, since another process may have defined some. */
const FRESH_MS = 1_000;

export interface Automation extends Action {
  readonly definition: Action['definition'] & { readonly trigger: AutomationTrigger };
}

/** The automations that are on. Most organisations have none, and every write asks for them. */
export class Automations {
  #known: { readonly at: number; readonly all: Promise<readonly Automation[]> } | undefined;

  constructor(private readonly dependencies: Pick<Dependencies, 'store' | 'now'>) {}

  all(): Promise<readonly Automation[]> {
    const at = this.dependencies.now().getTime();
    if (!this.#known || at - this.#known.at >= FRESH_MS) this.#known = { at, all: this.#read() };
    return this.#known.all;
  }

  /** This process has changed an action. */
  forget(): void {
    this.#known = undefined;
  }

  async #read(): Promise<readonly Automation[]> {
    try {
      const actions = await this.dependencies.store.find('action', {});
      return actions.map(({ value }) => value).filter(isOn);
    } catch (error) {
      this.forget();
      throw error;
    }
  }
}

function isOn(action: Action): action is Automation {
  return action.definition.trigger.type === 'automation' && isPublished(action.definition);
}
