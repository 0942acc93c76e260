import { startTableEngine } from '../../local/engines/dynamodb/start.ts';

/** A process of its own that starts the engine in the folder of its first argument and can be killed or signalled. */
const engine = await startTableEngine({ dir: process.argv[2] ?? '' });
process.stdout.write(`${engine.pid()}\n`);
setInterval(() => undefined, 1000);
