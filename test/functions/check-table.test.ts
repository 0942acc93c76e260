import { beforeEach, describe, expect, test } from 'vitest';
import type { PublishingEvent } from '../../events/publishing.ts';
import { checkUpload } from '../../functions/publishing/check-upload.ts';
import {
  derivedKey,
  PROBLEM_FILE,
  problemKey,
  reportKey,
  stageKey,
} from '../../functions/publishing/file-keys.ts';
import { comparisonOf } from '../../functions/publishing/kept-comparison.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { publishing } from '../../shared/capabilities/publishing/capability.ts';
import type { Dataset } from '../../shared/capabilities/publishing/model.ts';
import { CheckReport } from '../../shared/contract/uploads.ts';
import type { UploadRecord } from '../../shared/capabilities/publishing/upload.ts';
import {
  firstUpload,
  releaseApproved,
  releasePublished,
  releaseSubmitted,
  secondUpload,
  theCreation,
} from '../fixtures/datasets.ts';

import {
  aWaitingUpload,
  at,
  caseId,
  delivery,
  key,
  upload,
  verdict,
  type World,
} from './a-waiting-upload.ts';

let world: World;
const types = async () => (await world.services.store.eventsOf(caseId)).map((event) => event.type);
const status = async () => (await world.services.uploads.find(firstUpload))?.status;

beforeEach(async () => {
  world = await aWaitingUpload();
});

describe('rules that were declared of the columns', () => {
  const rows = 'mã,mã xã,ngày\n001,12433,2025-06-30\n002,12433,2025-07-01\n001,13225,2025-07-01\n';
  const reading: UploadRecord['reading'] = {
    primaryKey: ['mã'],
    columns: [
      { name: 'mã', type: 'string', constraints: { pattern: '[0-9]{3}' } },
      { name: 'mã xã', type: 'string', reference: { to: 'commune-code', dateColumn: 'ngày' } },
    ],
  };
  const report = async () =>
    JSON.parse((await world.services.files.text(reportKey(firstUpload)))?.text ?? '{}') as {
      problems: { code: string; row: number; sentence: string }[];
      problemFile?: string;
    };

  test('broken, they end the check: by line, with the law of that day, as a list to take along', async () => {
    const { uploads, arrived, files } = world.services;
    await uploads.save({ ...upload, bytes: rows.length, reading });
    await arrived.put(key, Buffer.from(rows), { contentType: 'text/csv' });
    await checkUpload(world.services)(delivery(verdict('NO_THREATS_FOUND')));
    expect(await types()).toEqual(['DatasetCreated', 'UploadReceived', 'CheckFailed']);
    const [failed] = (await world.services.store.eventsOf(caseId)).slice(-1);
    expect(failed?.data).toMatchObject({
      problems: [
        { code: 'value-repeated', count: 1 },
        { code: 'code-not-in-force', count: 1 },
      ],
    });
    const said = await report();
    expect(said.problems.map(({ code, row }) => [code, row])).toEqual([
      ['code-not-in-force', 3],
      ['value-repeated', 4],
    ]);
    expect(said.problems[0]?.sentence).toContain('đến hết ngày 30/06/2025; nay là 13225 (Phường Thái Bình)');
    expect(said.problemFile).toBe(PROBLEM_FILE);
    const list = (await files.text(problemKey(firstUpload)))?.text ?? '';
    expect(list.trim().split('\n')).toHaveLength(3);
    expect(await files.text(stageKey(firstUpload, 'profile'))).toBeUndefined();
  });

  test('kept, they let the file pass, also when another worker takes over after the conversion', async () => {
    const { uploads, arrived, files } = world.services;
    const good = rows
      .replace('002,12433', '002,13225')
      .replace('001,13225,2025-07-01', '003,13225,2025-07-01');
    await uploads.save({ ...upload, bytes: good.length, reading });
    await arrived.put(key, Buffer.from(good), { contentType: 'text/csv' });
    let dies = true;
    const dying = {
      ...world.services,
      files: {
        ...files,
        put: (...given: Parameters<typeof files.put>) => {
          if (!dies || given[0] !== stageKey(firstUpload, 'constraints')) return files.put(...given);
          dies = false;
          return Promise.reject(new Error('the worker was killed'));
        },
      },
    };
    const check = checkUpload(dying);
    await expect(check(delivery(verdict('NO_THREATS_FOUND')))).rejects.toThrow('killed');
    expect(await files.text(derivedKey(firstUpload, `${theCreation.slug}.csv`))).toBeDefined();
    await check(delivery(verdict('NO_THREATS_FOUND')));
    expect(await status()).toBe('passed');
    expect((await report()).problemFile).toBeUndefined();
  });
});

describe('a second release', () => {
  const first = 'mã,tên\n001,Một\n002,Hai\n';
  const second = 'mã,tên\n002,Hai hai\n003,Ba\n';
  const published = async () => {
    const { store, newId } = world.services;
    const dataset = (await store.load<Dataset>(caseId))?.state;
    const withFiles = (fact: PublishingEvent): PublishingEvent =>
      fact.type === 'ReleasePublished'
        ? { ...fact, data: { ...fact.data, files: dataset?.draft?.upload.files ?? [] } }
        : fact;
    await changeCase(store, newId, publishing, {
      caseId,
      context: { at, by: { kind: 'system', name: 'test' } },
      decide: () => [releaseSubmitted(), releaseApproved(), withFiles(releasePublished())],
    });
  };
  const sendSecond = async (services = world.services) => {
    const secondKey = `uploads/${secondUpload}/another-key`;
    await services.uploads.save({ ...upload, id: secondUpload, key: secondKey, bytes: second.length });
    await services.arrived.put(secondKey, Buffer.from(second), { contentType: 'text/csv' });
    await checkUpload(services)(delivery(verdict('NO_THREATS_FOUND', secondKey)));
    const text = (await services.files.text(reportKey(secondUpload)))?.text;
    return CheckReport.parse(JSON.parse(text ?? '{}'));
  };

  beforeEach(async () => {
    await world.services.uploads.save({ ...upload, bytes: first.length });
    await world.services.arrived.put(key, Buffer.from(first), { contentType: 'text/csv' });
    await checkUpload(world.services)(delivery(verdict('NO_THREATS_FOUND')));
    await published();
  });

  test('is compared with the first, and what changed is kept for the public', async () => {
    const { comparison } = await sendSecond();
    expect(comparison).toMatchObject({
      release: 1,
      key: ['mã'],
      added: 1,
      removed: 1,
      changed: 1,
      unchanged: 0,
    });
    const { files } = world.services;
    expect(await comparisonOf(files, { uploadId: secondUpload }, 1)).toEqual(comparison);
    // Of a release that turned out to follow another one it says nothing.
    expect(await comparisonOf(files, { uploadId: secondUpload }, 2)).toBeUndefined();
    expect(await comparisonOf(files, { uploadId: firstUpload }, undefined)).toBeUndefined();
  });

  test('passes without a comparison when the table of the first is broken or gone', async () => {
    const { files } = world.services;
    const parquet = derivedKey(firstUpload, `${theCreation.slug}.parquet`);
    await files.put(parquet, 'no table', { contentType: 'application/octet-stream' });
    const report = await sendSecond();
    expect(report.files.length).toBeGreaterThan(0);
    expect(report.comparison).toBeUndefined();
  });
});
