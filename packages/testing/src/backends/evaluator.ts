import type { Condition, InvocationRefusal, JsonObject, Preparation, Prepared, Result } from '@berth/core';
import { loadPreparation, type Templates, type Vault } from '@berth/invoke/parts';

/** Evaluates invocation methods and conditions as the server does. Loaded when it is first needed; jq has a thread of its own. */
export class Evaluator {
  #loading: ReturnType<typeof loadPreparation> | undefined;
  #engine: Templates | undefined;

  async prepare(preparation: Preparation, { seal }: Vault): Promise<Result<Prepared, InvocationRefusal>> {
    const { prepare, engine } = await this.#load();
    // Wherever a webhook goes, it goes to the test's own backend.
    return prepare(engine, { allowPrivate: true, secrets: {}, seal }, preparation);
  }

  async holds(conditions: readonly Condition[], context: JsonObject): Promise<readonly boolean[]> {
    const { Conditions, engine } = await this.#load();
    // Anew each time: that one has to rest depends on how fast the machine is.
    return new Conditions(engine).hold(conditions, context);
  }

  async close(): Promise<void> {
    const engine = this.#engine;
    this.#engine = undefined;
    await engine?.close();
  }

  async #load() {
    this.#loading ??= loadPreparation();
    const parts = await this.#loading;
    this.#engine ??= parts.templates();
    return { ...parts, engine: this.#engine };
  }
}
