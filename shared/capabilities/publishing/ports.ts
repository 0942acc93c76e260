import type { UploadId } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/local-date.ts';
import type { ReceivedPart, UploadRecord } from './upload.ts';

/** Upload attempts and their progress. */
export type Uploads = {
  find(id: UploadId): Promise<UploadRecord | undefined>;
  /** Saves a new attempt unless one of this id is there already; says whether it did. */
  add(upload: UploadRecord): Promise<boolean>;
  save(upload: UploadRecord): Promise<void>;
  /** Saves only while the stored record still has this status; says whether it did. */
  advance(upload: UploadRecord, from: UploadRecord['status']): Promise<boolean>;
  /** Whole files that began to wait for their verdict within this span, ends included; longest wait first. */
  waitingForVerdict(span: { from: Instant; upTo: Instant }): Promise<UploadRecord[]>;
};

/** Addresses by which a browser takes one private file for a while, straight from the object store. */
export type PrivateAddresses = {
  /** Type and disposition are part of what is signed: whoever holds the address cannot have them otherwise. */
  sign(
    key: string,
    servedAs: { readonly contentType: string; readonly contentDisposition: string },
    seconds: number,
  ): Promise<{ url: string; expiresAt: Instant }>;
};

export type SignedPart = { number: number; url: string; headers: Record<string, string>; expiresAt: Instant };

/** Where the browser sends a file in parts, straight to the object store. */
export type PartStore = {
  begin(key: string, bytes: number): Promise<string>;
  sign(
    upload: Pick<UploadRecord, 'key' | 'multipartId'>,
    parts: readonly { number: number; bytes: number; sha256: string }[],
    seconds: number,
  ): Promise<SignedPart[]>;
  /** Undefined when the multipart upload is over: completed, aborted or expired. */
  received(upload: Pick<UploadRecord, 'key' | 'multipartId'>): Promise<ReceivedPart[] | undefined>;
  /** Says whether it is whole now; not when the multipart upload was over before. */
  complete(
    upload: Pick<UploadRecord, 'key' | 'multipartId'>,
    parts: readonly { number: number; sha256: string }[],
  ): Promise<boolean>;
  exists(key: string): Promise<boolean>;
};
