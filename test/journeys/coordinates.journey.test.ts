import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import type { Upload } from '../../shared/contract/uploads.ts';
import type { Coordinates } from '../../shared/kernel/reading.ts';
import { conversion } from '../../shared/tabular/coordinates/zone.ts';
import { metresBetween } from '../tabular/coordinates/metres.ts';
import {
  approve,
  body,
  checked,
  createDataset,
  deskOf,
  problemId,
  published,
  sendFile,
  submit,
  type Desk,
} from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
const places = [
  [106.2, 20.45],
  [106.36, 20.4],
  [106.6, 20.5],
] as const;

/** In another province: no zone puts these in ours. */
const farAway = [
  [109.2, 12.4],
  [109.1, 12.5],
] as const;

/** A file of metres as a Vietnamese map has them: X, north, first. */
const inMetres = (meridian: number, written: readonly (readonly [number, number])[] = places): Buffer => {
  const { fromWgs84 } = conversion({ width: '3', meridian });
  const features = written.map(([longitude, latitude], i) => {
    const [east, north] = fromWgs84(longitude, latitude);
    return {
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [north, east] },
      properties: { ten: `Mốc ${i + 1}` },
    };
  });
  return Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
};

const latitudeFirst = Buffer.from(
  JSON.stringify({
    type: 'FeatureCollection',
    features: places.map(([longitude, latitude]) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [latitude, longitude] },
      properties: { ten: 'Mốc' },
    })),
  }),
);

const decidedOf = (upload: Upload) =>
  (upload.report?.decided ?? []).find(({ what }) => what === 'coordinates');

describe('positions in metres of VN-2000', () => {
  let officer: Desk;
  let department: Desk;
  const readAs = async (upload: Upload, coordinates: Coordinates): Promise<Upload> =>
    checked(
      officer,
      body(
        await officer.call(op.chooseReading, {
          params: { id: upload.id },
          body: { reading: { coordinates } },
        }),
      ).id,
    );

  beforeAll(async () => {
    [officer, department] = await Promise.all([
      deskOf(driver, 'focal-xay-dung'),
      deskOf(driver, 'department'),
    ]);
  });

  test('are converted by the stated method, asked about, told, and published as degrees of WGS 84', async () => {
    const { id, slug } = await createDataset(officer, 'Mốc địa giới ghi bằng VN-2000');
    const guessed = await sendFile(officer, id, 'moc.geojson', inMetres(105.5));
    expect(guessed.status).toBe('passed');
    expect(decidedOf(guessed)).toMatchObject({ chosen: 'vn2000-3-105.5', how: 'guessed' });
    expect(guessed.report?.notes.join(' ')).toContain('kinh tuyến trục 105°30′');
    expect(guessed.report?.notes.join(' ')).toContain('bảy tham số');

    const told = await readAs(guessed, 'vn2000-3-105.5');
    expect(decidedOf(told)).toMatchObject({ chosen: 'vn2000-3-105.5', how: 'told' });
    await submit(officer, id);
    body(await approve(department, id));
    await published(officer, id, 1);
    const file = await eventually('the file', async () => {
      const response = await fetch(`${driver.baseUrl}/datasets/${slug}/releases/1/${slug}.geojson`);
      return response.status === 200 && response;
    });
    const made = (await file.json()) as { features: { geometry: { coordinates: number[] } }[] };
    for (const [i, { geometry }] of made.features.entries())
      expect(metresBetween(geometry.coordinates, places[i] ?? [])).toBeLessThan(0.01);
  });

  test('of a zone nobody can know are refused until it is chosen', async () => {
    const { id } = await createDataset(officer, 'Mốc của múi chiếu khác');
    const refused = await sendFile(officer, id, 'moc.geojson', inMetres(108.5, farAway));
    expect(refused.status).toBe('failed');
    expect(refused.report?.problems.map(({ code }) => code)).toEqual(['geometry-meridian-unknown']);
    expect(refused.report?.problems[0]?.sentence).toContain('Hãy chọn múi chiếu và kinh tuyến trục');
    expect(decidedOf(refused)?.alternatives).toContain('vn2000-3-108.5');
    expect((await readAs(refused, 'vn2000-3-108.5')).status).toBe('passed');
  });

  test('latitude first is refused with the remedy, and turned round when told', async () => {
    const { id } = await createDataset(officer, 'Mốc ghi vĩ độ trước');
    const refused = await sendFile(officer, id, 'moc.geojson', latitudeFirst);
    expect(refused.report?.problems[0]?.sentence).toContain('“WGS 84, vĩ độ trước”');
    const told = await readAs(refused, 'wgs84-lat-lon');
    expect(told.status).toBe('passed');
    expect(told.report?.notes.join(' ')).toContain('đã đổi thứ tự của 3 điểm');
  });

  test('a system there is not cannot be told', async () => {
    const { id } = await createDataset(officer, 'Mốc có hệ tọa độ không có thật');
    const sent = await sendFile(officer, id, 'moc.geojson', inMetres(105.5));
    const reading = { coordinates: 'vn2000-3-105.51' as Coordinates };
    const answer = await officer.call(op.chooseReading, { params: { id: sent.id }, body: { reading } });
    expect(problemId(answer)).toBe('invalid-input');
  });
});
