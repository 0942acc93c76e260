import type * as z from 'zod';
import type { UploadRecord } from '../../shared/capabilities/publishing/upload.ts';
import type { CaseStore } from '../../shared/capabilities/case-store.ts';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import type { CheckStage } from '../../shared/kernel/check-stage.ts';
import type { Reading, StageOptions } from '../../shared/tabular/index.ts';
import { stageKey } from './file-keys.ts';

export type StageContext = {
  readonly upload: UploadRecord;
  readonly store: CaseStore;
  readonly arrived: Objects;
  readonly files: Objects;
  readonly uploadsBucket: string;
  readonly maxBytes: number;
  readonly scratch: string;
  /** How the officer said the file is to be read, or what still holds of the choice before. */
  readonly reading: Reading;
  /** Of the check: nobody a file speaks of was born after it. */
  readonly year: number;
  readonly remaining: () => number;
  readonly note: (progress: { stage: CheckStage; rowsRead?: number; percent?: number }) => Promise<void>;
};

const NOTE_EVERY_MS = 700;

type OnProgress = NonNullable<StageOptions['onProgress']>;

/** Stages whose result is kept, and which the officer is shown. */
type ShownStage = Exclude<CheckStage, 'scan' | 'identify' | 'store'>;

/** Progress as the stage reports it, written at most once in a while and never in parallel. */
const progressNotes = (context: StageContext, stage: CheckStage) => {
  let last = 0;
  let writing: Promise<void> = Promise.resolve();
  const onProgress: OnProgress = ({ rowsRead, bytesRead, bytesTotal }) => {
    const now = performance.now();
    if (now - last < NOTE_EVERY_MS) return;
    last = now;
    const percent = bytesTotal > 0 ? Math.min(100, Math.floor((100 * bytesRead) / bytesTotal)) : 0;
    writing = writing.then(() => context.note({ stage, rowsRead, percent }));
  };
  return { onProgress, settled: () => writing };
};

/** The result of a stage: kept when it was done before, else made, kept and returned. Says nothing of its progress. */
export const keptOnce = async <Result>(
  { files, upload }: StageContext,
  stage: ShownStage | 'json',
  schema: z.ZodType<Result>,
  work: () => Promise<Result>,
): Promise<Result> => {
  const key = stageKey(upload.id, stage);
  const earlier = await files.text(key);
  if (earlier) return schema.parse(JSON.parse(earlier.text));
  const result = await work();
  await files.put(key, JSON.stringify(result), { contentType: 'application/json' });
  return result;
};

/** As `keptOnce`, of the stage that the officer is shown. */
export const once = <Result>(
  context: StageContext,
  stage: ShownStage,
  schema: z.ZodType<Result>,
  work: (onProgress: OnProgress) => Promise<Result>,
): Promise<Result> =>
  keptOnce(context, stage, schema, async () => {
    await context.note({ stage, percent: 0 });
    const notes = progressNotes(context, stage);
    const result = await work(notes.onProgress);
    await notes.settled();
    return result;
  });
