import { type Body, isBody } from '../wire/answer.ts';
import { Refusal } from './refusal.ts';

const whole = /^\s*\{\{([^{}]*)\}\}\s*$/;
const parts = /\{\{([^{}]*)\}\}/g;
const spread = /^\s*\{\{\s*spreadValue\(\)\s*\}\}\s*$/;
const path = /^\.(?:[A-Za-z_]\w*|\["[^"]*"\]|\[\d+\]|\.(?=[A-Za-z_]))*$/;
const step = /\["([^"]*)"\]|\[(\d+)\]|([A-Za-z_]\w*)/g;

/** Puts values of `context` in the place of `{{ .inputs.name }}`; of jq, plain paths and no more. */
export function evaluated(value: unknown, context: Body): unknown {
  if (typeof value === 'string') return evaluatedText(value, context);
  if (Array.isArray(value)) return value.map((each) => evaluated(each, context));
  if (!isBody(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => {
      const inner = evaluated(each, context);
      if (!spread.test(key)) return [[evaluatedText(key, context), inner]];
      if (!isBody(inner))
        throw failed('Evaluated value should be an object if the key is {{ spreadValue() }}');
      return Object.entries(inner);
    }),
  );
}

function evaluatedText(text: string, context: Body): unknown {
  const alone = whole.exec(text);
  if (alone) return lookedUp(alone[1] ?? '', context);
  return text.replace(parts, (_all, expression: string) => {
    const value = lookedUp(expression, context);
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
}

function lookedUp(expression: string, context: Body): unknown {
  const wanted = expression.trim();
  if (!path.test(wanted)) throw failed(`Only paths can be evaluated, not ${wanted}`);
  let value: unknown = context;
  for (const [, quoted, index, name] of wanted.matchAll(step)) {
    const key = quoted ?? index ?? name ?? '';
    value =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as Body)[key] : null;
  }
  return value;
}

function failed(message: string): Refusal {
  return new Refusal(422, 'evaluate_invocation_method_error', message);
}
