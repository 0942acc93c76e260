export type Value = string | number;

/** A demonstration table. With `points`, `kinh độ` and `vĩ độ` become geometry and the file is GeoJSON. */
export type Table = {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
  readonly points?: true;
};

/** Every invented row says of itself that it is. */
export const MARK = 'Số liệu trình diễn';

/** Makes a table of invented values; each row is marked. */
export const invented = (columns: readonly string[], rows: readonly (readonly Value[])[]): Table => ({
  columns: [...columns, 'ghi chú'],
  rows: rows.map((row) => [...row, MARK]),
});

export const asPoints = (table: Table): Table => ({ ...table, points: true });

const cell = (value: Value): string => {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const toCsv = ({ columns, rows }: Table): string =>
  [columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';

const LONGITUDE = 'kinh độ';
const LATITUDE = 'vĩ độ';

const toGeoJson = ({ columns, rows }: Table): string => {
  const at = (row: readonly Value[], column: string): Value => row[columns.indexOf(column)] ?? '';
  const features = rows.map((row) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [Number(at(row, LONGITUDE)), Number(at(row, LATITUDE))] },
    properties: Object.fromEntries(
      columns
        .filter((column) => column !== LONGITUDE && column !== LATITUDE)
        .map((column) => [column, at(row, column)]),
    ),
  }));
  return `{"type":"FeatureCollection","features":[\n${features.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`;
};

/** The table as a file, with the ending its name should have. */
export const fileOf = (table: Table): { bytes: Buffer; ending: 'csv' | 'geojson' } =>
  table.points
    ? { bytes: Buffer.from(toGeoJson(table)), ending: 'geojson' }
    : { bytes: Buffer.from(toCsv(table)), ending: 'csv' };
