import type { RequestCode } from '../../shared/kernel/ids.ts';

/** Where the files of requests arrive and are kept; the rules of both buckets go by it. */
export const fileKey = (code: RequestCode, id: string): string => `requests/${code}/${id}`;
