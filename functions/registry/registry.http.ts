import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { dynamoPeople } from '../../shared/adapters/dynamodb/people.ts';
import { dynamoRegistry } from '../../shared/adapters/dynamodb/registry.ts';
import { dynamoViews } from '../../shared/adapters/dynamodb/views.ts';
import { setting } from '../_entry/environment.ts';
import { serveHttp } from '../_entry/http.ts';
import { whoIsFrom } from '../_entry/who-is.ts';
import { registryEndpoints } from './registry.endpoints.ts';

const db = documentClient();
const registry = dynamoRegistry(db, setting('CASES_TABLE'));
const people = dynamoPeople(db, setting('PEOPLE_TABLE'));
const views = dynamoViews(db, setting('VIEWS_TABLE'));

export const handler = serveHttp('registry', registryEndpoints({ registry, people, views }), {
  whoIs: whoIsFrom(registry, people),
});
