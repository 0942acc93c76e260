import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { lawReport, lookInto, type Looked } from '../../functions/duties/law-report.ts';
import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { dayOf, instant, localDate } from '../../shared/kernel/local-date.ts';
import { reach } from './reach.ts';

const USAGE = `npm run law:check [-- --on 2026-11-23] [-- --rules]
Looks at the rulebook, and at the open cases of the portal that is reached as \`npm run ledger:verify\` does; --rules: at the rulebook alone.
Exit code 0: every deadline is known and ends on a known day. 1: something must be done. 2: wrong use.`;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A portal that can not be reached is no reason to say nothing of the rulebook. */
const look = async (): Promise<Looked> => {
  try {
    const system = await reach(resolve(process.env['LOCAL_DIR'] ?? '.local'));
    try {
      const store = dynamoCaseStore(system.db, { ledger: 'none', cases: system.name('Cases') });
      return await lookInto(store, system.where);
    } finally {
      await system.close();
    }
  } catch (error) {
    return { notLooked: messageOf(error) };
  }
};

try {
  const { values } = parseArgs({
    options: { on: { type: 'string' }, rules: { type: 'boolean', default: false } },
  });
  const on = values.on ? localDate(values.on) : dayOf(instant(Date.now()));
  const { lines, isUrgent } = lawReport(
    on,
    values.rules ? { notLooked: 'không được yêu cầu.' } : await look(),
  );
  console.log(lines.join('\n'));
  process.exitCode = isUrgent ? 1 : 0;
} catch (error) {
  console.error(`${messageOf(error)}\n${USAGE}`);
  process.exitCode = 2;
}
