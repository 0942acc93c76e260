import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

export const environmentNames = ['dev', 'staging', 'prod'] as const;
export type EnvironmentName = (typeof environmentNames)[number];

/** CloudWatch keeps logs only for these numbers of days. */
const LogDays = z.union(
  [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096].map((n) => z.literal(n)),
);

const GIGABYTE = 1024 ** 3;

/** Everything that may differ between environments. Unknown fields are refused, so a typing error is not a silent default. */
export const Environment = z
  .strictObject({
    account: z
      .string()
      .regex(/^\d{12}$/, 'an AWS account is twelve digits')
      .optional(),
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/)
      .default('ap-southeast-1'),
    /** The address people type; functions write it into pages, mails and feeds. No slash at the end. */
    publicUrl: z.url({ protocol: /^https?$/ }).regex(/[^/]$/, 'no slash at the end'),
    domain: z.hostname().optional(),
    certificateArn: z
      .string()
      .regex(
        /^arn:aws:acm:us-east-1:\d{12}:certificate\/.+$/,
        'CloudFront reads certificates in us-east-1 only',
      )
      .optional(),
    /** First part of the sign-in address, unique in the region for all of AWS. */
    signInPrefix: z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/),
    signInSecondFactor: z.enum(['required', 'optional']),
    data: z.strictObject({
      /** What becomes of tables, buckets and the user pool when they leave the template. */
      removal: z.enum(['retain', 'destroy']),
      deletionProtection: z.boolean(),
      terminationProtection: z.boolean(),
      evidenceRetentionDays: z.int().min(1).max(36500),
    }),
    logRetentionDays: LogDays,
    /** How long the CDN's access logs are kept; the daily count of downloads needs the last days only. */
    accessLogRetentionDays: z.int().min(7).max(3650),
    alarmEmail: z.email().optional(),
    /** Above this forecast the alarm address is told. */
    budgetUsdPerMonth: z.number().positive().optional(),
    throttle: z.strictObject({ requestsPerSecond: z.int().positive(), burst: z.int().positive() }),
    upload: z.strictObject({
      maxBytes: z
        .int()
        .positive()
        .max(5 * GIGABYTE, 'the portal is designed for files up to 5 GB'),
      /** How long a signed part address works, in seconds. */
      partUrlSeconds: z.int().min(30).max(3600),
    }),
    check: z.strictObject({
      /** Longest time one stage of a check may take, in seconds (design section 8: at most five minutes). */
      stageSeconds: z.int().min(10).max(300),
    }),
    /** How long the index writer gathers changes, in seconds; found within 60 s of publication needs at most 30. */
    searchBatchSeconds: z.int().min(0).max(30),
    malwareScan: z.enum(['guardduty', 'eicar']),
    mailFrom: z.email(),
  })
  .superRefine((it, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (it.budgetUsdPerMonth && !it.alarmEmail) refuse(['alarmEmail'], 'a budget needs somebody to tell');
    if (it.domain && !it.certificateArn) refuse(['certificateArn'], 'a domain needs its certificate');
    if (!it.domain && it.certificateArn) refuse(['domain'], 'a certificate needs its domain');
    if (it.domain && it.publicUrl !== `https://${it.domain}`)
      refuse(['publicUrl'], `with this domain: https://${it.domain}`);
  });
export type Environment = z.infer<typeof Environment>;

/** Real data is never thrown away by a deployment, and never trusted to the test scanner. */
const RealEnvironment = Environment.superRefine((it, context) => {
  const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
  if (it.data.removal !== 'retain') refuse(['data', 'removal'], 'real data is retained');
  if (!it.data.deletionProtection) refuse(['data', 'deletionProtection'], 'real data is protected');
  if (it.malwareScan !== 'guardduty')
    refuse(['malwareScan'], 'the EICAR scanner finds nothing but the test string');
  if (!it.alarmEmail) refuse(['alarmEmail'], 'an alarm must reach somebody');
  if (!it.publicUrl.startsWith('https://')) refuse(['publicUrl'], 'people reach it over https');
  if (it.signInSecondFactor !== 'required')
    refuse(['signInSecondFactor'], 'officers sign in with a second factor');
});

export const Environments = z.strictObject({
  dev: Environment,
  staging: RealEnvironment,
  prod: RealEnvironment.superRefine((it, context) => {
    if (!it.data.terminationProtection)
      context.addIssue({
        code: 'custom',
        path: ['data', 'terminationProtection'],
        message: 'production is not deleted by hand',
      });
  }),
});
export type Environments = z.infer<typeof Environments>;

/** Parses the environments; a fault names the field, e.g. `prod.data.removal: real data is retained`. */
export const parseEnvironments = (raw: unknown, source = 'infra/environments.json'): Environments => {
  const parsed = Environments.safeParse(raw);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.') || '(file)'}: ${issue.message}`);
  throw new Error(`${source} is not valid:\n${lines.join('\n')}`);
};

/** The committed environments. */
export const readEnvironments = (): Environments =>
  parseEnvironments(JSON.parse(readFileSync(join(import.meta.dirname, 'environments.json'), 'utf8')));

export const isEnvironmentName = (name: unknown): name is EnvironmentName =>
  environmentNames.some((known) => known === name);
