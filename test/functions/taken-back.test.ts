import { expect, test } from 'vitest';
import type { PublishingEvent } from '../../events/publishing.ts';
import { comparisonKey } from '../../functions/publishing/file-keys.ts';
import { publishRelease } from '../../functions/publishing/publish-release.ts';
import { immutable } from '../../functions/publishing/public-files.ts';
import { RECENT_RELEASES } from '../../shared/capabilities/publishing/model.ts';
import { UploadId, uuidFrom } from '../../shared/kernel/ids.ts';
import { sha256 } from '../../shared/kernel/hash-chain.ts';
import {
  asPublished,
  checkPassed,
  datasetCreated,
  datasetWithdrawn,
  releaseApproved,
  releasePublished,
  releaseSubmitted,
  releaseWithdrawn,
  secondUpload,
  theCreation,
  theCsv,
  untilPublished,
  uploadReceived,
} from '../fixtures/datasets.ts';
import { fileAt, home, isTombstone, world } from './a-publication.ts';

const uploadOf = (number: number) => UploadId.parse(uuidFrom(sha256(`upload ${number}`)));
const round = (number: number, id = uploadOf(number), on = '2025-06-20'): PublishingEvent[] => [
  uploadReceived(id),
  checkPassed(id),
  releaseSubmitted(number, id),
  releaseApproved(number, id),
  releasePublished(number, on, id),
];
const twice = [...untilPublished, ...round(2, secondUpload)];
const secondTaken = releaseWithdrawn(2, asPublished(1));
const headers = immutable('text/csv', 'a.csv');

/** Two releases at their addresses, then these facts, each followed by what the queue brings. */
const portal = async (facts: readonly PublishingEvent[], more: readonly PublishingEvent[] = []) => {
  const all = await world(facts);
  const read = publishRelease(all.services);
  for (const number of [1, 2]) await all.site.put(fileAt(number), `bản ${number}`, headers);
  const render = async (type: string) => {
    const event = await all.eventOf(type);
    await read(event, event.id);
    await all.pages(read);
  };
  await render('ReleasePublished');
  for (const fact of more) {
    await all.happened(fact);
    await render(fact.type);
  }
  const text = (key: string) => all.at(key)?.bytes.toString() ?? '';
  return { ...all, read, render, text };
};

test('the files of a release that was taken back say why; the newest that remains is the latest, and nothing else changed', async () => {
  const { at, text, services } = await portal(twice, [secondTaken]);
  expect(isTombstone(at(fileAt(2)))).toBe(true);
  expect(text(fileAt(2))).toContain('Cột điện thoại có số riêng của chủ cơ sở');
  expect(text(fileAt(2))).toContain('bản 1');
  expect(text(fileAt(1))).toBe('bản 1');
  expect(at(`${home}/latest/${theCsv.name}`)?.headers.metadata).toEqual({ redirect: `/${fileAt(1)}` });
  const page = text(`${home}/index.html`);
  expect(page).toContain('Đã rút ngày 01/07/2025');
  expect(page).not.toContain(`/${fileAt(2)}`);
  expect(text(`en/${home}/index.html`)).toContain('Taken back on 1 July 2025');
  expect(text(`${home}/feed.atom`)).toContain('Đã rút:');
  expect(await services.views.newest(9)).toMatchObject([{ release: 1, publishedOn: '2025-06-16' }]);
  expect(await services.views.totals()).toMatchObject({ datasets: 1, releases: 1 });
});

test('the CDN forgets when its files are closed, both languages', async () => {
  const { forgotten } = await portal(twice, [secondTaken]);
  expect(forgotten).toEqual([{ paths: [`/${home}/*`, `/en/${home}/*`], open: [fileAt(1)] }]);
});

