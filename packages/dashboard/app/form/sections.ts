import type { JsonObject, UserInputs } from '../api/types.ts';
import { type Field, fieldOf, isHidden, ownIn, requiredNames } from './fields.ts';

export interface Section {
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly fields: readonly Field[];
}

/** The inputs of an action in the order they are asked for: by step, or by title, or as they were written. */
export function sectionsOf(inputs: UserInputs): readonly Section[] {
  const { steps, order = [], properties } = inputs;
  if (steps) {
    return steps
      .filter((step) => !isHidden(step))
      .flatMap((step, index) => {
        const [first, ...rest] = cut(inputs, step.order);
        const title = `${index + 1}. ${step.title}`;
        return [{ title, description: undefined, fields: first?.fields ?? [] }, ...rest];
      });
  }
  const unordered = Object.keys(properties).filter((name) => !order.includes(name));
  return cut(inputs, [...order, ...unordered]).filter(
    ({ title, fields }) => title !== undefined || fields.length > 0,
  );
}

/** Names of inputs, among which those of titles begin a section. The first section has none. */
function cut(inputs: UserInputs, names: readonly string[]): readonly Section[] {
  const required = requiredNames(inputs);
  const sections: { title: string | undefined; description: string | undefined; fields: Field[] }[] = [
    { title: undefined, description: undefined, fields: [] },
  ];
  for (const name of new Set(names)) {
    const title = ownIn(inputs.titles, name);
    const input = ownIn(inputs.properties, name);
    if (title && !isHidden(title)) sections.push({ ...wordsOf(title), fields: [] });
    else if (input && !isHidden(input))
      sections.at(-1)?.fields.push(fieldOf(name, input, required.includes(name)));
  }
  return sections;
}

function wordsOf({ title, description }: JsonObject) {
  const text = (value: unknown) => (typeof value === 'string' ? value : undefined);
  return { title: text(title), description: text(description) };
}
