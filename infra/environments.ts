import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { Slug } from '../shared/kernel/ids.ts';

/** Begins the names of its stacks, so it can never be changed. */
const EnvironmentName = z
  .string()
  .regex(/^[a-z][a-z0-9]{1,15}$/, 'lower-case letters and digits, 16 at most');
export type EnvironmentName = z.infer<typeof EnvironmentName>;

/** CloudWatch keeps logs only for these numbers of days. */
const LogDays = z.union(
  [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096].map((n) => z.literal(n)),
);

/** Lambda takes 2 to 1000 for what one queue may occupy. */
const AtOnce = z.int().min(2).max(1000);

const GIGABYTE = 1024 ** 3;

/** Everything that may differ between environments. Unknown fields are refused, so a typing error is not a silent default. */
export const Environment = z
  .strictObject({
    /** Whether what stands in it must never be lost; stricter rules hold then. */
    realData: z.boolean(),
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
    /** Who hears of alarms. */
    alarmEmails: z.array(z.email()).max(10),
    /** Above this forecast the alarm addresses are told. */
    budgetUsdPerMonth: z.number().positive().optional(),
    /** How much may be worked on at once: it bounds the cost of a busy day, and what is left for people's requests. */
    capacity: z.strictObject({ checksAtOnce: AtOnce, publicationsAtOnce: AtOnce }),
    /** Of the HTTP API as a whole; what is over it is answered 429. */
    throttle: z.strictObject({ requestsPerSecond: z.int().positive(), burst: z.int().positive() }),
    /** Requests of one address in five minutes that the firewall lets pass: of any kind, to the API, as POST. */
    firewallRates: z
      .strictObject({
        all: z.int().min(10).max(2_000_000_000),
        api: z.int().min(10).max(2_000_000_000),
        posts: z.int().min(10).max(2_000_000_000),
      })
      .refine(({ all, api, posts }) => all > api && api > posts, 'the narrower the rule, the lower its rate'),
    /** Raised by one to change what the CDN shows the API; the one before stays valid (docs/runbooks/origin-secret.md). */
    originSecretGeneration: z.int().positive(),
    /** Information requests. How long a citizen may take to answer a question, and how long what they wrote is kept, no law says. */
    requests: z.strictObject({
      clarificationDays: z.int().min(1).max(365),
      /** After the closing; then papers and files are erased, and the register keeps the rest. */
      papersKeptDays: z.int().min(1).max(36500),
    }),
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
    /** The function that answers questions about rows, in MB: its memory, its engine's share a table, its disk for copies. */
    rows: z.strictObject({
      memoryMb: z.int().min(1024).max(3008),
      engineMb: z.int().min(128).max(1024),
      scratchMb: z.int().min(512).max(10_240),
    }),
    /** How long the index writer gathers changes, in seconds; found within 60 s of publication needs at most 30. */
    searchBatchSeconds: z.int().min(0).max(30),
    /** Slug of the dataset whose shapes, with commune codes, tables are drawn on; without it no table has a map. */
    boundaryDataset: Slug.optional(),
    malwareScan: z.enum(['guardduty', 'eicar']),
    mailFrom: z.email(),
    /** One-time codes that prove an address: how long one holds, how often it may be tried, how many in an hour. */
    confirmation: z.strictObject({
      minutes: z.int().min(1).max(60),
      attempts: z.int().min(1).max(10),
      anHour: z.strictObject({
        /** To one address, from one network address, and for one purpose altogether. */
        address: z.int().min(1).max(20),
        source: z.int().min(1).max(10_000),
        purpose: z.int().min(1).max(1_000_000),
      }),
    }),
  })
  .superRefine((it, context) => {
    const refuse = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (it.budgetUsdPerMonth && it.alarmEmails.length === 0)
      refuse(['alarmEmails'], 'a budget needs somebody to tell');
    if (it.domain && !it.certificateArn) refuse(['certificateArn'], 'a domain needs its certificate');
    if (!it.domain && it.certificateArn) refuse(['domain'], 'a certificate needs its domain');
    if (it.domain && it.publicUrl !== `https://${it.domain}`)
      refuse(['publicUrl'], `with this domain: https://${it.domain}`);
  });
export type Environment = z.infer<typeof Environment>;

type Faults = { path: string[]; message: string }[];

/** Real data is never thrown away by a deployment, and never trusted to the test scanner. */
const faultsOfRealData = (it: Environment): Faults => {
  const faults: Faults = [];
  const refuse = (path: string[], message: string) => faults.push({ path, message });
  if (it.data.removal !== 'retain') refuse(['data', 'removal'], 'real data is retained');
  if (!it.data.deletionProtection) refuse(['data', 'deletionProtection'], 'real data is protected');
  if (it.malwareScan !== 'guardduty')
    refuse(['malwareScan'], 'the EICAR scanner finds nothing but the test string');
  if (it.alarmEmails.length === 0) refuse(['alarmEmails'], 'an alarm must reach somebody');
  if (!it.publicUrl.startsWith('https://')) refuse(['publicUrl'], 'people reach it over https');
  if (it.signInSecondFactor !== 'required')
    refuse(['signInSecondFactor'], 'officers sign in with a second factor');
  return faults;
};

const faultsOfProduction = (it: Environment): Faults => [
  ...(it.realData ? [] : [{ path: ['realData'], message: 'production holds real data' }]),
  ...(it.data.terminationProtection
    ? []
    : [{ path: ['data', 'terminationProtection'], message: 'production is not deleted by hand' }]),
];

/** `dev` runs on laptops and emulators, `prod` is the province's portal; others come and go by the file alone. */
export const Environments = z
  .object({ dev: Environment, prod: Environment })
  .catchall(Environment)
  .superRefine((all, context) => {
    for (const [name, it] of Object.entries(all)) {
      const named = EnvironmentName.safeParse(name);
      if (!named.success)
        context.addIssue({ code: 'custom', path: [name], message: named.error.issues[0]?.message ?? '' });
      const faults = [
        ...(it.realData ? faultsOfRealData(it) : []),
        ...(name === 'prod' ? faultsOfProduction(it) : []),
      ];
      for (const { path, message } of faults)
        context.addIssue({ code: 'custom', path: [name, ...path], message });
    }
    refuseShared(all, context);
  });
export type Environments = z.infer<typeof Environments>;

/** Two environments with one address or one sign-in prefix would answer in each other's place. */
const refuseShared = (all: Readonly<Record<string, Environment>>, context: z.RefinementCtx): void => {
  for (const field of ['publicUrl', 'signInPrefix'] as const) {
    const first = new Map<string, string>();
    for (const [name, it] of Object.entries(all)) {
      const other = first.get(it[field]);
      if (other === undefined) first.set(it[field], name);
      else
        context.addIssue({ code: 'custom', path: [name, field], message: `${other} has the same ${field}` });
    }
  }
};

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

export const environmentNames = (): EnvironmentName[] => Object.keys(readEnvironments());

/** One of the committed environments; undefined when there is none of that name. */
export const findEnvironment = (name: unknown): Environment | undefined => {
  const all: Readonly<Record<string, Environment>> = readEnvironments();
  return typeof name === 'string' && Object.hasOwn(all, name) ? all[name] : undefined;
};
