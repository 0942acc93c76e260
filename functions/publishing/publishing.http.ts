import { s3Objects } from '../../shared/adapters/s3/objects.ts';
import { s3PartStore } from '../../shared/adapters/s3/part-store.ts';
import { s3PrivateAddresses } from '../../shared/adapters/s3/private-addresses.ts';
import { numberSetting, setting } from '../_entry/environment.ts';
import { serveHttp } from '../_entry/http.ts';
import { whoIsFrom } from '../_entry/who-is.ts';
import { importEndpoints } from './import.endpoints.ts';
import { datasetEndpoints } from './dataset.endpoints.ts';
import { publishingServices } from './services.ts';
import { uploadEndpoints } from './upload.endpoints.ts';
import { uploadFileEndpoints } from './upload-file.endpoints.ts';

const services = {
  ...publishingServices(),
  parts: s3PartStore(setting('UPLOADS_BUCKET')),
  files: s3Objects(setting('FILES_BUCKET')),
  addresses: s3PrivateAddresses(setting('FILES_BUCKET')),
  maxBytes: numberSetting('UPLOAD_MAX_BYTES'),
  partUrlSeconds: numberSetting('PART_URL_SECONDS'),
};

export const handler = serveHttp(
  'publishing',
  [
    ...datasetEndpoints(services),
    ...importEndpoints(services),
    ...uploadEndpoints(services),
    ...uploadFileEndpoints(services),
  ],
  { whoIs: whoIsFrom(services.registry, services.people), recall: (key) => services.store.recall(key) },
);
