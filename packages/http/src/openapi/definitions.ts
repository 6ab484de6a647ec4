/**
 * A schema refers to its own `$defs`; within a document they belong to its components. Same name, same content in every
 * schema of ours, so moving them there is safe.
 */
export function liftDefinitions(schema: object, components: Record<string, object>): object {
  const { $defs = {}, ...rest } = schema as { $defs?: Record<string, object> };
  for (const [name, definition] of Object.entries($defs)) components[name] = relocated(definition);
  return relocated(rest);
}

function relocated(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/')) as object;
}
