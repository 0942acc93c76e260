import { dynamoFigures } from '../../shared/adapters/dynamodb/figures.ts';
import { dynamoDutyFeeds } from '../../shared/adapters/dynamodb/duty-feeds.ts';
import { dynamoPeople } from '../../shared/adapters/dynamodb/people.ts';
import { dynamoRegistry } from '../../shared/adapters/dynamodb/registry.ts';
import { setting } from '../_entry/environment.ts';
import { serveHttp } from '../_entry/http.ts';
import { whoIsFrom } from '../_entry/who-is.ts';
import { dutyEndpoints } from './duty.endpoints.ts';
import { feedEndpoints } from './feed.endpoints.ts';
import { figuresEndpoints } from './figures.endpoints.ts';
import { dutyServices } from './services.ts';

const { db, casesTable, store, newId } = dutyServices();
const registry = dynamoRegistry(db, casesTable);
const people = dynamoPeople(db, setting('PEOPLE_TABLE'));

export const handler = serveHttp(
  'duties',
  [
    ...dutyEndpoints({ store, registry, people, newId }),
    ...feedEndpoints({
      store,
      registry,
      feeds: dynamoDutyFeeds(db, casesTable),
      publicUrl: setting('PUBLIC_URL'),
    }),
    ...figuresEndpoints({ registry, figures: dynamoFigures(db, setting('VIEWS_TABLE')) }),
  ],
  {
    whoIs: whoIsFrom(registry, people),
    recall: (key) => store.recall(key),
  },
);
