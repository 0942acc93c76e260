import { createHash } from 'node:crypto';

/** A message attribute in the JSON protocol: `BinaryValue` is base64. */
export type AttributeValue = {
  readonly DataType: string;
  readonly StringValue?: string | undefined;
  readonly BinaryValue?: string | undefined;
};

export const md5 = (data: string | Uint8Array): string => createHash('md5').update(data).digest('hex');

const withLength = (bytes: Buffer): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

const STRING = Buffer.from([1]);
const BINARY = Buffer.from([2]);

/**
 * MD5 over attributes as SQS computes it: sorted by name; name, type and value each with their length.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export const md5OfAttributes = (attributes: Readonly<Record<string, AttributeValue>>): string | undefined => {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return undefined;
  const parts = names.flatMap((name) => {
    const { DataType, StringValue, BinaryValue } = attributes[name] ?? { DataType: 'String' };
    const binary = DataType.startsWith('Binary');
    const value = binary ? Buffer.from(BinaryValue ?? '', 'base64') : Buffer.from(StringValue ?? '');
    return [
      withLength(Buffer.from(name)),
      withLength(Buffer.from(DataType)),
      binary ? BINARY : STRING,
      withLength(value),
    ];
  });
  return md5(Buffer.concat(parts));
};
