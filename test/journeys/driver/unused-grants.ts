import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import * as z from 'zod';

const Grant = z.object({ function: z.string(), action: z.string(), resource: z.string() });
type Grant = z.infer<typeof Grant>;
const Report = z.object({ unused: z.array(Grant), used: z.array(z.unknown()) });
export type GrantsReport = z.infer<typeof Report>;
export type Reason = Grant & { readonly reason: string };

/** Where each suite that ran a whole portal leaves what its functions were granted and did not use. */
const tally = (): string | undefined => process.env['GRANTS_TALLY'];

/** Asks a portal what was granted and not used while it ran, and keeps the answer for the end of all suites. */
export const keepGrants = async (baseUrl: string): Promise<void> => {
  const folder = tally();
  if (!folder) return;
  const response = await fetch(`${baseUrl}/_local/permissions`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${randomUUID()}.json`), JSON.stringify(Report.parse(await response.json())));
};

export const readGrants = (): GrantsReport[] => {
  const folder = tally();
  if (!folder) throw new Error('GRANTS_TALLY names no folder: no suite has left its grants anywhere');
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return files.map((name) => Report.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));
};

const isFor = (reason: Reason, grant: Grant): boolean =>
  reason.function === grant.function &&
  reason.action === grant.action &&
  grant.resource.endsWith(reason.resource);

const lineOf = (grant: Grant): string => `${grant.function}: ${grant.action} on ${grant.resource}`;

/**
 * What no suite used, less what has its reason. A grant without a reason and a reason without such a grant are both
 * faults, so that the list stays true.
 */
export const judgeGrants = (
  reports: readonly GrantsReport[],
  reasons: readonly Reason[],
): { unused: Grant[]; unreasoned: string[]; stale: string[] } => {
  const [first, ...rest] = reports;
  if (!first) throw new Error('No suite has run a portal');
  const elsewhere = rest.map((report) => new Set(report.unused.map(lineOf)));
  const unused = first.unused.filter((grant) => elsewhere.every((lines) => lines.has(lineOf(grant))));
  return {
    unused,
    unreasoned: unused.filter((grant) => !reasons.some((reason) => isFor(reason, grant))).map(lineOf),
    stale: reasons.filter((reason) => !unused.some((grant) => isFor(reason, grant))).map(lineOf),
  };
};
