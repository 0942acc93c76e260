import type { ReleaseFile } from '../../shared/kernel/dataset.ts';
import type { DatasetId, UploadId } from '../../shared/kernel/ids.ts';

/** Where what belongs to an upload is kept in the files bucket, privately, whether it is ever published or not. */
export const originalKey = (id: UploadId): string => `uploads/${id}/original`;
export const derivedKey = (id: UploadId, name: string): string => `uploads/${id}/derived/${name}`;
/** Of a file that the check made or kept to be offered. */
export const offeredKey = (id: UploadId, { role, name }: Pick<ReleaseFile, 'role' | 'name'>): string =>
  role === 'original' ? originalKey(id) : derivedKey(id, name);
/** The list of what is wrong with a file that did not pass, under one name for all; no slug is needed to tell it. */
export const PROBLEM_FILE = 'problems.csv';
export const problemKey = (id: UploadId): string => `uploads/${id}/${PROBLEM_FILE}`;
export const reportKey = (id: UploadId): string => `uploads/${id}/report.json`;
/** What changed since the release before: public with the release. */
export const comparisonKey = (id: UploadId): string => `uploads/${id}/comparison.json`;
/** Its figures by commune, where a column holds their codes. */
export const placesKey = (id: UploadId): string => `uploads/${id}/places.json`;
export const stageKey = (id: UploadId, stage: string): string => `uploads/${id}/stages/${stage}.json`;

/** The file that questions about rows are put to; it is never public. No slug begins with an underscore. */
export const QUERY_FILE = '_query.duckdb';

/** Where the query file of a published release stands. The data function may read nothing else. */
export const rowsKey = (id: DatasetId, release: number): string => `rows/${id}/${release}.duckdb`;
