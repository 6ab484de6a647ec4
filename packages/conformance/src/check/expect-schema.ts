import type { Answer } from '../wire/answer.ts';
import { type SchemaKind, schemaProblem } from '../wire/schema.ts';
import { Finding } from './finding.ts';

/** The answer, which must be as the published schema of this kind has it. */
export async function expectSchema(kind: SchemaKind, answer: Answer): Promise<Answer> {
  const problem = await schemaProblem(kind, answer.json);
  if (problem === undefined) return answer;
  throw new Finding(`${answer.to} is answered as its schema says`, problem, answer.json ?? answer.text);
}
