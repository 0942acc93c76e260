import { beforeEach, describe, expect, test } from 'vitest';
import { checkUpload, type CheckServices } from '../../functions/publishing/check-upload.ts';
import { EICAR } from '../../functions/publishing/eicar.ts';
import { derivedKey, QUERY_FILE, reportKey, stageKey } from '../../functions/publishing/file-keys.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { publishing } from '../../shared/capabilities/publishing/capability.ts';
import { chooseReading } from '../../shared/capabilities/publishing/decide.ts';
import type { Dataset } from '../../shared/capabilities/publishing/model.ts';
import type { UploadRecord } from '../../shared/capabilities/publishing/upload.ts';
import { firstUpload, secondUpload, theFocalOfficer } from '../fixtures/datasets.ts';

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

describe('the verdict of the scanner', () => {
  test('clean: the file is received, checked, and its files are kept', async () => {
    await checkUpload(world.services)(delivery(verdict('NO_THREATS_FOUND')));
    expect(await types()).toEqual(['DatasetCreated', 'UploadReceived', 'CheckPassed']);
    expect(await status()).toBe('passed');
    const report = JSON.parse((await world.services.files.text(reportKey(firstUpload)))?.text ?? '{}') as {
      rows: number;
      columns: { type: string; distinct: number }[];
    };
    expect(report.rows).toBe(2);
    expect(report.columns[0]).toMatchObject({ type: 'text', distinct: 2 });
  });

  test('what looks like personal data is in the private report, masked, and by kind and count in the record', async () => {
    const number = '034099001234';
    const planted = Buffer.from(`Xã,Ghi chú\nAn Bình,đã nộp\nĐông Mỹ,CCCD ${number}\n`);
    await world.services.arrived.put(key, planted, { contentType: 'text/csv' });
    await checkUpload(world.services)(delivery(verdict('NO_THREATS_FOUND')));
    const events = await world.services.store.eventsOf(caseId);
    expect(events.at(-1)).toMatchObject({ type: 'CheckPassed' });
    expect(events.at(-1)?.data['findings']).toEqual([
      { id: 'citizen-id.cell.2', kind: 'citizen-id', columnName: 'Ghi chú', count: 1 },
    ]);
    const report = (await world.services.files.text(reportKey(firstUpload)))?.text ?? '{}';
    expect((JSON.parse(report) as { findings: unknown }).findings).toMatchObject([
      {
        sentence:
          'Cột “Ghi chú”: 1 ô giống số căn cước (số định danh cá nhân), vì phần lớn các số dài như vậy trong cột theo đúng quy tắc của loại số này.',
        cells: [{ row: 3, shown: '034•••••••34' }],
      },
    ]);
    const kept = (await world.services.files.text(stageKey(firstUpload, 'screen')))?.text;
    expect(kept).toContain('034•••••••34');
    expect(`${JSON.stringify(events)}${kept}`).not.toContain(number);
  });

  test('told three times, also at once, it is checked once', async () => {
    const check = checkUpload(world.services);
    await check(delivery(verdict('NO_THREATS_FOUND')));
    await Promise.all([1, 2].map(() => check(delivery(verdict('NO_THREATS_FOUND')))));
    expect(await types()).toEqual(['DatasetCreated', 'UploadReceived', 'CheckPassed']);
  });

  test.each([3, 4])(
    'begun for the %ith time: after three that did not end, the officer is told',
    async (attempt) => {
      await world.services.uploads.save({ ...upload, status: 'checking' });
      const check = checkUpload(world.services)({ ...delivery(verdict('NO_THREATS_FOUND')), attempt });
      // Failing last of all, the message is set aside for the operators.
      if (attempt > 3) await expect(check).rejects.toThrow('never ended');
      else await check;
      expect(await status()).toBe(attempt > 3 ? 'failed' : 'passed');
      const report = (await world.services.files.text(reportKey(firstUpload)))?.text ?? '{}';
      if (attempt > 3)
        expect(report).toContain('Hãy tải lên lại; nếu vẫn vậy, hãy chia thành nhiều tệp nhỏ hơn');
    },
  );

  test.each(['THREATS_FOUND', 'UNSUPPORTED', 'ACCESS_DENIED', 'FAILED', 'a word of next year'])(
    '%s never publishes',
    async (word) => {
      await world.services.arrived.put(key, EICAR, { contentType: 'text/csv' });
      await checkUpload(world.services)(delivery(verdict(word)));
      expect(await types()).toEqual(['DatasetCreated', 'UploadReceived', 'CheckFailed']);
      expect(await status()).toBe('failed');
    },
  );

  test('about another object than the upload’s own says nothing', async () => {
    await checkUpload(world.services)(delivery(verdict('NO_THREATS_FOUND', `uploads/${firstUpload}/other`)));
    await checkUpload(world.services)(delivery(verdict('NO_THREATS_FOUND', 'assets/site.css')));
    await checkUpload(world.services)(delivery(verdict('NO_THREATS_FOUND', key, 'another-bucket')));
    expect(await types()).toEqual(['DatasetCreated']);
  });
});

