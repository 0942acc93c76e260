import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { Crc64Nvme } from '@aws-sdk/crc64-nvme';
import { crc32cOf } from './crc32c.ts';

/** The checksum algorithms of S3 that this engine verifies. */
export const checksumAlgorithms = ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256'] as const;
export type ChecksumAlgorithm = (typeof checksumAlgorithms)[number];
export type ChecksumType = 'COMPOSITE' | 'FULL_OBJECT';

/** A checksum as stored and shown: base64, with `-N` after the composite of N parts. */
export type Checksum = { algorithm: ChecksumAlgorithm; type: ChecksumType; value: string };

export type Hasher = { update: (bytes: Buffer) => void; digest: () => Promise<Buffer> };

const bytesOfChecksum = { CRC32: 4, CRC32C: 4, CRC64NVME: 8, SHA1: 20, SHA256: 32 };

/** The algorithm of an upper- or lower-case name; undefined when unknown. */
export const algorithmNamed = (name: string): ChecksumAlgorithm | undefined =>
  checksumAlgorithms.find((algorithm) => algorithm === name.toUpperCase());

export const checksumHeader = (algorithm: ChecksumAlgorithm): string =>
  `x-amz-checksum-${algorithm.toLowerCase()}`;

/** The element of S3's XML, such as `ChecksumSHA256`. */
export const checksumElement = (algorithm: ChecksumAlgorithm): string => `Checksum${algorithm}`;

/** True when a text is base64 of exactly as many bytes as the algorithm gives. */
export const isChecksumValue = (algorithm: ChecksumAlgorithm, value: string): boolean => {
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === bytesOfChecksum[algorithm] && bytes.toString('base64') === value;
};

const bigEndian32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};

const rolling32 = (step: (bytes: Buffer, crc: number) => number): Hasher => {
  let crc = 0;
  return {
    update: (bytes) => {
      crc = step(bytes, crc);
    },
    digest: async () => bigEndian32(crc),
  };
};

const rolling64 = (): Hasher => {
  const crc = new Crc64Nvme();
  return { update: (bytes) => crc.update(bytes), digest: async () => Buffer.from(await crc.digest()) };
};

const cryptographic = (name: string): Hasher => {
  const hash = createHash(name);
  return { update: (bytes) => void hash.update(bytes), digest: async () => hash.digest() };
};

/** Starts a checksum over a stream. */
export const startChecksum = (algorithm: ChecksumAlgorithm): Hasher => {
  switch (algorithm) {
    case 'CRC32':
      return rolling32((bytes, crc) => crc32(bytes, crc));
    case 'CRC32C':
      return rolling32(crc32cOf);
    case 'CRC64NVME':
      return rolling64();
    case 'SHA1':
      return cryptographic('sha1');
    case 'SHA256':
      return cryptographic('sha256');
  }
};
