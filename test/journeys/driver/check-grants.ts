import reasons from './unused-grants.json' with { type: 'json' };
import { judgeGrants, readGrants } from './unused-grants.ts';

/** The last word on grants, after every suite that ran a portal: `GRANTS_TALLY=<folder> node …/check-grants.ts`. */
const reports = readGrants();
const { unused, unreasoned, stale } = judgeGrants(reports, reasons);
console.log(
  `Grants never used over ${reports.length} suites: ${unused.length}, with a reason: ${unused.length - unreasoned.length}`,
);
for (const line of unreasoned) console.error(`  granted and never used, without a reason: ${line}`);
for (const line of stale) console.error(`  a reason for a grant that is used, or not there: ${line}`);
if (unreasoned.length + stale.length > 0) process.exit(1);
