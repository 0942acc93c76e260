import { dynamoFigures } from '../../shared/adapters/dynamodb/figures.ts';
import { setting } from '../_entry/environment.ts';
import { readQueue } from '../_entry/queue.ts';
import { countCase } from './count-case.ts';
import { reactToEvent } from './react-to-events.ts';
import { dutyServices } from './services.ts';

const services = dutyServices();
const react = reactToEvent(services);
const count = countCase({ ...services, figures: dynamoFigures(services.db, setting('VIEWS_TABLE')) });

export const handler = readQueue('fifo', async ({ body }) => {
  await react(body);
  await count(body);
});
