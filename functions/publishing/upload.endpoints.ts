import type * as z from 'zod';
import { uploadOperations as op } from '../../shared/contract/uploads.ts';
import { CheckReport, type Upload } from '../../shared/contract/uploads.ts';
import { fillSentence } from '../../shared/contract/problems.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { publishing } from '../../shared/capabilities/publishing/capability.ts';
import * as decide from '../../shared/capabilities/publishing/decide.ts';
import { statusOf, type Dataset } from '../../shared/capabilities/publishing/model.ts';
import type { PartStore } from '../../shared/capabilities/publishing/ports.ts';
import {
  judgeParts,
  lengthOfPart,
  planParts,
  VERDICT_WITHIN_MINUTES,
  verdictWait,
  type UploadRecord,
} from '../../shared/capabilities/publishing/upload.ts';
import { actsFor, capacityFor, type Who } from '../../shared/capabilities/registry/model.ts';
import type { Objects } from '../../shared/adapters/s3/objects.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { caseIdOf, UploadId, uuidFrom } from '../../shared/kernel/ids.ts';
import { addSeconds, epochMs, type Instant } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { declaredFaults } from '../../shared/tabular/constraints/declared-faults.ts';
import { caller, contextOf, endpoint, type Endpoint } from '../_entry/request.ts';
import { asProblem, mayRead } from './dataset.endpoints.ts';
import { reportKey } from './file-keys.ts';
import type { PublishingServices } from './services.ts';
import { declaredSentence } from './problem-words.ts';
import { unfitErrors } from './unfollowed-reading.ts';
import verdictWords from './verdict-words.vi.json' with { type: 'json' };

export type UploadServices = PublishingServices & {
  readonly parts: PartStore;
  readonly files: Objects;
  readonly maxBytes: number;
  readonly partUrlSeconds: number;
};

/** How long an attempt may take from start to completion. */
const ATTEMPT_SECONDS = 24 * 3600;

const MOST_MISSING_NAMED = 20;

const inMegabytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)} MB`;

export const uploadEndpoints = (services: UploadServices): Endpoint[] => {
  const { store, uploads, parts, files } = services;

  const reportOn = async ({ id, status }: UploadRecord): Promise<CheckReport | undefined> => {
    const stored = await (['passed', 'failed'].includes(status) ? files.text(reportKey(id)) : undefined);
    return stored && CheckReport.parse(JSON.parse(stored.text));
  };

  const show = async (upload: UploadRecord, at: Instant): Promise<z.input<typeof Upload>> => {
    const receiving = upload.status === 'receiving';
    const wait = verdictWait(upload, at);
    const received = receiving ? await parts.received(upload) : undefined;
    const report = await reportOn(upload);
    const status =
      receiving && received === undefined
        ? (await parts.exists(upload.key))
          ? 'scanning'
          : 'expired'
        : (receiving && at > upload.expiresAt) || wait?.isOver
          ? 'expired'
          : upload.status;
    const { progress } = upload;
    return {
      id: upload.id,
      datasetId: upload.datasetId,
      fileName: upload.fileName,
      bytes: upload.bytes,
      status,
      partSize: upload.partSize,
      partCount: upload.partCount,
      partsReceived: (received ?? []).map((part) => part.number),
      ...(progress && status === 'checking'
        ? {
            stage: progress.stage,
            resumesBy: progress.resumesBy,
            ...(progress.rowsRead === undefined ? {} : { rowsRead: progress.rowsRead }),
            ...(progress.percent === undefined ? {} : { percent: progress.percent }),
          }
        : {}),
      ...(upload.waitingSince ? { waitingSince: upload.waitingSince } : {}),
      ...(wait && !wait.isOver
        ? {
            verdict: {
              dueBy: wait.dueBy,
              isLate: wait.isLate,
              whatNext: fillSentence(verdictWords[wait.isLate ? 'late' : 'waiting'], {
                minutes: VERDICT_WITHIN_MINUTES,
              }),
            },
          }
        : {}),
      expiresAt: upload.expiresAt,
      ...(report ? { report } : {}),
    };
  };

  /** The upload, if this person may prepare its agency's data. */
  const mine = async (request: { who: Who | undefined; params: { id: UploadId } }) => {
    const who: Who = caller(request);
    const upload = await uploads.find(request.params.id);
    if (!upload) return { problem: 'not-found', upload } as const;
    return actsFor(who, upload.agency)
      ? { upload }
      : ({ problem: 'not-your-agency', upload: undefined } as const);
  };

  return [
    endpoint(op.startUpload, async (request) => {
      const who = caller(request);
      const found = await store.load<Dataset>(caseIdOf('dataset', request.params.id));
      if (!found) return { problem: 'not-found' };
      if (!actsFor(who, found.state.agency)) return { problem: 'not-your-agency' };
      if (!decide.mayUpload(found.state))
        return { problem: 'wrong-state', facts: { status: statusOf(found.state) } };
      const { fileName, bytes, sha256 } = request.body;
      if (bytes === 0) return { problem: 'empty-file' };
      if (bytes > services.maxBytes)
        return { problem: 'file-too-large', facts: { limit: inMegabytes(services.maxBytes) } };
      // The same key and file give the same attempt; the same key with another file is refused.
      const repeated = request.idempotency?.(caseIdOf('dataset', request.params.id));
      const id = UploadId.parse(repeated ? uuidFrom(repeated.key) : services.newId());
      const again = async (earlier: UploadRecord) =>
        earlier.fingerprint === repeated?.fingerprint
          ? { body: await show(earlier, request.at) }
          : ({ problem: 'idempotency-mismatch' } as const);
      const earlier = repeated && (await uploads.find(id));
      if (earlier) return again(earlier);
      // A random key an attempt: a signed address works until it expires and would overwrite.
      const key = `uploads/${id}/${services.newId()}`;
      const upload: UploadRecord = {
        id,
        datasetId: request.params.id,
        agency: found.state.agency,
        by: who.ref,
        ...(repeated ? { fingerprint: repeated.fingerprint } : {}),
        fileName: fileName.normalize('NFC'),
        bytes,
        ...(sha256 ? { sha256 } : {}),
        key,
        multipartId: await parts.begin(key, bytes),
        ...planParts(bytes),
        status: 'receiving',
        expiresAt: addSeconds(request.at, ATTEMPT_SECONDS),
        correlation: request.correlationId,
      };
      if (await uploads.add(upload)) return { body: await show(upload, request.at) };
      // Asked twice at once: the other one's attempt is the attempt. Ours, still empty, expires in the object store.
      const winner = await uploads.find(id);
      return winner ? again(winner) : { problem: 'conflict' };
    }),

    endpoint(op.readUpload, async (request) => {
      const upload = await uploads.find(request.params.id);
      if (!upload) return { problem: 'not-found' };
      if (!mayRead(caller(request), upload.agency)) return { problem: 'not-your-agency' };
      return { body: await show(upload, request.at) };
    }),

    endpoint(op.chooseReading, async (request) => {
      const found = await mine(request);
      if (found.upload === undefined) return { problem: found.problem };
      const who = caller(request);
      const of = found.upload;
      const { reading } = request.body;
      const errors = [
        ...unfitErrors(reading, await reportOn(of)),
        ...declaredFaults(reading).map((fault) => ({
          path: `body.reading.${fault.path}`,
          message: `Cột “${fault.columnName}”: ${declaredSentence(fault)}`,
        })),
      ];
      if (errors.length > 0) return { problem: 'invalid-input', errors };
      const readingSha256 = sha256(canonicalJson(reading));
      // The same choice gives the same upload, however often it is sent.
      const uploadId = UploadId.parse(uuidFrom(sha256(`${of.id}:${readingSha256}`)));
      const choose = (dataset: Dataset | undefined) =>
        decide.chooseReading({ uploadId, of: of.id, readingSha256, by: who.ref }, dataset);
      const caseId = caseIdOf('dataset', of.datasetId);
      const early = choose((await store.load<Dataset>(caseId))?.state);
      if (isRefusal(early)) return asProblem(early);
      if (!(await parts.exists(of.key))) return { problem: 'upload-expired' };
      const { progress: _over, waitingSince: _waited, fingerprint: _ofTheSending, ...sent } = of;
      const upload: UploadRecord = {
        ...sent,
        id: uploadId,
        reading,
        status: 'checking',
        correlation: request.correlationId,
      };
      // Before the event: the check that follows it looks for this record. A record that no dataset names says nothing.
      await uploads.add(upload);
      const chosen = await changeCase(store, services.newId, publishing, {
        caseId,
        context: contextOf(request, capacityFor(who, of.agency)),
        decide: choose,
      });
      if (isRefusal(chosen)) return asProblem(chosen);
      return { body: await show((await uploads.find(uploadId)) ?? upload, request.at) };
    }),

    endpoint(op.signParts, async (request) => {
      const found = await mine(request);
      if (found.upload === undefined) return { problem: found.problem };
      const { upload } = found;
      if (upload.status !== 'receiving') return { problem: 'wrong-state', facts: { status: upload.status } };
      if (request.at > upload.expiresAt) return { problem: 'upload-expired' };
      for (const part of request.body.parts)
        if (part.number > upload.partCount || part.bytes !== lengthOfPart(upload, part.number))
          return {
            problem: 'upload-mismatch',
            facts: {
              detail:
                part.number > upload.partCount
                  ? `tệp chỉ có ${upload.partCount} phần, không có phần ${part.number}`
                  : `phần ${part.number} phải dài ${lengthOfPart(upload, part.number)} byte`,
            },
          };
      // No address outlives the attempt it is for.
      const left = Math.max(1, Math.floor((epochMs(upload.expiresAt) - epochMs(request.at)) / 1000));
      const seconds = Math.min(services.partUrlSeconds, left);
      return { body: { parts: await parts.sign(upload, request.body.parts, seconds) } };
    }),

    endpoint(op.completeUpload, async (request) => {
      const found = await mine(request);
      if (found.upload === undefined) return { problem: found.problem };
      const { upload } = found;
      // Told again after it went through: answer as before.
      if (upload.status !== 'receiving') return { body: await show(upload, request.at) };
      const received = await parts.received(upload);
      if (received === undefined && !(await parts.exists(upload.key))) return { problem: 'upload-expired' };
      if (received !== undefined && request.at > upload.expiresAt) return { problem: 'upload-expired' };
      if (received !== undefined) {
        const verdict = judgeParts(upload, received, request.body.parts);
        if (!verdict.ok)
          return verdict.refused === 'upload-incomplete'
            ? {
                problem: verdict.refused,
                facts: { missing: verdict.missing.slice(0, MOST_MISSING_NAMED).map(String) },
              }
            : { problem: verdict.refused, facts: { detail: verdict.detail } };
        const isWhole = await parts.complete(upload, request.body.parts);
        if (!isWhole && !(await parts.exists(upload.key))) return { problem: 'upload-expired' };
      }
      const whole: UploadRecord = {
        ...upload,
        status: 'scanning',
        waitingSince: request.at,
        correlation: request.correlationId,
      };
      // Between the two writes the check may already have moved the record on; it is then left as the check wrote it.
      await uploads.advance(whole, 'receiving');
      return { body: await show((await uploads.find(upload.id)) ?? whole, request.at) };
    }),
  ];
};
