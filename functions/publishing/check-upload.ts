import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '../../events/envelope.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { publishing } from '../../shared/capabilities/publishing/capability.ts';
import {
  receiveUpload,
  recordCheck,
  type CheckOutcome,
} from '../../shared/capabilities/publishing/decide.ts';
import type { Dataset } from '../../shared/capabilities/publishing/model.ts';
import type { UnreadFailure, UploadRecord } from '../../shared/capabilities/publishing/upload.ts';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import type { Queues } from '../../shared/adapters/sqs/queues.ts';
import { caseIdOf } from '../../shared/kernel/ids.ts';
import { addSeconds, epochMs, instant, type Instant } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { carriedOver, type Reading } from '../../shared/kernel/reading.ts';
import type { Delivery } from '../_entry/queue.ts';
import { follow, logger } from '../_entry/telemetry.ts';
import { askedCheck, CLEAN } from './asked-check.ts';
import { runStages } from './check-stages.ts';
import { failureReport } from './check-report.ts';
import { reportKey } from './file-keys.ts';
import type { StageContext } from './kept-stage.ts';
import type { PublishingServices } from './services.ts';

export type CheckServices = PublishingServices & {
  readonly arrived: Objects;
  readonly files: Objects;
  readonly uploadsBucket: string;
  readonly queues: Queues;
  readonly queueUrl: string;
  /** After how long the queue hands the work to another worker when this one dies. */
  readonly resumesAfterSeconds: number;
  readonly maxBytes: number;
  /** How often one message is worked on; handed out once more, the officer is told that the check did not end. */
  readonly attempts: number;
};

const checker: Actor = { kind: 'system', name: 'check-upload' };

/** A moment that moves on from the message's by the machine's stopwatch. */
const movingFrom = (at: Instant): (() => Instant) => {
  const started = performance.now();
  return () => instant(Math.round(epochMs(at) + performance.now() - started));
};

/**
 * A scanner's verdict arrived: the file is whole; or an officer chose to have it read in another way. Receives it into
 * its dataset, checks it stage by stage with recorded progress, and records the outcome. Told three times, or killed in the middle, it ends the same way once.
 */
export const checkUpload = (services: CheckServices) => {
  const { store, uploads, files, newId } = services;

  const finish = async (upload: UploadRecord, outcome: CheckOutcome, at: Instant) => {
    const recorded = await changeCase(store, newId, publishing, {
      caseId: caseIdOf('dataset', upload.datasetId),
      context: { at, by: checker, correlation: upload.correlation },
      decide: (dataset: Dataset | undefined) => recordCheck({ uploadId: upload.id, outcome }, dataset),
    });
    if (isRefusal(recorded)) throw new Error(`The outcome of upload ${upload.id} met ${recorded.refused}`);
    const { progress: _over, ...rest } = upload;
    await uploads.save({ ...rest, status: outcome.passed ? 'passed' : 'failed' });
    logger.info('check-finished', { uploadId: upload.id, passed: outcome.passed });
  };

  const fail = async (upload: UploadRecord, code: UnreadFailure, at: Instant) => {
    await files.put(reportKey(upload.id), JSON.stringify(failureReport(code)), {
      contentType: 'application/json',
    });
    await finish(upload, { passed: false, problems: [{ code, count: 1 }] }, at);
  };

  const receive = (upload: UploadRecord, at: Instant) =>
    changeCase(store, newId, publishing, {
      caseId: caseIdOf('dataset', upload.datasetId),
      context: { at, by: checker, correlation: upload.correlation },
      decide: (dataset: Dataset | undefined) =>
        receiveUpload(
          { uploadId: upload.id, fileName: upload.fileName, bytes: upload.bytes, by: upload.by },
          dataset,
        ),
    });

  /** As chosen for this file; else what was said of the data before, which holds for every file of the dataset. */
  const readingFor = async ({ reading, datasetId }: UploadRecord): Promise<Reading> => {
    if (reading) return reading;
    const dataset = await store.load<Dataset>(caseIdOf('dataset', datasetId));
    const before = dataset?.state.reading && (await uploads.find(dataset.state.reading));
    return carriedOver(before?.reading ?? {});
  };

  const carryOn = async (found: UploadRecord, delivery: Delivery) => {
    const now = movingFrom(delivery.at);
    const reading = await readingFor(found);
    const upload = { ...found, reading };
    // A folder of its own each time: the same verdict may be worked on twice at once.
    const scratch = await mkdtemp(join(tmpdir(), 'upload-'));
    const context: StageContext = {
      ...services,
      upload,
      reading,
      year: Number(delivery.at.slice(0, 4)),
      scratch,
      remaining: delivery.remaining,
      note: async (progress) => {
        await uploads.save({
          ...upload,
          status: 'checking',
          progress: { ...progress, resumesBy: addSeconds(now(), services.resumesAfterSeconds) },
        });
      },
    };
    try {
      const outcome = await runStages(context);
      if (outcome === 'out-of-time')
        await services.queues.send(services.queueUrl, [
          {
            id: newId(),
            body: { continue: { uploadId: upload.id, objectKey: upload.key, verdict: CLEAN } },
          },
        ]);
      else await finish(upload, outcome, now());
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  };

  return async (delivery: Delivery): Promise<void> => {
    const asked = askedCheck(delivery.body, services.uploadsBucket);
    const upload = asked && (await uploads.find(asked.uploadId));
    // An event of our ledger names no object: that reading was chosen of a file that had been let through.
    const { objectKey, verdict } = { objectKey: upload?.key, verdict: CLEAN, ...asked };
    if (!upload || upload.key !== objectKey) {
      logger.warn('verdict-without-upload', { objectKey });
      return;
    }
    follow(upload.correlation);
    logger.info('verdict-read', { uploadId: upload.id, verdict, uploadStatus: upload.status });
    if (upload.status === 'passed' || upload.status === 'failed') return;
    // Received before, by a worker that died or handed over: a newer file may have taken its place since.
    const received = upload.status === 'checking' ? undefined : await receive(upload, delivery.at);
    if (received && isRefusal(received)) {
      // The dataset was submitted or withdrawn while this file was on its way: it is not the draft any more.
      await files.put(reportKey(upload.id), JSON.stringify(failureReport('dataset-closed')), {
        contentType: 'application/json',
      });
      const { progress: _over, ...rest } = upload;
      await uploads.save({ ...rest, status: 'failed' });
      return;
    }
    // A stage that takes longer than a worker lives, or kills it, would do so again.
    if (delivery.attempt > services.attempts) {
      await fail(upload, 'check-unfinished', delivery.at);
      // The message is set aside behind this, and somebody is told.
      throw new Error(
        `The check of upload ${upload.id} was begun ${services.attempts} times and never ended`,
      );
    } else if (verdict === CLEAN) await carryOn(upload, delivery);
    else
      await fail(upload, verdict === 'THREATS_FOUND' ? 'malware-found' : 'malware-unscannable', delivery.at);
  };
};
