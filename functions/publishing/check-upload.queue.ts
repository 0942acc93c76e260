import { s3Objects } from '../../shared/adapters/s3/objects.ts';
import { sqsQueues } from '../../shared/adapters/sqs/queues.ts';
import { numberSetting, setting } from '../_entry/environment.ts';
import { readQueue } from '../_entry/queue.ts';
import { compareAgain, takingBackIn } from './compare-again.ts';
import { checkUpload } from './check-upload.ts';
import { publishingServices } from './services.ts';

const uploadsBucket = setting('UPLOADS_BUCKET');
const services = {
  ...publishingServices(),
  files: s3Objects(setting('FILES_BUCKET')),
  queues: sqsQueues(),
};
const again = compareAgain({ ...services, publicationQueueUrl: setting('PUBLICATION_QUEUE_URL') });
const check = checkUpload({
  ...services,
  arrived: s3Objects(uploadsBucket),
  uploadsBucket,
  queueUrl: setting('CHECK_QUEUE_URL'),
  resumesAfterSeconds: numberSetting('CHECK_VISIBILITY_SECONDS'),
  maxBytes: numberSetting('UPLOAD_MAX_BYTES'),
  attempts: numberSetting('CHECK_ATTEMPTS'),
});

export const handler = readQueue('standard', (delivery) => {
  const takingBack = takingBackIn(delivery.body);
  return takingBack ? again(takingBack) : check(delivery);
});
