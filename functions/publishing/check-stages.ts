import { access, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckOutcome } from '../../shared/capabilities/publishing/decide.ts';
import { latestRelease, type Dataset } from '../../shared/capabilities/publishing/model.ts';
import type { UnreadFailure } from '../../shared/capabilities/publishing/upload.ts';
import type { ReleaseFile } from '../../shared/kernel/dataset.ts';
import { caseIdOf } from '../../shared/kernel/ids.ts';
import { Screening } from '../../shared/kernel/screening.ts';
import {
  checkConstraints,
  ConstraintReport,
  Converted,
  convert,
  defaultLimits,
  DerivedFile,
  identify,
  isIdentified,
  makeJsonFile,
  makeQueryFile,
  profile,
  readIntake,
  screen,
  TableProfile,
  TableReport,
  type Problem,
  type StageOptions,
  type TakenIn,
} from '../../shared/tabular/index.ts';
import { previewFrom, reportFor } from './check-report.ts';
import { codeLists } from './code-lists.ts';
import { Compared, compareRelease } from './compare-release.ts';
import { summaryOf } from './finding-sentences.ts';
import { derivedKey, QUERY_FILE, reportKey } from './file-keys.ts';
import { keepFailure } from './keep-failure.ts';
import { keepPlaces } from './kept-places.ts';
import { keptOnce, once, type StageContext } from './kept-stage.ts';
import { offeredOriginal } from './offered-original.ts';
import { withUnfollowed } from './unfollowed-reading.ts';

/** A stage may take this long; with less left, the next invocation takes it. */
const STAGE_RESERVE_MS = 15_000;

/** No slug begins with an underscore, so no file of a dataset can have this name. */
const PREVIEW = '_preview.json';

const json = { contentType: 'application/json' };

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

const extensionOf = { 'clean-csv': 'csv', parquet: 'parquet', json: 'json', geojson: 'geojson' } as const;
/** In the order they are offered. */
const offeredRoles = ['clean-csv', 'parquet', 'json', 'geojson'] as const;

/** Derived files under names a citizen keeps: the dataset's own. */
const releaseFiles = (
  slug: string,
  made: readonly DerivedFile[],
  original: ReleaseFile | undefined,
): ReleaseFile[] => [
  ...offeredRoles.flatMap((role) =>
    made
      .filter((file) => file.role === role)
      .map(({ mediaType, bytes, sha256, rows }) => ({
        name: `${slug}.${extensionOf[role]}`,
        role,
        mediaType,
        bytes,
        sha256,
        rows,
      })),
  ),
  ...(original ? [original] : []),
];

/** The table as Parquet, on this machine: another worker may have converted it. */
const cleanTable = async ({ files, upload, scratch }: StageContext, slug: string): Promise<string> => {
  const parquet = join(scratch, 'derived', 'data.parquet');
  if (await exists(parquet)) return parquet;
  await mkdir(join(scratch, 'derived'), { recursive: true });
  await files.toFile(derivedKey(upload.id, `${slug}.parquet`), parquet);
  return parquet;
};

const refused = async (
  context: StageContext,
  problem: Omit<Problem, 'code'> & { code: Problem['code'] | UnreadFailure },
): Promise<CheckOutcome> => {
  const report = reportFor({ problems: [problem], problemTotal: 1 }, { reading: context.reading });
  await context.files.put(reportKey(context.upload.id), JSON.stringify(report), json);
  return { passed: false, problems: [{ code: problem.code, count: 1 }] };
};

