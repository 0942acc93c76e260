/** An event as EventBridge delivers it. */
export type BusEvent = {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
};

/** A rule's pattern as it stands in the template. */
export type EventPattern = { readonly [field: string]: unknown };

type Test = (value: unknown) => boolean;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isScalar = (value: unknown): boolean =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** The pattern asks for something that this bus does not know: the rule would silently match other events than on AWS. */
export class UnknownMatcher extends Error {}

const COMPARISONS: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '<': (value, limit) => value < limit,
  '<=': (value, limit) => value <= limit,
  '=': (value, limit) => value === limit,
  '>=': (value, limit) => value >= limit,
  '>': (value, limit) => value > limit,
};

const numeric = (parts: unknown, where: string): Test => {
  if (!Array.isArray(parts) || parts.length === 0 || parts.length % 2 === 1)
    throw new UnknownMatcher(`${where}: numeric wants pairs of comparison and number`);
  const tests = Array.from({ length: parts.length / 2 }, (_, at) => {
    const [sign, limit] = [parts[at * 2] as unknown, parts[at * 2 + 1] as unknown];
    const compare =
      typeof sign === 'string' && Object.hasOwn(COMPARISONS, sign) ? COMPARISONS[sign] : undefined;
    if (!compare || typeof limit !== 'number')
      throw new UnknownMatcher(`${where}: numeric ${JSON.stringify(parts)}`);
    return (value: number) => compare(value, limit);
  });
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
};

const affix = (kind: 'prefix' | 'suffix', text: unknown, where: string): Test => {
  if (typeof text !== 'string') throw new UnknownMatcher(`${where}: ${kind} ${JSON.stringify(text)}`);
  return (value) =>
    typeof value === 'string' && (kind === 'prefix' ? value.startsWith(text) : value.endsWith(text));
};

const anythingBut = (not: unknown, where: string): Test => {
  if (isRecord(not)) {
    const [kind, text] = Object.entries(not)[0] ?? [];
    if (Object.keys(not).length !== 1 || (kind !== 'prefix' && kind !== 'suffix'))
      throw new UnknownMatcher(`${where}: anything-but ${JSON.stringify(not)}`);
    const test = affix(kind, text, where);
    return (value) => value !== undefined && !test(value);
  }
  const list: unknown[] = Array.isArray(not) ? not : [not];
  if (list.length === 0 || !list.every((one) => typeof one === 'string' || typeof one === 'number'))
    throw new UnknownMatcher(`${where}: anything-but ${JSON.stringify(not)}`);
  const refused = new Set<unknown>(list);
  return (value) => value !== undefined && !refused.has(value);
};

/** One alternative in a field's list: a value, or one matcher. */
const alternative = (one: unknown, where: string): Test => {
  if (isScalar(one)) return (value) => value === one;
  if (!isRecord(one) || Object.keys(one).length !== 1)
    throw new UnknownMatcher(`${where}: ${JSON.stringify(one)}`);
  const [kind, operand] = Object.entries(one)[0] as [string, unknown];
  switch (kind) {
    case 'prefix':
    case 'suffix':
      return affix(kind, operand, where);
    case 'anything-but':
      return anythingBut(operand, where);
    case 'numeric':
      return numeric(operand, where);
    case 'exists':
      if (typeof operand !== 'boolean')
        throw new UnknownMatcher(`${where}: exists ${JSON.stringify(operand)}`);
      return (value) => (value !== undefined) === operand;
    default:
      throw new UnknownMatcher(`${where}: the matcher "${kind}" is not implemented here`);
  }
};

/** Every value a field has: an array offers each of its elements, and an empty one nothing. */
const offered = (value: unknown): unknown[] =>
  Array.isArray(value) ? (value.length > 0 ? (value as unknown[]) : [undefined]) : [value];

/**
 * Makes a pattern into a test. Fields are joined by *and*, the list of a field by *or*; a field that is an array
 * matches when one element does. Throws `UnknownMatcher` on anything this bus cannot judge as AWS would.
 */
export const compilePattern = (pattern: EventPattern, where = 'pattern'): Test => {
  if (!isRecord(pattern) || Object.keys(pattern).length === 0)
    throw new UnknownMatcher(`${where}: an empty pattern`);
  const fields = Object.entries(pattern).map(([field, wanted]): [string, Test] => {
    const at = `${where}.${field}`;
    if (field.startsWith('$')) throw new UnknownMatcher(`${at} is not implemented here`);
    if (Array.isArray(wanted)) {
      if (wanted.length === 0) throw new UnknownMatcher(`${at}: an empty list`);
      const tests = (wanted as unknown[]).map((one) => alternative(one, at));
      return [field, (value) => offered(value).some((one) => tests.some((test) => test(one)))];
    }
    if (!isRecord(wanted)) throw new UnknownMatcher(`${at}: a value must stand in a list`);
    const inner = compilePattern(wanted, at);
    return [field, (value) => offered(value).some((one) => inner(isRecord(one) ? one : {}))];
  });
  return (event) =>
    isRecord(event) &&
    fields.every(([field, test]) => test(Object.hasOwn(event, field) ? event[field] : undefined));
};

/** True when the event is one the pattern asks for. Throws `UnknownMatcher`. */
export const matches = (pattern: EventPattern, event: unknown): boolean => compilePattern(pattern)(event);