test('of an earlier one the newest stays, and shows no comparison with what is gone', async () => {
  const changes = (release: number) =>
    JSON.stringify({
      release,
      key: ['Mã cơ sở'],
      keyIs: 'found',
      rowsBefore: 1,
      rowsAfter: 1,
      added: 0,
      removed: 1,
      changed: 0,
      unchanged: 1,
      columnsAdded: [],
      columnsRemoved: [],
      typesChanged: [],
      samples: {
        added: [],
        removed: [{ key: [{ column: 'Mã cơ sở', value: 'số riêng 0912' }], cells: [] }],
        changed: [],
      },
    });
  const three = [...twice, ...round(3)];
  const { services, text, at, happened, render } = await portal(three);
  await services.files.put(comparisonKey(uploadOf(3)), changes(2), { contentType: 'application/json' });
  await render('ReleasePublished');
  expect(text(`${home}/index.html`)).toContain('số riêng 0912');
  await happened(releaseWithdrawn(2));
  await render('ReleaseWithdrawn');
  expect(text(`${home}/index.html`)).not.toContain('số riêng 0912');
  expect(text(`${home}/index.html`)).toContain(`/${fileAt(3)}`);
  expect(isTombstone(at(fileAt(2)))).toBe(true);
  // Compared anew with the one that stands before it, it is shown again.
  await services.files.put(comparisonKey(uploadOf(3)), changes(1), { contentType: 'application/json' });
  await render('ReleaseWithdrawn');
  expect(text(`${home}/index.html`)).toContain('số riêng 0912');
  expect(await services.views.totals()).toMatchObject({ releases: 2 });
});

test('a name only it had is absent under latest, and does not lead to where it was', async () => {
  const geojson = { ...theCsv, name: 'co-so-ban-le-thuoc.geojson', role: 'geojson' as const };
  const published = releasePublished(2, '2025-06-20', secondUpload);
  const facts = twice.map((fact) =>
    fact.type === 'ReleasePublished' && fact.data.number === 2
      ? ({ ...published, data: { ...published.data, files: [theCsv, geojson] } } as PublishingEvent)
      : fact,
  );
  const taken = { ...secondTaken, data: { ...secondTaken.data, files: [theCsv.name, geojson.name] } };
  const { at, text } = await portal(facts, [taken as PublishingEvent]);
  expect(isTombstone(at(fileAt(2, geojson.name)))).toBe(true);
  expect(isTombstone(at(`${home}/latest/${geojson.name}`))).toBe(true);
  expect(text(`${home}/latest/${geojson.name}`)).toContain(`/${fileAt(1)}`);
});

test('a worker that died in the middle leaves nothing open: the job comes again and ends it', async () => {
  const { services, site, at, happened, eventOf, pages, text } = await portal(twice);
  await happened(secondTaken);
  const event = await eventOf('ReleaseWithdrawn');
  const dying = publishRelease({
    ...services,
    site: {
      ...site,
      put: async (key, ...rest) => {
        if (key === `${home}/index.html`) throw new Error('the worker was killed');
        await site.put(key, ...rest);
      },
    },
  });
  await dying(event, event.id);
  await expect(pages(dying)).rejects.toThrow('killed');
  // What cannot wait was done first.
  expect(isTombstone(at(fileAt(2)))).toBe(true);
  const read = publishRelease(services);
  await read(event, event.id);
  await pages(read);
  expect(text(`${home}/index.html`)).toContain('Đã rút ngày');
});

test('its address opens no more, whatever is rendered later, and the next release has another one', async () => {
  const { at, text, happened, render } = await portal(twice, [secondTaken]);
  for (const fact of round(3)) await happened(fact);
  await render('ReleasePublished');
  expect(isTombstone(at(fileAt(2)))).toBe(true);
  expect(at(`${home}/latest/${theCsv.name}`)?.headers.metadata).toEqual({ redirect: `/${fileAt(3)}` });
  expect(text(`${home}/index.html`)).toContain('Đã rút ngày');
});

test('when the dataset is withdrawn after all, its addresses are the tombstone of the dataset', async () => {
  const { at, text } = await portal(twice, [secondTaken, datasetWithdrawn]);
  for (const number of [1, 2]) expect(isTombstone(at(fileAt(number)))).toBe(true);
  expect(text(fileAt(2))).toContain('Bộ dữ liệu đã được thu hồi');
});

test('one that the state remembers no more is closed all the same, and said on the page of all releases', async () => {
  const many = RECENT_RELEASES + 2;
  const numbers = Array.from({ length: many }, (_, i) => i + 1);
  const facts = [datasetCreated, ...numbers.flatMap((number) => round(number))];
  const first = releaseWithdrawn(1, undefined, { ...asPublished(1), uploadId: uploadOf(1) });
  const { at, text, state } = await portal(facts, [first]);
  expect(isTombstone(at(fileAt(1)))).toBe(true);
  const all = text(`${home}/releases/index.html`);
  expect(all).toContain('Đã rút ngày');
  expect(all).not.toContain(`/${fileAt(1)}`);
  expect(all).toContain(`/${fileAt(2)}`);
  expect((await state())?.state.releases).toHaveLength(RECENT_RELEASES);
  expect(text(`${home}/index.html`)).toContain(`href="/datasets/${theCreation.slug}/releases/"`);
});
