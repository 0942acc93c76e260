/** One statement of an IAM policy, as the synthesised template has it. */
export type PolicyStatement = {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
};

/** What somebody wants to do, and what the request says of itself (`ses:FromAddress` and the like). */
export type Attempt = {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
};

export class UnknownCondition extends Error {}

const escape = (text: string): string => text.replace(/[.+^${}()|[\]\\]/g, '\\$&');

/** `*` is any run of characters, `?` any one. Actions know no upper and lower case, resources do. */
const like = (pattern: string, value: string, flags = ''): boolean =>
  new RegExp(`^${escape(pattern).replaceAll('*', '.*').replaceAll('?', '.')}$`, `s${flags}`).test(value);

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [String(value)]);

const operators: Readonly<Record<string, (given: string, wanted: readonly string[]) => boolean>> = {
  StringEquals: (given, wanted) => wanted.includes(given),
  StringLike: (given, wanted) => wanted.some((pattern) => like(pattern, given)),
};

/** Every value the request carries must meet the condition; one it does not carry fails it. */
const meets = (statement: PolicyStatement, { context }: Attempt): boolean =>
  Object.entries(statement.Condition ?? {}).every(([operator, keys]) => {
    const judge = operators[operator];
    if (!judge) throw new UnknownCondition(`The condition operator ${operator} is not known here`);
    return Object.entries(keys).every(([key, wanted]) => {
      const given = context[key];
      return given !== undefined && given.length > 0 && given.every((value) => judge(value, listOf(wanted)));
    });
  });

export const applies = (statement: PolicyStatement, attempt: Attempt): boolean =>
  statement.Action.some((pattern) => like(pattern, attempt.action, 'i')) &&
  statement.Resource.some((pattern) => like(pattern, attempt.resource)) &&
  meets(statement, attempt);

/** As IAM decides within one account: an explicit Deny wins, then any Allow, else no. Answers the statement that allowed. */
export const allowedBy = (
  statements: readonly PolicyStatement[],
  attempt: Attempt,
): PolicyStatement | undefined =>
  statements.some((statement) => statement.Effect === 'Deny' && applies(statement, attempt))
    ? undefined
    : statements.find((statement) => statement.Effect === 'Allow' && applies(statement, attempt));
