import { randomUUID } from 'node:crypto';
import { s3Objects } from '../../shared/adapters/s3/objects.ts';
import { setting } from '../_entry/environment.ts';
import { originGuard } from '../_entry/origin.ts';
import { missingPage } from './missing-page.ts';

export const handler = missingPage({
  site: s3Objects(setting('PUBLIC_BUCKET')),
  cameThroughTheEdge: originGuard(),
  newId: randomUUID,
});
