import { beforeEach, describe, expect, test } from 'vitest';
import { watchScans } from '../../functions/publishing/watch-scans.ts';
import { memoryTables } from '../../shared/adapters/memory/tables.ts';
import { memoryUploads } from '../../shared/adapters/memory/uploads.ts';
import { verdictWait, type UploadRecord } from '../../shared/capabilities/publishing/upload.ts';
import { addSeconds, Instant } from '../../shared/kernel/local-date.ts';
import { aDatasetId, firstUpload, theDeptOfHealth, theFocalOfficer } from '../fixtures/datasets.ts';

const since = Instant.parse('2025-06-16T02:00:00.000Z');
const after = (minutes: number) => addSeconds(since, minutes * 60);

const waiting: UploadRecord = {
  id: firstUpload,
  datasetId: aDatasetId(),
  agency: theDeptOfHealth,
  by: theFocalOfficer,
  fileName: 'thuoc.csv',
  bytes: 24,
  key: `uploads/${firstUpload}/a-random-key`,
  multipartId: 'm',
  partSize: 8_388_608,
  partCount: 1,
  status: 'scanning',
  waitingSince: since,
  expiresAt: after(24 * 60),
};

let uploads: ReturnType<typeof memoryUploads>;
let measured: number[];
const look = (minutes: number) =>
  watchScans({ uploads, measure: (late) => void measured.push(late) })(after(minutes));

beforeEach(async () => {
  uploads = memoryUploads(memoryTables());
  measured = [];
  await uploads.save(waiting);
});

describe('a verdict that does not come', () => {
  test('is late after thirty minutes, not before, and each look is measured', async () => {
    for (const minutes of [0, 29, 30, 40]) await look(minutes);
    expect(measured).toEqual([0, 0, 1, 1]);
  });

  test('is no longer waited for when the file is gone from the store', async () => {
    await look(7 * 24 * 60 + 1);
    expect(measured).toEqual([0]);
  });

  test('is not missed once it has come, however late', async () => {
    await look(45);
    await uploads.save({ ...waiting, status: 'checking' });
    await look(55);
    expect(measured).toEqual([1, 0]);
  });

  test('is told to the officer: since when, until when it was to be there, and whether it is late', () => {
    expect(verdictWait(waiting, after(29))).toEqual({
      since,
      dueBy: after(30),
      isLate: false,
      isOver: false,
    });
    expect(verdictWait(waiting, after(30))).toMatchObject({ isLate: true, isOver: false });
    expect(verdictWait(waiting, after(7 * 24 * 60))).toMatchObject({ isOver: true });
    expect(verdictWait({ ...waiting, status: 'checking' }, after(40))).toBeUndefined();
  });
});
