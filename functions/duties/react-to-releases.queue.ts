import { readQueue } from '../_entry/queue.ts';
import { reactToEvent } from './react-to-events.ts';
import { dutyServices } from './services.ts';

const react = reactToEvent(dutyServices());

export const handler = readQueue('fifo', ({ body }) => react(body));