describe('a worker that dies or runs out of time', () => {
  test('the next one takes over after the last finished stage, and ends the same way', async () => {
    const { files } = world.services;
    let isDead = false;
    const dying = {
      ...world.services,
      files: {
        ...files,
        fromFile: (...given: Parameters<typeof files.fromFile>) => {
          if (!isDead) {
            isDead = true;
            return Promise.reject(new Error('the worker was killed'));
          }
          return files.fromFile(...given);
        },
      },
    };
    const check = checkUpload(dying);
    await expect(check(delivery(verdict('NO_THREATS_FOUND')))).rejects.toThrow('killed');
    expect(await files.text(stageKey(firstUpload, 'read'))).toBeDefined();
    expect(await files.text(stageKey(firstUpload, 'convert'))).toBeUndefined();
    const waiting = await world.services.uploads.find(firstUpload);
    expect(waiting?.status).toBe('checking');
    expect(waiting?.progress?.resumesBy).toMatch(/^2025-06-16T02:01:3/);
    await check(delivery(verdict('NO_THREATS_FOUND')));
    expect(await types()).toEqual(['DatasetCreated', 'UploadReceived', 'CheckPassed']);
  });

  test('a fault in the copy for questions stops no stage beside it, and the next worker makes only that copy', async () => {
    const { files } = world.services;
    const copy = derivedKey(firstUpload, QUERY_FILE);
    const written: string[] = [];
    const failing = (isBroken: boolean): CheckServices => ({
      ...world.services,
      files: {
        ...files,
        fromFile: (...given: Parameters<typeof files.fromFile>) => {
          written.push(given[0]);
          return isBroken && given[0] === copy
            ? Promise.reject(new Error('the disk is full'))
            : files.fromFile(...given);
        },
      },
    });
    const first = checkUpload(failing(true))(delivery(verdict('NO_THREATS_FOUND')));
    await expect(first).rejects.toThrow('disk is full');
    expect(await files.text(stageKey(firstUpload, 'screen'))).toBeDefined();
    expect(await types()).toEqual(['DatasetCreated', 'UploadReceived']);
    written.length = 0;
    await checkUpload(failing(false))(delivery(verdict('NO_THREATS_FOUND')));
    expect(written).toEqual([copy]);
    expect(await types()).toEqual(['DatasetCreated', 'UploadReceived', 'CheckPassed']);
  });

  test('with no time for the next stage it hands over, and the message it leaves carries on', async () => {
    const check = checkUpload(world.services);
    await check(delivery(verdict('NO_THREATS_FOUND'), 1000));
    const [handedOver] = world.sent.get('check') ?? [];
    expect(await types()).toEqual(['DatasetCreated', 'UploadReceived']);
    await check(delivery(handedOver?.body));
    expect(await types()).toEqual(['DatasetCreated', 'UploadReceived', 'CheckPassed']);
  });
});

describe('a file read in another way', () => {
  const again: UploadRecord = {
    ...upload,
    id: secondUpload,
    reading: { columns: [{ name: 'tên', type: 'string' }] },
    status: 'checking',
  };
  const chosen = {
    id: crypto.randomUUID(),
    type: 'ReadingChosen',
    typeVersion: 1,
    caseId,
    version: 4,
    at,
    by: { kind: 'system', name: 'test' },
    data: { uploadId: secondUpload, of: firstUpload, readingSha256: '0'.repeat(64), by: theFocalOfficer },
  };

  beforeEach(async () => {
    const { store, newId, uploads } = world.services;
    await checkUpload(world.services)(delivery(verdict('NO_THREATS_FOUND')));
    await uploads.save(again);
    await changeCase(store, newId, publishing, {
      caseId,
      context: { at, by: { kind: 'system', name: 'test' } },
      decide: (state: Dataset | undefined) =>
        chooseReading(
          { uploadId: secondUpload, of: firstUpload, readingSha256: '0'.repeat(64), by: theFocalOfficer },
          state,
        ),
    });
  });

  test('is checked once from the same bytes, however often the event comes', async () => {
    const check = checkUpload(world.services);
    await check(delivery(chosen));
    await Promise.all([1, 2].map(() => check(delivery(chosen))));
    expect((await types()).slice(-2)).toEqual(['ReadingChosen', 'CheckPassed']);
    expect((await world.services.uploads.find(secondUpload))?.status).toBe('passed');
    expect(await world.services.files.text(stageKey(secondUpload, 'read'))).toBeDefined();
  });

  test('is handed over as itself when the time is up', async () => {
    const check = checkUpload(world.services);
    await check(delivery(chosen, 1000));
    const [handedOver] = world.sent.get('check') ?? [];
    expect(handedOver?.body).toMatchObject({ continue: { uploadId: secondUpload, objectKey: key } });
    await check(delivery(handedOver?.body));
    expect((await types()).slice(-2)).toEqual(['ReadingChosen', 'CheckPassed']);
  });
});
