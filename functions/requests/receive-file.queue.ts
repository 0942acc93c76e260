import { s3ScannedFiles } from '../../shared/adapters/s3/scanned-files.ts';
import { setting } from '../_entry/environment.ts';
import { readQueue } from '../_entry/queue.ts';
import { receiveFile } from './receive-file.ts';

const receive = receiveFile(
  s3ScannedFiles({ arrivals: setting('UPLOADS_BUCKET'), kept: setting('REQUEST_FILES_BUCKET') }),
);

export const handler = readQueue('standard', ({ body }) => receive(body));