const stages = async (
  context: StageContext,
  aside: <Result>(work: Promise<Result>) => Promise<Result>,
): Promise<CheckOutcome | 'out-of-time'> => {
  const { upload, files, scratch } = context;
  const isLate = () => context.remaining() < STAGE_RESERVE_MS;
  const path = join(scratch, 'original');
  if (!(await context.arrived.toFile(upload.key, path))) return refused(context, { code: 'upload-vanished' });
  const limits = { ...defaultLimits, maxCsvBytes: Math.min(defaultLimits.maxCsvBytes, context.maxBytes) };

  const { size } = await stat(path);
  const { reading } = context;
  const identified = await identify(path, upload.fileName, size, { limits, reading });
  if (!isIdentified(identified)) return refused(context, identified);
  if (upload.sha256 && upload.sha256 !== identified.sha256)
    return refused(context, { code: 'checksum-mismatch' });
  if (isLate()) return 'out-of-time';

  const takeIn = (onProgress?: StageOptions['onProgress']): Promise<TakenIn> =>
    readIntake(path, identified, {
      limits,
      scratch: join(scratch, 'intake'),
      reading,
      ...(onProgress ? { onProgress } : {}),
    });
  let taken: TakenIn | undefined;
  const read = await once(context, 'read', TableReport, async (onProgress) => {
    taken = await takeIn(onProgress);
    return taken.report;
  });
  const report = withUnfollowed(read, reading);
  if (report.problemTotal > 0) return keepFailure(context, report);
  if (isLate()) return 'out-of-time';

  /** What the check read. Another worker may have read it: the plain table is then made again, the same. */
  const table = async (): Promise<string> => (report.prepared ? (taken ??= await takeIn()).path : path);
  const found = await context.store.load<Dataset>(caseIdOf('dataset', upload.datasetId));
  const slug = found?.state.slug ?? 'du-lieu';
  const folder = join(scratch, 'derived');
  const keep = (file: DerivedFile): Promise<void> =>
    files.fromFile(derivedKey(upload.id, nameOf(slug, file)), join(folder, file.name), {
      contentType: file.mediaType,
    });
  const converted = await once(context, 'convert', Converted, async (onProgress) => {
    const work = join(scratch, 'work');
    await mkdir(folder, { recursive: true });
    await mkdir(work, { recursive: true });
    return convert(await table(), report, { folder, scratch: work, limits, keep, onProgress });
  });
  if (isLate()) return 'out-of-time';

  // Shapes without attributes fill no table: there is nothing to ask, to profile or to compare.
  const isTable = report.columns.length > 0;
  const parquet = isTable ? await cleanTable(context, slug) : '';
  const made = async (
    stage: 'index' | 'json',
    make: typeof makeQueryFile,
  ): Promise<DerivedFile | undefined> =>
    isTable
      ? keptOnce(context, stage, DerivedFile, async () => {
          const file = await make(report, converted, { folder, scratch: join(scratch, stage), limits });
          await keep(file);
          return file;
        })
      : undefined;
  // Two are at work, as many as there are processors: JSON is written by whichever of the two is free first.
  const indexed = aside(made('index', makeQueryFile));
  const looked = Promise.withResolvers<void>();
  const free = Promise.race([looked.promise, indexed.catch(() => undefined)]);
  const written = aside(free.then(() => made('json', makeJsonFile)));
  const work = join(scratch, 'work');
  const ruled = await once(context, 'constraints', ConstraintReport, async (onProgress) =>
    checkConstraints(parquet, report, {
      scratch: work,
      limits,
      lists: codeLists,
      primaryKey: reading.primaryKey,
      table,
      onProgress,
    }),
  );
  const checked = { ...report, ...ruled, notes: [...report.notes, ...ruled.notes] };
  if (ruled.problemTotal > 0) return keepFailure(context, checked);
  if (isLate()) return 'out-of-time';

  const profiled = await once(context, 'profile', TableProfile, async (onProgress) =>
    profile(parquet, report, {
      scratch: work,
      limits,
      communes: codeLists['commune-code'],
      onProgress,
    }),
  );
  if (isLate()) return 'out-of-time';

  const { fileName } = upload;
  const { findings } = await once(context, 'screen', Screening, async (onProgress) =>
    screen(parquet, report, {
      scratch: work,
      limits,
      fileName,
      year: context.year,
      table,
      onProgress,
    }),
  );
  if (isLate()) return 'out-of-time';

  const last = found && isTable ? latestRelease(found.state) : undefined;
  const { comparison } = last
    ? await once(context, 'compare', Compared, async () =>
        compareRelease(
          { files, uploadId: upload.id, scratch, limits, reading },
          parquet,
          report.columns.length,
          last,
        ),
      )
    : {};
  if (isLate()) return 'out-of-time';

  looked.resolve();
  await context.note({ stage: 'index' });
  await indexed;
  const records = await written;
  if (isLate()) return 'out-of-time';

  await context.note({ stage: 'store' });
  // Another worker may have unpacked it: its data file is then taken out again.
  const { source } = taken ?? (report.prepared?.entry === undefined ? {} : await takeIn());
  const offered = await offeredOriginal(
    {
      files,
      uploadId: upload.id,
      scratch,
      arrivedAs: { bucket: context.uploadsBucket, key: upload.key },
    },
    {
      path: source?.path ?? path,
      fileName: source?.entry ?? upload.fileName,
      identified: source?.identified ?? identified,
      isUnpacked: source !== undefined,
    },
    report,
  );
  const released = releaseFiles(slug, [...converted.files, ...(records ? [records] : [])], offered.file);
  const preview = await files.text(derivedKey(upload.id, PREVIEW));
  const full = reportFor(
    { ...checked, profile: profiled },
    {
      reading,
      findings,
      files: released,
      preview: preview && previewFrom(preview.text),
      original: offered.notes,
      comparison,
    },
  );
  await keepPlaces(files, upload.id, profiled.places);
  await files.put(reportKey(upload.id), JSON.stringify(full), json);
  return {
    passed: true,
    sha256: identified.sha256,
    rows: report.rows,
    columns: report.columns.map(({ name, type, missing }) => ({ name, type, missing })),
    files: released,
    guesses: report.decided.filter(({ how }) => how === 'guessed').length,
    findings: findings.map(summaryOf),
  };
};

/**
 * identify → read → convert → constraints → profile → screen → compare → store. Each stage's result is kept with the upload, so that a later invocation, or
 * another worker after this one died, begins where the last finished stage ended. The file for questions (index) is made
 * beside those behind convert, which only read.
 */
export const runStages = async (context: StageContext): Promise<CheckOutcome | 'out-of-time'> => {
  const begun: Promise<unknown>[] = [];
  try {
    return await stages(context, (work) => {
      // Whoever waits for it hears of its fault; until then nobody does.
      begun.push(work.catch(() => undefined));
      return work;
    });
  } finally {
    // Also when the check ends early: what goes on uses its folder.
    await Promise.all(begun);
  }
};

const nameOf = (slug: string, file: Converted['files'][number]): string =>
  file.role === 'preview'
    ? PREVIEW
    : file.role === 'query'
      ? QUERY_FILE
      : `${slug}.${extensionOf[file.role]}`;
