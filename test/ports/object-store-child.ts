import { startStoreTarget } from './object-store-target.ts';

/** A store in a process of its own (`node object-store-child.ts <dir>`), which tells its address and its memory. */
const dir = process.argv[2];
if (dir === undefined) throw new Error('The folder is missing.');
const started = await startStoreTarget({ dir });
started.store.ensureBucket('bucket', { versioning: true });

let peak = 0;
setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20).unref();
process.on('message', () => {
  process.send?.({ rss: process.memoryUsage.rss(), peak: Math.max(peak, process.memoryUsage.rss()) });
  peak = 0;
});
process.on('disconnect', () => process.exit(0));
process.send?.({ endpoint: started.target.endpoint });
