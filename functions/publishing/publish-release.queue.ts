import { cloudFrontInvalidations } from '../../shared/adapters/cloudfront/invalidations.ts';
import { dynamoClaims } from '../../shared/adapters/dynamodb/claims.ts';
import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoViews } from '../../shared/adapters/dynamodb/views.ts';
import { s3Objects } from '../../shared/adapters/s3/objects.ts';
import { sqsQueues } from '../../shared/adapters/sqs/queues.ts';
import { numberSetting, setting } from '../_entry/environment.ts';
import { readQueue } from '../_entry/queue.ts';
import { publishRelease } from './publish-release.ts';
import { publishingServices } from './services.ts';

const filesBucket = setting('FILES_BUCKET');
const boundarySlug = process.env['BOUNDARY_DATASET'];
const publish = publishRelease({
  ...publishingServices(),
  views: dynamoViews(documentClient(), setting('VIEWS_TABLE')),
  files: s3Objects(filesBucket),
  filesBucket,
  site: s3Objects(setting('PUBLIC_BUCKET')),
  queues: sqsQueues(),
  queueUrl: setting('PUBLICATION_QUEUE_URL'),
  publicUrl: setting('PUBLIC_URL'),
  papersKeptDays: numberSetting('PAPERS_KEPT_DAYS'),
  boundary: boundarySlug
    ? { slug: boundarySlug, caseOfClaim: dynamoClaims(documentClient(), setting('CASES_TABLE')) }
    : undefined,
  invalidations: cloudFrontInvalidations(setting('DISTRIBUTION_PARAMETER')),
});

export const handler = readQueue('fifo', ({ body, messageId }) => publish(body, messageId));
