import type { SQSMessageAttributes, SQSRecord, SQSRecordAttributes } from 'aws-lambda';
import { md5, md5OfAttributes } from './digest.ts';
import type { ReceivedMessage } from './engine.ts';
import { customAttributes, systemAttributes } from './shapes.ts';

/** A received message as a Lambda function gets it from an SQS event source. */
export const asLambdaRecord = (message: ReceivedMessage, queueArn: string): SQSRecord => {
  const custom = customAttributes(message);
  const digest = md5OfAttributes(custom);
  const messageAttributes: SQSMessageAttributes = Object.fromEntries(
    Object.entries(custom).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        ...(StringValue === undefined ? {} : { stringValue: StringValue }),
        ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ]),
  );
  const system = systemAttributes(message, ['All']);
  const attributes: SQSRecordAttributes = {
    ...system,
    SenderId: system['SenderId'] ?? '',
    SentTimestamp: system['SentTimestamp'] ?? '',
    ApproximateReceiveCount: system['ApproximateReceiveCount'] ?? '',
    ApproximateFirstReceiveTimestamp: system['ApproximateFirstReceiveTimestamp'] ?? '',
  };
  return {
    messageId: message.message_id,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes,
    messageAttributes,
    md5OfBody: md5(message.body),
    ...(digest === undefined ? {} : { md5OfMessageAttributes: digest }),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: queueArn.split(':')[3] ?? '',
  };
};
