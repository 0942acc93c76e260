import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { dynamoClaims } from '../../shared/adapters/dynamodb/claims.ts';
import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { s3Objects } from '../../shared/adapters/s3/objects.ts';
import { numberSetting, setting } from '../_entry/environment.ts';
import { serveHttp } from '../_entry/http.ts';
import { heldTables } from './held-tables.ts';
import { rowsEndpoints } from './rows.endpoints.ts';

const MB = 1024 * 1024;
/** Tables open at once: their engines together must leave room for this process. */
const OPEN_AT_ONCE = 3;

const db = documentClient();
const cases = setting('CASES_TABLE');

/** Open to anyone: this function knows nobody, writes nothing, and reads only what was published. */
export const handler = serveHttp(
  'data',
  rowsEndpoints({
    store: dynamoCaseStore(db, { ledger: '', cases }),
    caseOfClaim: dynamoClaims(db, cases),
    tables: heldTables({
      files: s3Objects(setting('FILES_BUCKET')),
      folder: mkdtempSync(join(tmpdir(), 'rows-')),
      engineMb: numberSetting('ROWS_ENGINE_MB'),
      most: OPEN_AT_ONCE,
      maxBytes: numberSetting('ROWS_SCRATCH_MB') * MB,
    }),
    publicUrl: setting('PUBLIC_URL'),
  }),
  { whoIs: () => Promise.resolve(undefined) },
);
