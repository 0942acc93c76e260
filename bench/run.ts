import { parseArgs } from 'node:util';
import * as catalogue from './catalogue.bench.ts';
import * as deadlines from './deadlines.bench.ts';
import * as duties from './duties.bench.ts';
import * as functions from './functions.bench.ts';
import * as hostile from './hostile.bench.ts';
import * as lighthouse from './lighthouse.bench.ts';
import { lineOf, thisMachine } from './machine.ts';
import * as page from './page.bench.ts';
import { keep, tableOf, type Row } from './report.ts';
import * as rowsBench from './rows.bench.ts';
import { openSession, type Session } from './session.ts';
import * as start from './start.bench.ts';
import * as table from './table.bench.ts';
import * as workbook from './workbook.bench.ts';

const benches: Readonly<Record<string, (session: Session) => Promise<void>>> = {
  catalogue: catalogue.run,
  deadlines: deadlines.run,
  duties: duties.run,
  functions: functions.run,
  hostile: hostile.run,
  lighthouse: lighthouse.run,
  page: page.run,
  workbook: workbook.run,
  // Before those that fill PostgreSQL a second time: on a slow machine the time may not do for all.
  table: table.run,
  start: start.run,
  rows: rowsBench.run,
};

const USAGE = `npm run bench -- [--only ${Object.keys(benches).join(',')}] [--rows 1000000]
Prints a table and writes it to bench/results/. Only reports: no figure makes it fail.`;

/** The whole run ends within ten minutes, the last grace included. */
const LONGEST_SECONDS = 570;

const optionsFrom = (): { names: string[]; rows: number } | undefined => {
  const { values } = parseArgs({
    options: { only: { type: 'string' }, rows: { type: 'string', default: '1000000' } },
  });
  const names = values.only?.split(',') ?? Object.keys(benches);
  const rows = Number(values.rows);
  const isKnown = names.every((name) => Object.hasOwn(benches, name));
  return isKnown && Number.isInteger(rows) && rows > 0 ? { names, rows } : undefined;
};

const main = async (): Promise<number> => {
  const options = optionsFrom();
  if (!options) {
    console.error(USAGE);
    return 2;
  }
  const at = new Date();
  const machine = thisMachine();
  const rows: Row[] = [];
  const session = openSession({
    seconds: LONGEST_SECONDS,
    rows: options.rows,
    tell: (row) => void rows.push(row),
  });
  let whole = true;
  for (const name of options.names) {
    if (session.signal.aborted) break;
    process.stderr.write(`bench ${name}…\n`);
    try {
      await benches[name]?.(session);
    } catch (error) {
      whole = false;
      const reason: unknown = session.signal.aborted ? session.signal.reason : error;
      const note = reason instanceof Error ? reason.message : String(reason);
      rows.push({ what: `${name}: not finished`, value: null, unit: '', note });
    }
  }
  console.log(`${lineOf(machine)}\n\n${tableOf(rows)}\n`);
  console.log(await keep(at, machine, rows));
  if (session.signal.aborted) return 130;
  return whole ? 0 : 1;
};

// Not left to the event loop: a socket kept alive must not hold the command up.
process.exit(await main());
