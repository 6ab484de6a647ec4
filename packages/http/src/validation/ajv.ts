import { Ajv, type Options } from 'ajv';
import ajvFormats from 'ajv-formats';

/** An Ajv that knows the usual formats. Schemas are compiled at first use: a test helper must load fast. */
export function newAjv(options: Options): Ajv {
  const ajv = new Ajv({ allowUnionTypes: true, code: { optimize: false }, ...options });
  // The package is CommonJS: to an ES import its default export is the module.
  return (ajvFormats as unknown as { default: (ajv: Ajv) => Ajv }).default(ajv);
}
