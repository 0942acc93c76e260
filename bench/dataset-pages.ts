import { assetsOf, type Manifest } from '../web/assets.ts';
import { renderDataset } from '../web/pages/index.ts';
import { aDatasetPage, schoolColumns } from '../test/web/fixtures.ts';

const WIDE = 30;

const widePreview = (): { names: string[]; rows: string[][] } => {
  const names = Array.from({ length: WIDE }, (_, index) => `Chỉ tiêu số ${index + 1}`);
  let seed = 7;
  const next = (): string => String((seed = (seed * 48_271) % 2_147_483_647));
  // Digits of chance hardly compress: no real table is heavier.
  return { names, rows: Array.from({ length: 50 }, () => names.map(() => `${next()} ${next()}`)) };
};

/** Pages as the publication renders them: a list of schools, and the widest table one might meet. */
export const datasetPages = (manifest: Manifest): { name: string; html: string }[] => {
  const assets = assetsOf(manifest);
  const { names, rows } = widePreview();
  const columns = names.map((name, index) => ({
    ...(schoolColumns[index % schoolColumns.length] ?? { type: 'text' as const, missing: 0 }),
    name,
  }));
  const preview = { columns: names, rows, totalRows: 1_000_000 };
  return [
    { name: '10 columns', html: renderDataset(aDatasetPage({ assets })) },
    { name: `${WIDE} columns of noise`, html: renderDataset(aDatasetPage({ assets, columns, preview })) },
  ];
};
