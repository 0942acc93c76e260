import { startChecksum, type Checksum, type ChecksumAlgorithm, type ChecksumType } from './checksums.ts';

/** Reflected polynomials of the CRCs that can be joined without reading the data again. */
const polynomials = {
  CRC32: { width: 32n, poly: 0xedb88320n },
  CRC32C: { width: 32n, poly: 0x82f63b78n },
  CRC64NVME: { width: 64n, poly: 0x9a6c9329ac4bc9b5n },
};
type JoinableAlgorithm = keyof typeof polynomials;

const isJoinable = (algorithm: ChecksumAlgorithm): algorithm is JoinableAlgorithm => algorithm in polynomials;

/** Product of two polynomials modulo the CRC polynomial, in reflected bit order (x^0 is the highest bit). */
const multiply = (a: bigint, b: bigint, { width, poly }: { width: bigint; poly: bigint }): bigint => {
  let product = 0n;
  let factor = b;
  for (let bit = width - 1n; bit >= 0n; bit -= 1n) {
    if ((a >> bit) & 1n) product ^= factor;
    factor = factor & 1n ? (factor >> 1n) ^ poly : factor >> 1n;
  }
  return product;
};

/** CRC of two joined pieces from their own CRCs: shift the first by the length of the second (zlib's crc32_combine). */
const join = (algorithm: JoinableAlgorithm, first: bigint, second: bigint, secondLength: number): bigint => {
  const field = polynomials[algorithm];
  let shift = 1n << (field.width - 1n);
  let square = 1n << (field.width - 1n - 8n);
  for (let length = BigInt(secondLength); length > 0n; length >>= 1n) {
    if (length & 1n) shift = multiply(shift, square, field);
    square = multiply(square, square, field);
  }
  return multiply(shift, first, field) ^ second;
};

const asInteger = (base64: string): bigint => BigInt(`0x${Buffer.from(base64, 'base64').toString('hex')}`);

const wholeObject = (algorithm: JoinableAlgorithm, parts: { value: string; size: number }[]): string => {
  const [first, ...rest] = parts;
  const crc = rest.reduce(
    (sum, part) => join(algorithm, sum, asInteger(part.value), part.size),
    asInteger(first?.value ?? ''),
  );
  const digits = Number(polynomials[algorithm].width / 4n);
  return Buffer.from(crc.toString(16).padStart(digits, '0'), 'hex').toString('base64');
};

/** The types S3 allows: hashes only as COMPOSITE, CRC64NVME only as FULL_OBJECT, the other two as either. */
export const allowedType = (
  algorithm: ChecksumAlgorithm,
  type: ChecksumType | undefined,
): ChecksumType | undefined => {
  if (algorithm === 'CRC64NVME') return type === 'COMPOSITE' ? undefined : 'FULL_OBJECT';
  if (algorithm === 'SHA1' || algorithm === 'SHA256') return type === 'FULL_OBJECT' ? undefined : 'COMPOSITE';
  return type ?? 'COMPOSITE';
};

/** Checksum of a completed multipart upload from the checksums (base64) and sizes of its parts, in order. */
export const checksumOfParts = async (
  algorithm: ChecksumAlgorithm,
  type: ChecksumType,
  parts: { value: string; size: number }[],
): Promise<Checksum> => {
  if (type === 'FULL_OBJECT' && isJoinable(algorithm))
    return { algorithm, type, value: wholeObject(algorithm, parts) };
  const hasher = startChecksum(algorithm);
  for (const part of parts) hasher.update(Buffer.from(part.value, 'base64'));
  const digest = await hasher.digest();
  return { algorithm, type, value: `${digest.toString('base64')}-${parts.length}` };
};
