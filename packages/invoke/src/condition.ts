import type { Condition, JsonObject } from '@berth/core';
import type { Templates } from './template/templates.ts';

/** Milliseconds for which a condition that broke a limit is not evaluated again, and so does not hold. */
const REST_MS = 60_000;
/** Conditions that are remembered as such; past that the one that has rested longest is forgotten. */
const MOST_RESTING = 1_000;

/**
 * Conditions of automations, all that wait for one thing at once. One that takes as long as it may would do so again and again,
 * and every write would wait for it; so it rests.
 */
export class Conditions {
  /** When each was found too long, by its text. */
  readonly #resting = new Map<string, number>();

  constructor(
    private readonly templates: Templates,
    private readonly now: () => number = () => performance.now(),
  ) {}

  async hold(conditions: readonly Condition[], context: JsonObject): Promise<readonly boolean[]> {
    const awake = conditions.filter((condition) => !this.#isResting(condition));
    const together = await this.templates.query(
      awake.flatMap(({ expressions }) => expressions),
      context,
    );
    if (together.ok) {
      const values = [...together.value];
      const held = new Map(
        awake.map((condition) => [
          condition,
          isMet(condition, values.splice(0, condition.expressions.length)),
        ]),
      );
      return conditions.map((condition) => held.get(condition) ?? false);
    }
    const held: boolean[] = [];
    // One of them is to blame, or all of them together; each by itself meets only its own fate.
    for (const condition of conditions)
      held.push(awake.includes(condition) && (await this.#alone(condition, context)));
    return held;
  }

  async #alone(condition: Condition, context: JsonObject): Promise<boolean> {
    const values = await this.templates.query(condition.expressions, context);
    if (values.ok) return isMet(condition, values.value);
    const [oldest] = this.#resting.keys();
    if (oldest !== undefined && this.#resting.size >= MOST_RESTING) this.#resting.delete(oldest);
    this.#resting.set(textOf(condition), this.now());
    return false;
  }

  #isResting(condition: Condition): boolean {
    const since = this.#resting.get(textOf(condition));
    if (since === undefined || this.now() - since < REST_MS) return since !== undefined;
    this.#resting.delete(textOf(condition));
    return false;
  }
}

/** Whether all of its expressions come to true, or some where it says so. One that fails has not come to true. */
function isMet({ combinator = 'and' }: Condition, values: readonly unknown[]): boolean {
  return combinator === 'or' ? values.includes(true) : values.every((value) => value === true);
}

function textOf({ expressions }: Condition): string {
  return JSON.stringify(expressions);
}
