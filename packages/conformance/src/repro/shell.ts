/** Stands for a shell variable within a text that is yet to be quoted. */
export function variable(name: string): string {
  return `\uE000${name}\uE001`;
}

/** A shell word of this text, whatever it holds; variables in it are filled in when it is run. */
export function quoted(text: string): string {
  const word = `'${text.replaceAll("'", `'\\''`)}'`;
  return word.replaceAll(/\uE000(\w+)\uE001/g, `'"$$$1"'`).replaceAll(/^''(?=.)|(?<=")''$/g, '');
}

/** As text of a comment, on one line. */
export function comment(text: string): string {
  return `# ${text.replaceAll(/\s+/g, ' ')}`;
}
