import { dynamoConfirmations } from '../../shared/adapters/dynamodb/confirmations.ts';
import { dynamoFigures } from '../../shared/adapters/dynamodb/figures.ts';
import { dynamoPeople } from '../../shared/adapters/dynamodb/people.ts';
import { proveAddress } from '../../shared/capabilities/confirmations.ts';
import { setting } from '../_entry/environment.ts';
import { serveHttp } from '../_entry/http.ts';
import { whoIsFrom } from '../_entry/who-is.ts';
import { citizenEndpoints } from './citizen.endpoints.ts';
import { deskEndpoints } from './desk.endpoints.ts';
import { figuresEndpoints } from './figures.endpoints.ts';
import { letterEndpoints } from './letter.endpoints.ts';
import { registerEndpoints } from './register.endpoints.ts';
import { requestServices } from './services.ts';

const { db, ...services } = requestServices();
const prove = proveAddress(dynamoConfirmations(db, setting('CONFIRMATIONS_TABLE')));

export const handler = serveHttp(
  'requests',
  [
    ...citizenEndpoints({ ...services, prove }),
    ...deskEndpoints(services),
    ...registerEndpoints(services),
    ...figuresEndpoints({ ...services, figures: dynamoFigures(db, setting('VIEWS_TABLE')) }),
    ...letterEndpoints(services),
  ],
  {
    whoIs: whoIsFrom(services.registry, dynamoPeople(db, setting('PEOPLE_TABLE'))),
    recall: (key) => services.store.recall(key),
  },
);
