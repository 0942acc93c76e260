import { beforeEach, expect, test } from 'vitest';
import type { PublishingEvent } from '../../events/publishing.ts';
import { checkUpload } from '../../functions/publishing/check-upload.ts';
import { compareAgain, takingBackIn } from '../../functions/publishing/compare-again.ts';
import { reportKey } from '../../functions/publishing/file-keys.ts';
import { comparisonOf } from '../../functions/publishing/kept-comparison.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { publishing } from '../../shared/capabilities/publishing/capability.ts';
import type { Dataset } from '../../shared/capabilities/publishing/model.ts';
import { withdrawRelease } from '../../shared/capabilities/publishing/withdraw-release.ts';
import { CheckReport } from '../../shared/contract/uploads.ts';
import type { UploadId } from '../../shared/kernel/ids.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import {
  firstUpload,
  releaseApproved,
  releasePublished,
  releaseSubmitted,
  secondUpload,
  thirdUpload,
} from '../fixtures/datasets.ts';
import { aWaitingUpload, at, caseId, delivery, upload, verdict, type World } from './a-waiting-upload.ts';

let world: World;
const tables = ['mã,tên\n001,Một\n002,Hai\n', 'mã,tên\n001,Một\n009,Riêng tư\n', 'mã,tên\n001,Một\n003,Ba\n'];

const change = (decide: (dataset: Dataset | undefined) => readonly PublishingEvent[]) =>
  changeCase(world.services.store, world.services.newId, publishing, {
    caseId,
    context: { at, by: { kind: 'system', name: 'test' } },
    decide,
  });

const send = async (id: UploadId, text: string) => {
  const { uploads, arrived } = world.services;
  const key = `uploads/${id}/a-key`;
  await uploads.save({ ...upload, id, key, bytes: text.length });
  await arrived.put(key, Buffer.from(text), { contentType: 'text/csv' });
  await checkUpload(world.services)(delivery(verdict('NO_THREATS_FOUND', key)));
};

const publish = (number: number, id: UploadId) =>
  change((dataset) => {
    const files = dataset?.draft?.upload.files ?? [];
    const published = releasePublished(number, '2025-06-16', id);
    return [
      releaseSubmitted(number, id),
      releaseApproved(number, id),
      { ...published, data: { ...published.data, files } } as PublishingEvent,
    ];
  });

const takeBack = async (number: number) => {
  await change((dataset) => {
    const decided = withdrawRelease(
      {
        number,
        reason: 'Có dữ liệu riêng tư',
        on: localDate('2025-07-01'),
        published: dataset?.releases ?? [],
      },
      dataset,
    );
    if ('refused' in decided) throw new Error(decided.refused);
    return decided;
  });
  const event = takingBackIn((await world.services.store.eventsOf(caseId)).at(-1));
  if (!event) throw new Error('the release was not taken back');
  await compareAgain({ ...world.services, publicationQueueUrl: 'publication' })(event);
  return event;
};

const comparedTo = (before: number) => comparisonOf(world.services.files, { uploadId: thirdUpload }, before);
const reported = async () => {
  const text = (await world.services.files.text(reportKey(thirdUpload)))?.text;
  return CheckReport.parse(JSON.parse(text ?? '{}')).comparison;
};

beforeEach(async () => {
  world = await aWaitingUpload();
  for (const [i, id] of [firstUpload, secondUpload, thirdUpload].entries()) {
    await send(id, tables[i] ?? '');
    if (id !== thirdUpload) await publish(i + 1, id);
  }
});

test.each(['waits for approval', 'is published'] as const)(
  'a file that %s is compared with the release that stands, and its page is asked for',
  async (where) => {
    if (where === 'is published') await publish(3, thirdUpload);
    expect(await comparedTo(2)).toMatchObject({ removed: 1 });
    const event = await takeBack(2);
    expect(await comparedTo(2)).toBeUndefined();
    expect(await comparedTo(1)).toMatchObject({ release: 1, added: 1, removed: 1 });
    expect(JSON.stringify(await comparedTo(1))).not.toContain('Riêng tư');
    expect(await reported()).toEqual(await comparedTo(1));
    expect(world.sent.get('publication')).toMatchObject([
      { id: `${event.id}:compared`, body: { page: { kind: 'dataset' } } },
    ]);
  },
);

test('told twice, it is compared once', async () => {
  const event = await takeBack(2);
  let written = 0;
  const { files } = world.services;
  const counting = {
    ...files,
    put: async (...given: Parameters<typeof files.put>) => {
      written += 1;
      await files.put(...given);
    },
  };
  await compareAgain({ ...world.services, files: counting, publicationQueueUrl: 'publication' })(event);
  expect(written).toBe(0);
});

test('no other event is one of taking back', () => {
  expect(takingBackIn(verdict('NO_THREATS_FOUND'))).toBeUndefined();
});
