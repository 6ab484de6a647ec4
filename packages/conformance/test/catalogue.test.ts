import { describe, expect, it } from 'vitest';
import { checks } from '../src/cases/index.ts';
import { catalogue, findRequirement, requirementOf } from '../src/catalogue/catalogue.ts';
import { explain } from '../src/catalogue/explain.ts';
import { invariantIds } from '../src/invariants/invariants.ts';

const { requirements, sentences } = catalogue;
const sentenceIds = sentences.map(({ id }) => id);
/** Where a requirement may come from: the reference page, Port's OpenAPI document, evidence of Port's own code, inference. */
const sources = /^(S\d{2}|A:\S+|E\d{1,2}|I)$/;

describe('requirements', () => {
  it('have well-formed ids of their own area, each used once', () => {
    const misnamed = requirements.filter(({ id, area }) => !new RegExp(`^${area}-\\d{3}$`).test(id));
    expect(misnamed.map(({ id }) => id)).toEqual([]);
    expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length);
  });

  it('come from sources that exist', () => {
    const unknown = requirements.flatMap(({ id, source }) =>
      source
        .filter((each) => !sources.test(each) || (/^S\d/.test(each) && !sentenceIds.includes(each)))
        .map((each) => `${id} ${each}`),
    );
    expect(unknown).toEqual([]);
    expect(requirements.filter(({ source }) => source.length === 0)).toEqual([]);
  });

  it('are a MUST by more than inference', () => {
    const inferred = requirements.filter(
      ({ level, source }) => level.startsWith('MUST') && source.every((each) => each === 'I'),
    );
    expect(inferred.map(({ id }) => id)).toEqual([]);
  });

  it('each have exactly one check, but for the one that races judge as a whole', () => {
    const checked = checks.map(({ id }) => id);
    expect(checked.toSorted().filter((id, at, all) => all[at - 1] === id)).toEqual([]);
    expect(checked.filter((id) => !findRequirement(id))).toEqual([]);
    const unchecked = requirements.map(({ id }) => id).filter((id) => !checked.includes(id));
    expect(unchecked).toEqual(['CONC-010']);
  });

  it('are known where answers of all checks are held against them', () => {
    expect(invariantIds.filter((id) => !findRequirement(id))).toEqual([]);
  });
});

describe('sentences of the reference page', () => {
  it('are numbered without a gap', () => {
    expect(sentenceIds).toEqual(sentenceIds.map((_, at) => `S${String(at + 1).padStart(2, '0')}`));
  });

  it('are each held by requirements that exist, or excluded with the reason', () => {
    const unheld = sentences.filter(
      ({ requirements: ids, note }) => ids.length === 0 && !/^excluded(:| as) .+/.test(note ?? ''),
    );
    expect(unheld.map(({ id }) => id)).toEqual([]);
    const unknown = sentences.flatMap(({ id, requirements: ids }) =>
      ids.filter((each) => !findRequirement(each)).map((each) => `${id} ${each}`),
    );
    expect(unknown).toEqual([]);
  });

  it('list every requirement that names them as its source', () => {
    const held = new Map(sentences.map(({ id, requirements: ids }) => [id, ids]));
    const unlisted = requirements.flatMap(({ id, source }) =>
      source.filter((each) => held.get(each)?.includes(id) === false).map((each) => `${each} ${id}`),
    );
    expect(unlisted).toEqual([]);
  });
});

it('says of a requirement that it does not know that there is none', () => {
  expect(findRequirement('RUN-PATCH-999')).toBeUndefined();
  expect(() => requirementOf('RUN-PATCH-999')).toThrow('no requirement RUN-PATCH-999');
});

it('explains each: sentence, level, source, check, proof', () => {
  for (const requirement of requirements) {
    const { id, level, text, check, source } = requirement;
    const lines = explain(requirement).split('\n');
    expect(lines[0]).toBe(`${id}  ${level}  ${text}`);
    expect(lines).toContain(`Source   ${source.join(', ')}`);
    expect(lines).toContain(`Check    ${check}`);
    expect(lines.some((line) => line.startsWith('Proof    '))).toBe(true);
    expect(lines.at(-1)).toContain(`berth conform --target http://localhost:3000 ${id} `);
  }
});
