import { describe, expect, test } from 'vitest';
import type { PublishingEvent } from '../../events/publishing.ts';
import { publishRelease } from '../../functions/publishing/publish-release.ts';
import { RECENT_RELEASES } from '../../shared/capabilities/publishing/model.ts';
import { UploadId, uuidFrom } from '../../shared/kernel/ids.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import {
  aPassedCheck,
  checkPassed,
  datasetCreated,
  datasetWithdrawn,
  releaseApproved,
  releasePublished,
  releaseSubmitted,
  secondUpload,
  theCsv,
  untilApproved,
  uploadReceived,
} from '../fixtures/datasets.ts';
import { fileAt, home, isTombstone, world } from './a-publication.ts';

const publishedTwiceAlmost = [
  ...untilApproved,
  releasePublished(),
  uploadReceived(secondUpload),
  checkPassed(secondUpload),
  releaseSubmitted(2, secondUpload),
  releaseApproved(2, secondUpload),
];

describe.each([
  ['a first release', untilApproved, 1],
  ['a next release', publishedTwiceAlmost, 2],
] as const)('a withdrawal while %s is put in place', (_what, facts, number) => {
  test('before its files are: none is put there, and its addresses are closed', async () => {
    const { services, happened, eventOf, pages, at, state } = await world(facts);
    const read = publishRelease(services);
    const approved = await eventOf('ReleaseApproved');
    await happened(datasetWithdrawn);
    await read(approved, approved.id);
    await pages(read);
    const withdrawn = await eventOf('DatasetWithdrawn');
    await read(withdrawn, withdrawn.id);
    await pages(read);
    expect(isTombstone(at(fileAt(number)))).toBe(true);
    expect(isTombstone(at(`${home}/index.html`))).toBe(true);
    expect(isTombstone(at(`${home}/feed.atom`))).toBe(true);
    expect(isTombstone(at(`${home}/map.json`))).toBe(true);
    expect((await state())?.state.releases).toHaveLength(number - 1);
  });

  test.each(['before', 'after'] as const)(
    'in the middle of it, the tombstones written %s the last file: nothing stays public',
    async (when) => {
      const { services, site, happened, eventOf, pages, at, forgotten, state } = await world(facts);
      const plain = publishRelease(services);
      const withdraw = async () => {
        await happened(datasetWithdrawn);
        const withdrawn = await eventOf('DatasetWithdrawn');
        if (when === 'before') {
          await plain(withdrawn, withdrawn.id);
          await pages(plain);
          expect(isTombstone(at(fileAt(number)))).toBe(true);
        }
      };
      const copyFrom: typeof site.copyFrom = async (...given) => {
        await withdraw();
        await site.copyFrom(...given);
      };
      const read = publishRelease({ ...services, site: { ...site, copyFrom } });
      const approved = await eventOf('ReleaseApproved');
      await read(approved, approved.id);
      expect(isTombstone(at(fileAt(number)))).toBe(false);
      await pages(read);
      expect(isTombstone(at(fileAt(number)))).toBe(true);
      expect(isTombstone(at(`${home}/latest/${theCsv.name}`))).toBe(true);
      expect((await state())?.state.releases).toHaveLength(number - 1);
      // The CDN may have fetched what stood over the tombstone for a moment: it forgets when all is closed again.
      expect(forgotten.at(-1)).toEqual({
        paths: [`/${home}/*`, `/en/${home}/*`],
        open: [],
      });
    },
  );

  test('the worker that put a file over a tombstone died: the next one closes it again', async () => {
    const { services, site, happened, eventOf, pages, at } = await world(facts);
    const copyFrom: typeof site.copyFrom = async (...given) => {
      await happened(datasetWithdrawn);
      await site.copyFrom(...given);
      throw new Error('the worker was killed');
    };
    const dying = publishRelease({ ...services, site: { ...site, copyFrom } });
    const approved = await eventOf('ReleaseApproved');
    await expect(dying(approved, approved.id)).rejects.toThrow('killed');
    expect(isTombstone(at(fileAt(number)))).toBe(false);
    const read = publishRelease(services);
    await read(approved, approved.id);
    await pages(read);
    expect(isTombstone(at(fileAt(number)))).toBe(true);
  });
});

