import { randomBytes, randomUUID } from 'node:crypto';
import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { dynamoClaims } from '../../shared/adapters/dynamodb/claims.ts';
import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoConfirmations } from '../../shared/adapters/dynamodb/confirmations.ts';
import { dynamoFollowers } from '../../shared/adapters/dynamodb/followers.ts';
import { dynamoPeople } from '../../shared/adapters/dynamodb/people.ts';
import { dynamoRegistry } from '../../shared/adapters/dynamodb/registry.ts';
import { s3Objects } from '../../shared/adapters/s3/objects.ts';
import { proveAddress } from '../../shared/capabilities/confirmations.ts';
import { setting } from '../_entry/environment.ts';
import { serveHttp } from '../_entry/http.ts';
import { whoIsFrom } from '../_entry/who-is.ts';
import { followEndpoints } from './follows.endpoints.ts';

const db = documentClient();
const cases = setting('CASES_TABLE');
const registry = dynamoRegistry(db, cases);
const people = dynamoPeople(db, setting('PEOPLE_TABLE'));

/** Takes people's wish to follow, and to follow no more. It mails nobody. */
export const handler = serveHttp(
  'follows',
  followEndpoints({
    store: dynamoCaseStore(db, { ledger: 'none', cases }),
    caseOfClaim: dynamoClaims(db, cases),
    followers: dynamoFollowers(db, setting('FOLLOWERS_TABLE')),
    prove: proveAddress(dynamoConfirmations(db, setting('CONFIRMATIONS_TABLE'))),
    registry,
    people,
    site: s3Objects(setting('PUBLIC_BUCKET')),
    publicUrl: setting('PUBLIC_URL'),
    newId: randomUUID,
    newSecret: () => randomBytes(24).toString('base64url'),
  }),
  { whoIs: whoIsFrom(registry, people) },
);
