import * as z from 'zod';
import type { EventDefinition } from '../../events/envelope.ts';

type Schema = {
  personal?: unknown;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema | boolean;
  prefixItems?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  $ref?: string;
  $defs?: Record<string, Schema>;
};

const PERSONAL_WORDS =
  /^name$|(full|first|last|family|given|person|contact|officer|display|user)_?name|mail|phone|mobile|address|birth|gender|citizen|identity|passport|cccd|cmnd|ho_?ten/i;

/** Things, not persons, that have names. */
const NAMES_OF_THINGS = /(^|\.)(files|columns)\[\]\.name$/;

/**
 * The fields of an event that are tagged `personal`, or named as a person's details are. What must be said of a person
 * in an event is said of a reference.
 */
export const personalFieldsOf = ({ type, data }: EventDefinition): string[] => {
  const root = z.toJSONSchema(data, { unrepresentable: 'any' }) as Schema;
  const found = new Set<string>();
  const walk = (schema: Schema | boolean | undefined, path: string, refs: readonly string[]): void => {
    if (typeof schema !== 'object') return;
    if (schema.personal === true) found.add(path);
    if (schema.$ref && !refs.includes(schema.$ref)) {
      const name = schema.$ref.replace('#/$defs/', '');
      walk(name === '#' ? root : root.$defs?.[name], path, [...refs, schema.$ref]);
    }
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      const at = `${path}.${name}`;
      if (PERSONAL_WORDS.test(name) && !NAMES_OF_THINGS.test(at)) found.add(at);
      walk(property, at, refs);
    }
    walk(schema.additionalProperties, `${path}.*`, refs);
    walk(schema.items, `${path}[]`, refs);
    for (const part of schema.prefixItems ?? []) walk(part, `${path}[]`, refs);
    for (const part of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
      walk(part, path, refs);
  };
  walk(root, type, []);
  return [...found];
};
