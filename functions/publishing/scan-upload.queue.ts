import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetObjectCommand, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod';
import { setting } from '../_entry/environment.ts';
import { readQueue } from '../_entry/queue.ts';
import { logger } from '../_entry/telemetry.ts';
import { VERDICT, verdictDetail } from './eicar-verdict.ts';
import { findEicar } from './eicar.ts';

const s3 = new S3Client({});
const bus = new EventBridgeClient({});
const busName = setting('EVENT_BUS_NAME');

const ObjectCreated = z.object({
  detail: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string() }) }),
});

/**
 * The scanner of environments without GuardDuty: it knows the EICAR test string and nothing else, and says its verdict
 * in GuardDuty's own event, so that everything behind it is the same in every environment.
 */
export const handler = readQueue('standard', async ({ body }) => {
  const { bucket, object } = ObjectCreated.parse(body).detail;
  const found = await (async () => {
    try {
      const got = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: object.key }));
      return await findEicar(got.Body as AsyncIterable<Uint8Array>);
    } catch (error) {
      // Removed before it was scanned: nothing to say.
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  })();
  if (found === undefined) return;
  const sent = await bus.send(
    new PutEventsCommand({
      Entries: [
        {
          EventBusName: busName,
          Source: 'portal.eicar',
          DetailType: VERDICT,
          Detail: JSON.stringify(verdictDetail(bucket.name, object.key, found)),
        },
      ],
    }),
  );
  logger.info('verdict-given', {
    objectKey: object.key,
    verdict: found ? 'THREATS_FOUND' : 'NO_THREATS_FOUND',
  });
  if ((sent.FailedEntryCount ?? 0) > 0) throw new Error('The event bus did not take the verdict');
});
