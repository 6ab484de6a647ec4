import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { account, flawsOf } from '../../http/test/published/account.ts';
import { compareShapes } from '../../http/test/published/compare-shapes.ts';
import { publishedText } from '../../http/test/published/file.ts';
import { operationsOf } from '../../http/test/published/operations.ts';
import { anything, type Schema } from '../../http/test/published/shape.ts';
import { shapeOf } from '../../http/test/published/shape-of.ts';
import { schemas } from '../src/wire/schema.ts';
import { overlay } from './support/overlay.ts';
import { publishedAnswers } from './support/published-answers.ts';

describe("the schemas of answers beside Port's", () => {
  it('has a sound list of what is laid over them', () => expect(flawsOf(overlay)).toEqual([]));

  const text = publishedText();
  if (text === undefined) return;
  const found = differences(parse(text) as Schema);

  it(`differ where that is meant: ${found.length} times, for ${overlay.length} reasons`, () => {
    expect(account(found, overlay)).toEqual({ unexplained: [], ambiguous: [], stale: [] });
  });
});

/** A line each, as `log: answer 201 /runLog: key optional → required`. */
function differences(published: Schema): string[] {
  const operations = operationsOf(published);
  return Object.entries(publishedAnswers).flatMap(([kind, answers]) => {
    const ours = shapeOf(schemas[kind as keyof typeof schemas], {});
    if (answers.length === 0) return [`${kind}: answer none → given`];
    return answers.flatMap(([operation, status]) => {
      const part = operations.get(operation)?.get(`answer ${status}`);
      const theirs = part ? shapeOf(part.schema, published) : anything;
      return compareShapes(theirs, ours).map((line) => `${kind}: answer ${status}${line}`);
    });
  });
}
