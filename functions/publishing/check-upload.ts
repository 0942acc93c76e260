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
import type { UploadRecord } from '../../shared/capabilities/publishing/upload.ts';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import type { Queues } from '../../shared/adapters/sqs/queues.ts';
import { caseIdOf } from '../../shared/kernel/ids.ts';
import { addSeconds, epochMs, instant, type Instant } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import type { Delivery } from '../_entry/queue.ts';
import { follow, logger } from '../_entry/telemetry.ts';
import { runStages, type StageContext } from './check-stages.ts';
import { failureReport, type UploadFailure } from './check-report.ts';
import { reportKey } from './file-keys.ts';
import { verdictOf, type ScanVerdict } from './scan-verdict.ts';
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
};

const checker: Actor = { kind: 'system', name: 'check-upload' };

/** GuardDuty's word for a clean object; anything else never publishes. */
const CLEAN = 'NO_THREATS_FOUND';

/** A moment that moves on from the message's by the machine's stopwatch. */
const movingFrom = (at: Instant): (() => Instant) => {
  const started = performance.now();
  return () => instant(Math.round(epochMs(at) + performance.now() - started));
};

/**
 * A scanner's verdict arrived: the file is whole. Receives it into its dataset, checks it stage by stage with
 * recorded progress, and records the outcome. Told three times, or killed in the middle, it ends the same way once.
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

  const fail = async (upload: UploadRecord, code: UploadFailure, at: Instant) => {
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

  const carryOn = async (verdict: ScanVerdict, upload: UploadRecord, delivery: Delivery) => {
    const now = movingFrom(delivery.at);
    // A folder of its own each time: the same verdict may be worked on twice at once.
    const scratch = await mkdtemp(join(tmpdir(), 'upload-'));
    const context: StageContext = {
      ...services,
      upload,
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
            body: { continue: { objectKey: verdict.objectKey, scanResultStatus: verdict.status } },
          },
        ]);
      else await finish(upload, outcome, now());
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  };

  return async (delivery: Delivery): Promise<void> => {
    const verdict = verdictOf(delivery.body, services.uploadsBucket);
    const upload = verdict && (await uploads.find(verdict.uploadId));
    if (!verdict || upload?.key !== verdict.objectKey) {
      logger.warn('verdict-without-upload', { objectKey: verdict?.objectKey });
      return;
    }
    follow(upload.correlation);
    logger.info('verdict-read', {
      uploadId: upload.id,
      verdict: verdict.status,
      uploadStatus: upload.status,
    });
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
    if (verdict.status === CLEAN) await carryOn(verdict, upload, delivery);
    else
      await fail(
        upload,
        verdict.status === 'THREATS_FOUND' ? 'malware-found' : 'malware-unscannable',
        delivery.at,
      );
  };
};
