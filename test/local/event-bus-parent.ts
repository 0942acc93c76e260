import { createEventBus } from '../../local/engines/event-bus/engine.ts';

/** A process of its own whose bus accepts fifty events that it never delivers, until it is killed. */
const bus = createEventBus({ file: process.argv[2] ?? '', now: Date.now });
const deliver = () => new Promise<void>(() => undefined);
bus.addRule({ name: 'upload', pattern: { source: ['aws.s3'] }, targets: [{ id: 'queue', deliver }] });
for (let n = 0; n < 50; n += 1)
  bus.publish({ source: 'aws.s3', 'detail-type': 'Object Created', detail: { n } });
process.stdout.write('accepted\n');
setInterval(() => undefined, 1000);
