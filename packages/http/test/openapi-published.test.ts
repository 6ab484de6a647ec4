import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { openApiDocument } from '../src/openapi/document.ts';
import { routes } from '../src/routes/table.ts';
import { account, flawsOf } from './published/account.ts';
import { compareDocuments } from './published/compare-documents.ts';
import { publishedText } from './published/file.ts';
import { intended } from './published/intended/index.ts';
import type { Schema } from './published/shape.ts';

describe("our OpenAPI document beside Port's", () => {
  it('has a sound list of intended differences', () => expect(flawsOf(intended)).toEqual([]));

  const text = publishedText();
  if (text === undefined) return;
  // As it is served, where no key is undefined.
  const ours = JSON.parse(JSON.stringify(openApiDocument(routes))) as Schema;
  const found = compareDocuments(parse(text) as Schema, ours);

  it(`differs where that is meant: ${found.length} times, for ${intended.length} reasons`, () => {
    expect(account(found, intended)).toEqual({ unexplained: [], ambiguous: [], stale: [] });
  });
});
