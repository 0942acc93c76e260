import { stat } from 'node:fs/promises';
import { checkUpload } from './check-upload.ts';
import { beside, round } from './report.ts';
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

/** PostgreSQL's cost for the same rows, or nothing where it cannot be measured. */
const tellPostgres = async (csv: string, { rows, tell, signal }: Session): Promise<Cost | undefined> => {
  signal.throwIfAborted();
  const theirs = await loadIntoPostgres(csv, rows).catch((error: unknown) => ({ skipped: whyNot(error) }));
  const what = 'table: PostgreSQL, as CKAN loads it';
  if ('skipped' in theirs) {
    tell({ what, value: null, unit: 's', note: theirs.skipped });
    return undefined;
  }
  const { version, cpuSeconds } = theirs;
  const seconds = Object.values(theirs.seconds).reduce((sum, one) => sum + one, 0);
  tell({
    what,
    value: round(seconds),
    unit: 's',
    // Not the same work: theirs ends in searchable rows, ours in checked columns and files to download.
    note: `version ${version}; ${stagesIn(Object.entries(theirs.seconds))}${cpuIn({ seconds, cpuSeconds })}; no check, no files`,
  });
  return { seconds, cpuSeconds };
};

/** A row beside PostgreSQL, with whether the goal is met. On a machine that others use, processor seconds say it better. */
const against = (what: string, ours: Cost, theirs: Cost | undefined, note: string) => {
  const row = { what, value: ours.seconds, unit: 's' };
  if (!theirs) return { ...row, value: round(ours.seconds), note };
  const times = theirs.seconds / ours.seconds;
  const goal = `${round(times)} times faster, goal ${GOAL}: ${times >= GOAL ? 'met' : 'not met'}`;
  const cpu =
    ours.cpuSeconds === undefined || theirs.cpuSeconds === undefined
      ? ''
      : `; processor ${round(ours.cpuSeconds)} s, ${round(theirs.cpuSeconds / ours.cpuSeconds)} times less`;
  return beside({ ...row, note: `${goal}${cpu}; ${note}` }, { name: 'PostgreSQL', value: theirs.seconds });
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
  tell(against('table: bare stages of the check', bare, postgres, `${size}; ${stages}`));
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
  tell(
    against(
      'table: upload completed to queryable',
      { seconds: seconds + publishSeconds, cpuSeconds },
      postgres,
      'the two above; people decide in between',
    ),
  );
  tell({
    what: 'table: check-upload process, peak RSS',
    value: checked.peakMb ?? null,
    unit: 'MB',
    ...(checked.peakMb === undefined ? { note: 'this system has no /proc to read it from' } : {}),
  });
};
