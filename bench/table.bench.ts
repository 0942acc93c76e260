import { stat } from 'node:fs/promises';
import { checkUpload } from './check-upload.ts';
import { beside, round, type Row } from './report.ts';
import { rewriteAsLoader } from './rewrite-as-loader.ts';
import type { Session } from './session.ts';
import { loadIntoPostgres } from './tabular-postgres.ts';
import { ensureTable, measure } from './tabular.ts';

/** How many times faster to queryable than the path CKAN's loader takes. */
const GOAL = 6;

type Cost = { readonly seconds: number; readonly cpuSeconds: number | undefined };

const stagesIn = (stages: Iterable<readonly [string, number]>): string =>
  [...stages].map(([stage, seconds]) => `${stage} ${round(seconds)}`).join(', ');

const cpuIn = ({ cpuSeconds }: Cost): string =>
  cpuSeconds === undefined ? '' : `; ${round(cpuSeconds)} s of processor`;

const whyNot = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Two costs one after the other; processor seconds are known only where both are. */
const both = (one: Cost, other: Cost): Cost => ({
  seconds: one.seconds + other.seconds,
  cpuSeconds:
    one.cpuSeconds === undefined || other.cpuSeconds === undefined
      ? undefined
      : one.cpuSeconds + other.cpuSeconds,
});

/** How the same rows get into PostgreSQL. Each column's own index is what CKAN up to 2.11 makes unless told otherwise. */
type Theirs = { readonly asCkan212: Cost; readonly asCkan211: Cost };

const tellRewrite = async (csv: string, { tell }: Session): Promise<Cost> => {
  const what = 'table: CKAN’s loader writes the CSV anew';
  try {
    const cost = await rewriteAsLoader(csv);
    tell({ what, value: round(cost.seconds), unit: 's', note: `tabulator${cpuIn(cost)}` });
    return cost;
  } catch (error) {
    // Without it theirs is the quicker: never a favour to us.
    tell({
      what,
      value: null,
      unit: 's',
      note: `left out: ${whyNot(error).trim().split('\n').at(-1) ?? ''}`,
    });
    return { seconds: 0, cpuSeconds: 0 };
  }
};

/** PostgreSQL's cost for the same rows, or nothing where it cannot be measured. */
const tellPostgres = async (csv: string, session: Session): Promise<Theirs | undefined> => {
  const { rows, tell, signal } = session;
  signal.throwIfAborted();
  const rewritten = await tellRewrite(csv, session);
  const theirs = await loadIntoPostgres(csv, rows, { indexColumns: true }).catch((error: unknown) => ({
    skipped: whyNot(error),
  }));
  const what = 'table: PostgreSQL, as CKAN loads it';
  if ('skipped' in theirs) {
    tell({ what, value: null, unit: 's', note: theirs.skipped });
    return undefined;
  }
  const { version, cpuSeconds, columns } = theirs;
  const loaded = { seconds: Object.values(theirs.seconds).reduce((sum, one) => sum + one, 0), cpuSeconds };
  tell({
    what,
    value: round(loaded.seconds),
    unit: 's',
    // Not the same work: theirs ends in searchable rows, ours in checked columns and files to download.
    note: `version ${version}; ${stagesIn(Object.entries(theirs.seconds))}${cpuIn(loaded)}; no check, no files`,
  });
  tell({
    what: 'table: PostgreSQL, an index over the words of each column',
    value: round(columns.seconds),
    unit: 's',
    note: `CKAN up to 2.11 by default, 2.12 not${cpuIn(columns)}`,
  });
  const asCkan212 = both(rewritten, loaded);
  return { asCkan212, asCkan211: both(asCkan212, columns) };
};

/** Rows beside both, with whether the goal is met. On a machine that others use, processor seconds say it better. */
const against = (what: string, ours: Cost, theirs: Theirs | undefined, note: string): Row[] => {
  const row = { what, value: round(ours.seconds), unit: 's', note };
  if (!theirs) return [row];
  const beside212 = besideOne(what, ours, theirs.asCkan212, 'CKAN 2.12', note);
  return [beside212, besideOne(what, ours, theirs.asCkan211, 'CKAN 2.11', 'the same')];
};

const besideOne = (what: string, ours: Cost, theirs: Cost, name: string, note: string): Row => {
  const times = theirs.seconds / ours.seconds;
  const goal = `${round(times)} times faster, goal ${GOAL}: ${times >= GOAL ? 'met' : 'not met'}`;
  const cpu =
    ours.cpuSeconds === undefined || theirs.cpuSeconds === undefined
      ? ''
      : `; processor ${round(ours.cpuSeconds)} s, ${round(theirs.cpuSeconds / ours.cpuSeconds)} times less`;
  return beside(
    { what, value: ours.seconds, unit: 's', note: `${goal}${cpu}; ${note}` },
    { name, value: theirs.seconds },
  );
};

/**
 * A big table: its bare stages in a process of their own, the same rows loaded and indexed by PostgreSQL, and the
 * whole way through a running portal from completed upload to a search among published rows.
 */
export const run = async (session: Session): Promise<void> => {
  const { rows, signal, tell } = session;
  const csv = await ensureTable(rows);
  signal.throwIfAborted();
  const size = `${rows} rows, ${round((await stat(csv)).size / 1e6, 0)} MB`;
  const bare = await measure(csv);
  const postgres = await tellPostgres(csv, session);
  const stages = stagesIn(Object.entries(bare.stages));
  against('table: bare stages of the check', bare, postgres, `${size}; ${stages}`).forEach(tell);
  tell({ what: 'table: bare stages, peak RSS', value: bare.peakMb, unit: 'MB' });

  const checked = await checkUpload(csv, session);
  const { seconds, publishSeconds, cpuSeconds } = checked;
  tell({
    what: 'table: upload completed to checked',
    value: round(seconds),
    unit: 's',
    note: `${checked.rows} rows; as the desk saw it: ${stagesIn(checked.stages)}`,
  });
  tell({ what: 'table: approved to rows answered', value: round(publishSeconds), unit: 's' });
  against(
    'table: upload completed to queryable',
    { seconds: seconds + publishSeconds, cpuSeconds },
    postgres,
    'the two above; people decide in between',
  ).forEach(tell);
  tell({
    what: 'table: check-upload process, peak RSS',
    value: checked.peakMb ?? null,
    unit: 'MB',
    ...(checked.peakMb === undefined ? { note: 'this system has no /proc to read it from' } : {}),
  });
};
