import type { UploadId } from '../../shared/kernel/ids.ts';

/** Where what belongs to an upload is kept in the files bucket, privately, whether it is ever published or not. */
export const originalKey = (id: UploadId): string => `uploads/${id}/original`;
export const derivedKey = (id: UploadId, name: string): string => `uploads/${id}/derived/${name}`;
export const reportKey = (id: UploadId): string => `uploads/${id}/report.json`;
export const stageKey = (id: UploadId, stage: string): string => `uploads/${id}/stages/${stage}.json`;
