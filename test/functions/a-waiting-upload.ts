import type { QueueMessage } from '../../shared/adapters/sqs/queues.ts';
import { memoryCaseStore } from '../../shared/adapters/memory/case-store.ts';
import { memoryObjects, type MemoryBuckets } from '../../shared/adapters/memory/objects.ts';
import { memoryQueues } from '../../shared/adapters/memory/queues.ts';
import { memoryPeople, memoryRegistry } from '../../shared/adapters/memory/registry.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { memoryUploads } from '../../shared/adapters/memory/uploads.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { publishing } from '../../shared/capabilities/publishing/capability.ts';
import { createDataset } from '../../shared/capabilities/publishing/decide.ts';
import type { Dataset } from '../../shared/capabilities/publishing/model.ts';
import type { UploadRecord } from '../../shared/capabilities/publishing/upload.ts';
import { caseIdOf } from '../../shared/kernel/ids.ts';
import { Instant } from '../../shared/kernel/local-date.ts';
import {
  aDatasetId,
  firstUpload,
  theCreation,
  theDeptOfHealth,
  theFocalOfficer,
} from '../fixtures/datasets.ts';

export const at = Instant.parse('2025-06-16T02:00:00.000Z');
export const key = `uploads/${firstUpload}/a-random-key`;
export const caseId = caseIdOf('dataset', aDatasetId());
export const csv = Buffer.from('mã,tên\n001,Một\n002,Hai\n');

const empty = () => {
  const tables = memoryTables();
  const buckets: MemoryBuckets = new Map();
  const sent = new Map<string, QueueMessage[]>();
  const services = {
    store: memoryCaseStore(tables),
    uploads: memoryUploads(tables),
    registry: memoryRegistry(tables),
    people: memoryPeople(tables),
    newId: () => crypto.randomUUID(),
    arrived: memoryObjects('uploads', buckets),
    files: memoryObjects('files', buckets),
    uploadsBucket: 'uploads',
    queues: memoryQueues(sent),
    queueUrl: 'check',
    resumesAfterSeconds: 90,
    maxBytes: 1_000_000,
    attempts: 3,
  };
  return { services, sent };
};

export const upload: UploadRecord = {
  id: firstUpload,
  datasetId: aDatasetId(),
  agency: theDeptOfHealth,
  by: theFocalOfficer,
  fileName: 'thuoc.csv',
  bytes: csv.length,
  key,
  multipartId: 'm',
  partSize: 8_388_608,
  partCount: 1,
  status: 'scanning',
  expiresAt: at,
};

export const verdict = (status: string, objectKey = key, bucketName = 'uploads') => ({
  'detail-type': 'GuardDuty Malware Protection Object Scan Result',
  detail: { s3ObjectDetails: { bucketName, objectKey }, scanResultDetails: { scanResultStatus: status } },
});

export const delivery = (body: unknown, remaining = 300_000) => ({
  body,
  at,
  messageId: crypto.randomUUID(),
  attempt: 1,
  remaining: () => remaining,
});

export type World = ReturnType<typeof empty>;

/** A dataset without a release, and a file of it that has arrived and waits for the scanner's word. */
export const aWaitingUpload = async (): Promise<World> => {
  const world = empty();
  const { store, newId, uploads, arrived } = world.services;
  await changeCase(store, newId, publishing, {
    caseId,
    context: { at, by: { kind: 'system', name: 'test' } },
    decide: (state: Dataset | undefined) => createDataset(theCreation, state),
  });
  await uploads.save(upload);
  await arrived.put(key, csv, { contentType: 'text/csv' });
  return world;
};
