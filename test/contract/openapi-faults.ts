import { Validator } from '@seriousme/openapi-schema-validator';

export type Json = Record<string, unknown>;

const TYPES = ['string', 'number', 'integer', 'boolean', 'object', 'array', 'null'];

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const recordAt = (value: unknown, key: string): Json => {
  const inner = isRecord(value) ? value[key] : undefined;
  return isRecord(inner) ? inner : {};
};

/** Every `$ref` of the document, wherever it stands. */
const refsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(refsIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : refsIn(inner),
  );
};

const resolves = (document: Json, ref: string): boolean => {
  if (!ref.startsWith('#/')) return false;
  let at: unknown = document;
  for (const part of ref
    .slice(2)
    .split('/')
    .map((p) => p.replaceAll('~1', '/').replaceAll('~0', '~'))) {
    if (!isRecord(at) || !(part in at)) return false;
    at = at[part];
  }
  return true;
};

/** Words of JSON Schema 2020-12 whose value is of the wrong kind; enough to catch a dialect that is not 3.1's. */
const schemaFaults = (schema: unknown, where: string): string[] => {
  if (typeof schema === 'boolean') return [];
  if (!isRecord(schema)) return [`schema of ${where}: not a schema`];
  const types = schema['type'] === undefined ? [] : [schema['type']].flat();
  return [
    ...types.flatMap((type) =>
      TYPES.includes(type as string) ? [] : [`schema of ${where}: type ${JSON.stringify(type)}`],
    ),
    ...('nullable' in schema ? [`schema of ${where}: nullable is not of 3.1`] : []),
    ...('$defs' in schema ? [`schema of ${where}: $defs are not hoisted`] : []),
    ...Object.entries(recordAt(schema, 'properties')).flatMap(([name, inner]) =>
      schemaFaults(inner, `${where}.${name}`),
    ),
    ...('items' in schema ? schemaFaults(schema['items'], `${where}[]`) : []),
    ...['anyOf', 'oneOf', 'allOf'].flatMap((word) =>
      word in schema ? [schema[word]].flat().flatMap((inner) => schemaFaults(inner, where)) : [],
    ),
  ];
};

const operationFaults = (
  document: Json,
  path: string,
  method: string,
  op: Json,
  taken: Set<string>,
): string[] => {
  const where = `${method} ${path}`;
  const id = String(op['operationId']);
  const isTaken = taken.has(id);
  taken.add(id);
  const parameters = (Array.isArray(op['parameters']) ? op['parameters'] : []) as Json[];
  const declared = parameters.filter((p) => p['in'] === 'path').map((p) => String(p['name']));
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const responses = Object.entries(recordAt(op, 'responses'));
  const schemes = Object.keys(recordAt(recordAt(document, 'components'), 'securitySchemes'));
  const contents = [recordAt(op, 'requestBody'), ...responses.map(([, response]) => response)].flatMap(
    (holder) => Object.values(recordAt(holder, 'content')) as Json[],
  );
  const places = parameters.map((p) => `${String(p['in'])} ${String(p['name'])}`);
  const twice = places.filter((place, i) => places.indexOf(place) !== i);
  return [
    ...twice.map((place) => `${where}: parameter ${place} stands twice`),
    ...(isTaken ? [`${where}: operationId ${id} is taken`] : []),
    ...named.flatMap((name) => (declared.includes(name) ? [] : [`${where}: {${name}} is not declared`])),
    ...declared.flatMap((name) =>
      named.includes(name) ? [] : [`${where}: path parameter ${name} is not in the path`],
    ),
    ...parameters.flatMap((p) =>
      p['in'] === 'path' && p['required'] !== true ? [`${where}: ${String(p['name'])} must be required`] : [],
    ),
    ...(responses.length === 0 ? [`${where}: no response`] : []),
    ...responses.flatMap(([status, response]) =>
      isRecord(response) && typeof response['description'] === 'string'
        ? []
        : [`${where}: response ${status} says nothing`],
    ),
    ...((Array.isArray(op['security']) ? op['security'] : []) as Json[]).flatMap((one) =>
      Object.keys(one).flatMap((name) =>
        schemes.includes(name) ? [] : [`${where}: security scheme ${name} does not exist`],
      ),
    ),
    ...parameters.flatMap((p) => schemaFaults(p['schema'], `${where} ${String(p['name'])}`)),
    ...contents.flatMap((content) => schemaFaults(content['schema'], where)),
  ];
};

/** What keeps a document from being OpenAPI 3.1, as far as its structure goes. */
export const faultsIn = (document: Json): string[] => {
  const taken = new Set<string>();
  const info = recordAt(document, 'info');
  return [
    ...(/^3\.1\.\d+$/.test(String(document['openapi'])) ? [] : ['openapi: 3.1.x expected']),
    ...['title', 'version'].flatMap((word) =>
      typeof info[word] === 'string' ? [] : [`info.${word}: missing`],
    ),
    ...Object.entries(recordAt(document, 'paths')).flatMap(([path, methods]) =>
      Object.entries(isRecord(methods) ? methods : {}).flatMap(([method, op]) =>
        operationFaults(document, path, method, isRecord(op) ? op : {}, taken),
      ),
    ),
    ...Object.entries(recordAt(recordAt(document, 'components'), 'schemas')).flatMap(([name, schema]) =>
      schemaFaults(schema, name),
    ),
    ...[...new Set(refsIn(document))].flatMap((ref) =>
      resolves(document, ref) ? [] : [`${ref}: does not exist`],
    ),
  ];
};

/** What the schema that the OpenAPI Initiative publishes for OpenAPI 3.1 finds wrong; nothing when it is content. */
export const standardFaults = async (document: unknown): Promise<unknown> => {
  const { valid, errors } = await new Validator().validate(
    structuredClone(document) as Record<string, unknown>,
  );
  return valid ? undefined : (errors ?? 'not valid');
};
