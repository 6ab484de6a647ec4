/**
 * The first of these, as many as are together no longer as JSON than so many characters; one at least, where there is any. Of
 * the others no more is printed than it takes to know.
 */
export function asManyAsFit<T extends object>(values: readonly T[], characters: number): readonly T[] {
  let length = 0;
  const tooMany = values.findIndex((value, index) => {
    length += JSON.stringify(value).length;
    return index > 0 && length > characters;
  });
  return tooMany === -1 ? values : values.slice(0, tooMany);
}
