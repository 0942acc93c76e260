import { s3Objects } from '../../shared/adapters/s3/objects.ts';
import { sqsQueues } from '../../shared/adapters/sqs/queues.ts';
import { numberSetting, setting } from '../_entry/environment.ts';
import { readQueue } from '../_entry/queue.ts';
import { checkUpload } from './check-upload.ts';
import { publishingServices } from './services.ts';

const uploadsBucket = setting('UPLOADS_BUCKET');
const check = checkUpload({
  ...publishingServices(),
  arrived: s3Objects(uploadsBucket),
  files: s3Objects(setting('FILES_BUCKET')),
  uploadsBucket,
  queues: sqsQueues(),
  queueUrl: setting('CHECK_QUEUE_URL'),
  resumesAfterSeconds: numberSetting('CHECK_VISIBILITY_SECONDS'),
  maxBytes: numberSetting('UPLOAD_MAX_BYTES'),
});

export const handler = readQueue('standard', check);
