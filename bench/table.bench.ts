import { stat } from 'node:fs/promises';
import { checkUpload } from './check-upload.ts';
import { beside, round } from './report.ts';
import type { Session } from './session.ts';
import { loadIntoPostgres } from './tabular-postgres.ts';
import { ensureTable, measure } from './tabular.bench.ts';

const sum = (values: Iterable<number>): number => [...values].reduce((total, one) => total + one, 0);

const stagesIn = (stages: Iterable<readonly [string, number]>): string =>
  [...stages].map(([stage, seconds]) => `${stage} ${round(seconds)}`).join(', ');

const whyNot = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** PostgreSQL's time for the same rows, or why there is none. */
const tellPostgres = async (csv: string, { tell, signal }: Session): Promise<number | undefined> => {
  signal.throwIfAborted();
  const theirs = await loadIntoPostgres(csv).catch((error: unknown) => ({ skipped: whyNot(error) }));
  const what = 'table: PostgreSQL COPY + accent-free index';
  if ('skipped' in theirs) {
    tell({ what, value: null, unit: 's', note: theirs.skipped });
    return undefined;
  }
  const { version, copySeconds, indexSeconds } = theirs;
  const seconds = copySeconds + indexSeconds;
  tell({
    what,
    value: round(seconds),
    unit: 's',
    // Not the same work: theirs ends in searchable rows, ours in checked columns and files to download.
    note: `version ${version}; copy ${round(copySeconds)}, unaccent + GIN index ${round(indexSeconds)}; no check, no files`,
  });
  return seconds;
};

/**
 * A big table: its bare stages in a process of their own, the same rows loaded and indexed by PostgreSQL, and the
 * whole way through a running portal from completed upload to checked and converted.
 */
export const run = async (session: Session): Promise<void> => {
  const { rows, signal, tell } = session;
  const csv = await ensureTable(rows);
  signal.throwIfAborted();
  const size = `${rows} rows, ${round((await stat(csv)).size / 1e6, 0)} MB`;
  const bare = await measure(csv);
  const bareSeconds = sum(Object.values(bare.seconds));
  const stages = stagesIn(Object.entries(bare.seconds));
  const bareRow = { what: 'table: bare stages', value: bareSeconds, unit: 's', note: `${size}; ${stages}` };
  const postgres = await tellPostgres(csv, session);
  tell(
    postgres === undefined
      ? { ...bareRow, value: round(bareSeconds) }
      : beside(bareRow, { name: 'PostgreSQL', value: postgres }),
  );
  tell({ what: 'table: bare stages, peak RSS', value: bare.peakMb, unit: 'MB' });

  const checked = await checkUpload(csv, session);
  const what = 'table: upload completed to checked and converted';
  const { seconds } = checked;
  const note = `${checked.rows} rows; as the desk saw it: ${stagesIn(checked.stages)}`;
  tell(beside({ what, value: seconds, unit: 's', note }, { name: 'bare stages', value: bareSeconds }));
  if (postgres !== undefined)
    tell(
      beside({ what: `${what}, again`, value: seconds, unit: 's' }, { name: 'PostgreSQL', value: postgres }),
    );
  tell({
    what: 'table: check-upload process, peak RSS',
    value: checked.peakMb ?? null,
    unit: 'MB',
    ...(checked.peakMb === undefined ? { note: 'this system has no /proc to read it from' } : {}),
  });
};
