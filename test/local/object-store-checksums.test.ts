import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedType, checksumOfParts } from '../../local/engines/object-store/checksum-of-parts.ts';
import {
  type ChecksumAlgorithm,
  isChecksumValue,
  startChecksum,
} from '../../local/engines/object-store/checksums.ts';

const sum = async (algorithm: ChecksumAlgorithm, ...chunks: Uint8Array[]): Promise<string> => {
  const hasher = startChecksum(algorithm);
  for (const chunk of chunks) hasher.update(Buffer.from(chunk));
  return (await hasher.digest()).toString('base64');
};

describe('the checksum of an upload in parts', () => {
  it('by SHA-256 is what Amazon S3 itself gave for three parts (floci-io/floci issue 3083)', async () => {
    const parts = [
      'lcKa6Boe7a167tUCN5C4OaFygGSYD8MBnBARTrdL+1w=',
      'gHjhbUT4oo2tSCtSZJdlKi+jeNXJT+VImqdPXsXvkOc=',
      '4l9PQ3zOPZ0oGFvknFX+J4zZwE4WMzO+l3r8XrbWOeM=',
    ].map((value) => ({ value, size: 5 }));
    expect(await checksumOfParts('SHA256', 'COMPOSITE', parts)).toEqual({
      algorithm: 'SHA256',
      type: 'COMPOSITE',
      value: 'rVWtNbadtsaKXJAcgWPWjifHzJaXde/iV4jaJAOdivc=-3',
    });
  });

  for (const algorithm of ['CRC32', 'CRC32C', 'CRC64NVME'] as const)
    it(`by ${algorithm} over the full object equals the checksum of all bytes, however they are cut`, async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.uint8Array({ maxLength: 300 }), { minLength: 1, maxLength: 6 }),
          async (pieces) => {
            const parts = await Promise.all(
              pieces.map(async (piece) => ({ value: await sum(algorithm, piece), size: piece.length })),
            );
            const joined = await checksumOfParts(algorithm, 'FULL_OBJECT', parts);
            expect(joined.value).toBe(await sum(algorithm, Buffer.concat(pieces)));
            expect(await sum(algorithm, ...pieces)).toBe(joined.value);
          },
        ),
      );
    });

  it('has only the types that S3 allows', () => {
    expect(allowedType('SHA256', undefined)).toBe('COMPOSITE');
    expect(allowedType('SHA1', 'FULL_OBJECT')).toBeUndefined();
    expect(allowedType('CRC64NVME', undefined)).toBe('FULL_OBJECT');
    expect(allowedType('CRC64NVME', 'COMPOSITE')).toBeUndefined();
    expect(allowedType('CRC32C', undefined)).toBe('COMPOSITE');
    expect(allowedType('CRC32', 'FULL_OBJECT')).toBe('FULL_OBJECT');
  });
});

it('a checksum value is canonical base64 of exactly its bytes', () => {
  expect(isChecksumValue('CRC32', 'y/Q5Jg==')).toBe(true);
  for (const value of ['', 'y/Q5Jg', 'y/Q5Jh==', 'y_Q5Jg==', 'AAAA', 'y/Q5Jg== '])
    expect(isChecksumValue('CRC32', value)).toBe(false);
});
