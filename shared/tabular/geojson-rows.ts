import { placing } from './coordinates/placing.ts';
import { parseFeature, type Feature } from './feature.ts';
import { featureSplitter } from './feature-splitter.ts';
import { checkGeometry, geometryTally } from './geometry.ts';
import { cleanName } from './header.ts';
import type { TabularLimits } from './limits.ts';
import { outputFile, type Written } from './output-file.ts';
import type { StageOptions } from './progress.ts';
import { cleanProperty, propertyText } from './property-columns.ts';
import type { Column, TableReport } from './report.ts';
import { fileNames, type TableWriter } from './table-writer.ts';
import { textChunks } from './text-chunks.ts';

/** The same value as in the table: texts in NFC, dates year first; numbers and nested values as they are. */
const geoValue = (value: unknown, column: Column | undefined): unknown => {
  if (typeof value !== 'string') return value;
  return column?.type === 'date' ? cleanProperty(value, column) || null : value.normalize('NFC');
};

const changed = (row: number): Error => new Error(`The file changed since its check: feature ${row}`);

/** Sends the features of a checked GeoJSON to the table writer and, normalised, to `data.geojson`. */
export const writeGeoJsonRows = async (
  path: string,
  report: TableReport,
  writer: TableWriter,
  folder: string,
  limits: TabularLimits,
  options: StageOptions = {},
): Promise<Written> => {
  const { columns, geo } = report;
  const byName = new Map(columns.map((column) => [column.name, column]));
  const out = await outputFile(folder, fileNames.geojson);
  const bbox = geo?.bbox ? `"bbox":${JSON.stringify(geo.bbox)},` : '';
  let text = `{"type":"FeatureCollection",${bbox}"features":[`;
  let row = 0;
  const write = ({ id, geometry, properties }: Feature): void => {
    const cells = new Map<string, unknown>(
      Object.entries(properties).map(([key, value]) => [cleanName(key), value]),
    );
    if (geo?.idColumn !== undefined) cells.set(geo.idColumn, id);
    writer.row(columns.map((column) => cleanProperty(cells.get(column.name), column)));
    const clean = Object.entries(properties).map(([key, value]) => {
      const name = cleanName(key);
      return [name, geoValue(value, byName.get(name))] as const;
    });
    const shownId =
      id === undefined ? {} : { id: typeof id === 'string' ? propertyText(id).normalize('NFC') : id };
    const feature = { type: 'Feature', ...shownId, geometry, properties: Object.fromEntries(clean) };
    text += `${row === 1 ? '\n' : ',\n'}${JSON.stringify(feature)}`;
  };
  const place = placing(geo?.coordinates ?? 'wgs84');
  const splitter = featureSplitter({
    maxFeatureChars: limits.maxFeatureChars,
    maxDepth: limits.maxJsonDepth,
    onMember: () => undefined,
    onFeature: (json) => {
      row += 1;
      const feature = parseFeature(json);
      if ('fault' in feature) throw changed(row);
      if (feature.geometry !== null && checkGeometry(feature.geometry, geometryTally(), place))
        throw changed(row);
      write(feature);
    },
    onFault: () => {
      throw changed(row);
    },
  });
  try {
    for await (const { text: chunk, bytesRead } of textChunks(path, options)) {
      splitter.push(chunk);
      await writer.flush();
      await out.write(text);
      text = '';
      options.onProgress?.({ rowsRead: row, bytesRead, bytesTotal: report.bytes });
    }
    splitter.push('', true);
  } catch (fault) {
    await out.abandon();
    throw fault;
  }
  await out.write(`${text}\n]}\n`);
  return out.finish();
};
