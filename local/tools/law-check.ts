import { parseArgs } from 'node:util';
import { lawReport } from '../../functions/duties/law-report.ts';
import { dayOf, instant, localDate } from '../../shared/kernel/local-date.ts';

const USAGE = `npm run law:check [-- --on 2026-11-23]
Exit code 0: every deadline computed that day ends on a known day. 1: something must be done. 2: wrong use.`;

try {
  const { values } = parseArgs({ options: { on: { type: 'string' } } });
  const report = lawReport(values.on ? localDate(values.on) : dayOf(instant(Date.now())));
  console.log(report.lines.join('\n'));
  process.exitCode = report.isUrgent ? 1 : 0;
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 2;
}
