import { describe, expect, it } from 'vitest';
import { loadShapes, shapesIn } from '../../web/islands/map/load.ts';
import { MOST_BYTES, MOST_FEATURES } from '../../web/islands/map/model.ts';
import { renderDataset } from '../../web/pages/index.ts';
import { aDatasetPage, aFile, aRelease } from './fixtures.ts';

const feature = (name: string): string =>
  JSON.stringify({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [106.3, 20.4] },
    properties: { tên: name },
  });
const collection = (features: readonly string[]): string =>
  `{"type":"FeatureCollection","bbox":[1,2,3,4],"features":[\n${features.join(',\n')}\n]}\n`;

describe('the shapes of a published file', () => {
  it('are all there when the file is whole', () => {
    const { features, isWhole } = shapesIn(collection([feature('một'), feature('hai')]), false);
    expect(features.map(({ properties }) => properties?.['tên'] as unknown)).toEqual(['một', 'hai']);
    expect(isWhole).toBe(true);
  });

  it('end at the last whole one when the file was cut anywhere', () => {
    const text = collection([feature('một'), feature('đường'), feature('ba')]);
    for (let at = text.indexOf('đường'); at < text.indexOf('ba'); at += 1) {
      const { features, isWhole } = shapesIn(text.slice(0, at), true);
      expect(features.length).toBeGreaterThanOrEqual(1);
      expect(features.length).toBeLessThanOrEqual(2);
      expect(isWhole).toBe(false);
    }
  });

  it('are at most as many as can be drawn, and leave out rows without a shape', () => {
    const many = shapesIn(collection(Array.from({ length: MOST_FEATURES + 1 }, () => feature('x'))), false);
    expect(many.features).toHaveLength(MOST_FEATURES);
    expect(many.isWhole).toBe(false);
    const none = '{"type":"Feature","geometry":null,"properties":{}}';
    expect(shapesIn(collection([none, feature('x')]), false).features).toHaveLength(1);
    expect(shapesIn(collection([]), false)).toEqual({ features: [], isWhole: true });
  });

  const answering = (body: string | (() => ReadableStream<Uint8Array>), status = 200) => {
    const asked: (string | undefined)[] = [];
    const ask = ((_: string, init: { headers?: Record<string, string> }) => {
      asked.push(init.headers?.['range']);
      return Promise.resolve(new Response(typeof body === 'string' ? body : body(), { status }));
    }) as unknown as typeof fetch;
    return { asked, ask };
  };

  it('are asked for whole when small, and by their beginning when large', async () => {
    const small = answering(collection([feature('một')]));
    expect((await loadShapes('/x.geojson', 500, small.ask)).isWhole).toBe(true);
    expect(small.asked).toEqual([undefined]);
    const large = answering(collection([feature('một')]), 206);
    expect((await loadShapes('/x.geojson', MOST_BYTES + 1, large.ask)).isWhole).toBe(false);
    expect(large.asked).toEqual([`bytes=0-${MOST_BYTES - 1}`]);
  });

  it('are not read for ever from a server that sends more than it was asked', async () => {
    let cancelled = false;
    const line = new TextEncoder().encode(`${feature('x'.repeat(100_000))},\n`);
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => controller.enqueue(line),
        cancel: () => {
          cancelled = true;
        },
      });
    const { features } = await loadShapes('/x.geojson', MOST_BYTES + 1, answering(endless).ask);
    expect(cancelled).toBe(true);
    expect(features.length).toBeLessThan(40);
  });

  it('fail when the file is not there', async () => {
    await expect(loadShapes('/x.geojson', 5, answering('', 404).ask)).rejects.toThrow('404');
  });
});

describe('the map of a page', () => {
  const page = (bytes: number): string =>
    renderDataset(
      aDatasetPage({
        releases: [{ ...aRelease(1, '2025-06-16'), files: [{ ...aFile('geojson'), bytes }] }],
      }),
    );

  it('is offered where there is GeoJSON, with the file for who has no JavaScript', () => {
    const html = page(301_004);
    expect(html).toContain('data-island="map"');
    expect(html).toContain('Tải tệp GeoJSON: danh-sach-truong-hoc.geojson, 301 kB');
    expect(html).toContain('src="/assets/map-0.js"');
    expect(html).not.toContain('<p class="note">Tệp lớn');
  });

  it('says of a large file that only its first shapes are drawn', () => {
    expect(page(80_000_000)).toContain('Tệp lớn 80 MB: bản đồ chỉ vẽ các hình đầu tiên, trong 3 MB đầu');
  });

  it('is not there for tables, nor its script', () => {
    const html = renderDataset(aDatasetPage());
    expect(html).not.toContain('data-island="map"');
    expect(html).not.toContain('map-0.js');
  });
});
