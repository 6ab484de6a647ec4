import type { Condition, InvocationRefusal, JsonObject, Preparation, Prepared, Result } from '@berth/core';
import { loadPreparation, type Templates, type Vault } from '@berth/invoke/parts';

type Parts = Awaited<ReturnType<typeof loadPreparation>>;
type Engine = { readonly templates: Templates; readonly conditions: InstanceType<Parts['Conditions']> };

/** Evaluates invocation methods and conditions as the server does. Loaded when it is first needed; jq has a thread of its own. */
export class Evaluator {
  #loading: Promise<Parts> | undefined;
  #engine: Engine | undefined;

  async prepare(preparation: Preparation, { seal }: Vault): Promise<Result<Prepared, InvocationRefusal>> {
    const { prepare, templates } = await this.#load();
    // Wherever a webhook goes, it goes to the test's own backend.
    return prepare(templates, { allowPrivate: true, secrets: {}, seal }, preparation);
  }

  async holds(conditions: readonly Condition[], context: JsonObject): Promise<readonly boolean[]> {
    return (await this.#load()).conditions.hold(conditions, context);
  }

  async close(): Promise<void> {
    const engine = this.#engine;
    this.#engine = undefined;
    await engine?.templates.close();
  }

  async #load() {
    this.#loading ??= loadPreparation();
    const { prepare, Conditions, templates } = await this.#loading;
    if (!this.#engine) {
      const made = templates();
      this.#engine = { templates: made, conditions: new Conditions(made) };
    }
    return { prepare, ...this.#engine };
  }
}