describe('a dataset of many releases', () => {
  const rounds = (from: number, to: number): PublishingEvent[] =>
    Array.from({ length: to - from + 1 }, (_, i) => from + i).flatMap((number) => {
      const id = UploadId.parse(uuidFrom(sha256(`upload ${number}`)));
      const on = addDays(localDate('2025-06-16'), number);
      return [
        uploadReceived(id),
        checkPassed(id),
        releaseSubmitted(number, id),
        releaseApproved(number, id),
        releasePublished(number, on, id),
      ];
    });

  test('lists the newest, all on a page of their own, and closes every address when withdrawn', async () => {
    const many = RECENT_RELEASES + 8;
    const { services, happened, eventOf, pages, at } = await world([datasetCreated, ...rounds(1, many)]);
    const read = publishRelease(services);
    const published = await eventOf('ReleasePublished');
    await read(published, published.id);
    await pages(read);
    const page = at(`${home}/index.html`)?.bytes.toString() ?? '';
    expect(page).toContain(`/releases/${many}/`);
    expect(page).not.toContain(`/${home}/releases/1/`);
    expect(page).toContain(`href="/${home}/releases/"`);
    const all = at(`${home}/releases/index.html`)?.bytes.toString() ?? '';
    for (const number of [1, many]) expect(all).toContain(`/${home}/releases/${number}/`);
    await happened(datasetWithdrawn);
    const withdrawn = await eventOf('DatasetWithdrawn');
    await read(withdrawn, withdrawn.id);
    await pages(read);
    for (let number = 1; number <= many; number += 1) expect(isTombstone(at(fileAt(number)))).toBe(true);
    expect(isTombstone(at(`${home}/releases/index.html`))).toBe(true);
    expect(at(`${home}/index.html`)?.bytes.toString()).toContain(String(many));
  });

  test('a name the newest release lacks is absent under latest, until a release has it again', async () => {
    const geojson = { ...theCsv, name: 'co-so-ban-le-thuoc.geojson', role: 'geojson' as const };
    const round = (number: number, id: UploadId, some: (typeof theCsv)[]): PublishingEvent[] => {
      const published = releasePublished(number, '2025-09-01', id);
      return [
        uploadReceived(id),
        { type: 'CheckPassed', data: { uploadId: id, ...aPassedCheck, files: some } },
        releaseSubmitted(number, id),
        releaseApproved(number, id),
        { ...published, data: { ...published.data, files: some } } as PublishingEvent,
      ];
    };
    const [one, two, three] = [1, 2, 3].map((n) => UploadId.parse(uuidFrom(sha256(`round ${n}`)))) as [
      UploadId,
      UploadId,
      UploadId,
    ];
    const { services, happened, eventOf, pages, at } = await world([
      datasetCreated,
      ...round(1, one, [theCsv, geojson]),
    ]);
    const read = publishRelease(services);
    const render = async () => {
      const published = await eventOf('ReleasePublished');
      await read(published, published.id);
      await pages(read);
    };
    const latest = () => at(`${home}/latest/${geojson.name}`);
    await render();
    expect(latest()?.headers.metadata).toEqual({ redirect: `/${fileAt(1, geojson.name)}` });
    for (const fact of round(2, two, [theCsv])) await happened(fact);
    await render();
    expect(isTombstone(latest())).toBe(true);
    expect(latest()?.bytes.toString()).toContain(`/${fileAt(2)}`);
    expect(at(`${home}/latest/${theCsv.name}`)?.headers.metadata).toEqual({ redirect: `/${fileAt(2)}` });
    for (const fact of round(3, three, [theCsv, geojson])) await happened(fact);
    await render();
    expect(latest()?.headers.metadata).toEqual({ redirect: `/${fileAt(3, geojson.name)}` });
  });
});
