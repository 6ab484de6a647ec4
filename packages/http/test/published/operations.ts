import { isSchema, type Schema } from './shape.ts';

/** A parameter, the body or one answer of an operation. */
export interface Part {
  readonly required: boolean;
  readonly schema: unknown;
}

export type Parts = ReadonlyMap<string, Part>;

/** The operations of an OpenAPI document by name, `GET /v1/actions/runs`, each with its parts by name. */
export function operationsOf({ paths }: Schema): ReadonlyMap<string, Parts> {
  return new Map(
    entriesOf(paths).flatMap(([path, methods]) =>
      entriesOf(methods).map(([method, operation]) => [
        `${method.toUpperCase()} ${path}`,
        partsOf(operation),
      ]),
    ),
  );
}

/** `query limit`, `path run_id`, `body`, `answer 200`. */
function partsOf(operation: unknown): Parts {
  const { parameters, requestBody, responses } = operation as Schema;
  const list = Array.isArray(parameters) ? (parameters as Schema[]) : [];
  return new Map([
    ...list.map((parameter) => [`${parameter.in} ${parameter.name}`, partOf(parameter)] as const),
    ...(isSchema(requestBody) ? [['body', partOf(requestBody)] as const] : []),
    ...entriesOf(responses).map(([status, answer]) => [`answer ${status}`, partOf(answer)] as const),
  ]);
}

function partOf(part: unknown): Part {
  const { required, schema, content } = part as Schema;
  const json = isSchema(content) ? content['application/json'] : undefined;
  return { required: required === true, schema: isSchema(json) ? json.schema : schema };
}

function entriesOf(value: unknown): [string, unknown][] {
  return isSchema(value) ? Object.entries(value) : [];
}
