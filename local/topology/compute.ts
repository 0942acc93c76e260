import * as z from 'zod';

export const FunctionProperties = z.strictObject({
  FunctionName: z.string().optional(),
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.string()) }).optional(),
  Handler: z.string(),
  Layers: z.array(z.string()).default([]),
  MemorySize: z.int().default(128),
  Timeout: z.int().default(3),
  Runtime: z.literal('nodejs24.x'),
  Role: z.string(),
  ReservedConcurrentExecutions: z.int().min(1).optional(),
});

export const LayerProperties = z.strictObject({
  Content: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
});

const oneOrMore = <T extends z.ZodType>(one: T) => z.union([one.transform((it) => [it]), z.array(one)]);

/** One statement of a policy, kept for the endpoint to judge calls by. */
export const Statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(['Allow', 'Deny']),
  Action: oneOrMore(z.string()),
  Resource: oneOrMore(z.string()),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});
export type Statement = z.output<typeof Statement>;

const Document = z.strictObject({
  Version: z.literal('2012-10-17').optional(),
  Statement: z.array(Statement),
});

export const PolicyProperties = z.strictObject({ PolicyDocument: Document, Roles: z.array(z.string()) });

/** A managed policy of AWS would give rights that nobody here can read, so only the empty list passes. */
export const RoleProperties = z.strictObject({
  ManagedPolicyArns: z
    .array(z.string())
    .max(0, 'managed policies are unknown to the local runtime')
    .optional(),
  Policies: z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: Document })).default([]),
});

/** A function as the pool runs it. `id` is the word of the house, `name` what AWS would call it. */
export type FunctionDefinition = {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly dir: string;
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly layers: readonly string[];
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  /** At most this many copies at once, when the template says so. */
  readonly reserved: number | undefined;
  readonly statements: readonly Statement[];
};
