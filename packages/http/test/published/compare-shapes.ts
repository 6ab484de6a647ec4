import { anything, type Shape, takesObjects } from './shape.ts';

/**
 * Where two shapes of the same value differ, a line each: ` /run/link: type string → array string`. Nothing is said of what
 * lies below a key that one of them lacks.
 */
export function compareShapes(published: Shape, ours: Shape, path = ''): string[] {
  if (published.cut || ours.cut) return [];
  return [
    ...said(path, 'type', listed(published.types), listed(ours.types)),
    ...said(path, 'values', listed(published.values), listed(ours.values)),
    ...namesIn(published.limits, ours.limits).flatMap((name) =>
      said(path, name, published.limits.get(name) ?? 'none', ours.limits.get(name) ?? 'none'),
    ),
    ...compareKeys(published, ours, path),
  ];
}

/** Where one of them takes no object, or no list, its keys or items are no second difference. */
function compareKeys(published: Shape, ours: Shape, path: string): string[] {
  const objects = takesObjects(published) && takesObjects(ours);
  const lists = [published, ours].every(({ types }) => types?.has('array') ?? true);
  const names = namesIn(published.children, ours.children).filter((name) =>
    name === '[]' ? lists : objects,
  );
  return [
    ...(objects ? said(path, 'other keys', otherKeys(published), otherKeys(ours)) : []),
    ...names.flatMap((name) => compareKey(published, ours, name, `${path}/${name}`)),
  ];
}

function compareKey(published: Shape, ours: Shape, name: string, path: string): string[] {
  const [child, counterpart] = [published.children.get(name), ours.children.get(name)];
  // Items and keys without a name are there or not by their number: no schema for them is one that takes any.
  if (name === '[]' || name === '*') return compareShapes(child ?? anything, counterpart ?? anything, path);
  const [theirs, own] = [standing(published, name), standing(ours, name)];
  const within =
    theirs === 'none' || own === 'none'
      ? []
      : compareShapes(child ?? anything, counterpart ?? anything, path);
  return [...said(path, 'key', theirs, own), ...within];
}

function said(path: string, what: string, published: string, ours: string): string[] {
  if (published === ours) return [];
  return [`${path && ` ${path}`}: ${what} ${published} → ${ours}`];
}

function standing({ children, required }: Shape, name: string): string {
  if (required.has(name)) return 'required';
  return children.has(name) ? 'optional' : 'none';
}

function otherKeys({ closed }: Shape): string {
  return closed ? 'refused' : 'taken';
}

function listed(items: ReadonlySet<string> | undefined): string {
  return items ? [...items].sort().join(' ') : 'any';
}

function namesIn(one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])];
}
