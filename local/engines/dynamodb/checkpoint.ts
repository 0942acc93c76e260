import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** Remembers per shard the last sequence number that was handled, across restarts. */
export type Checkpoint = {
  readonly read: (shard: string) => string | undefined;
  readonly write: (shard: string, sequenceNumber: string) => void;
};

/** A checkpoint in one small JSON file, replaced whole: a kill leaves the old one or the new one, never half. */
export const fileCheckpoint = (path: string): Checkpoint => {
  mkdirSync(dirname(path), { recursive: true });
  const positions = new Map<string, string>(
    existsSync(path) ? Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>) : [],
  );
  return {
    read: (shard) => positions.get(shard),
    write: (shard, sequenceNumber) => {
      positions.set(shard, sequenceNumber);
      const file = openSync(`${path}.new`, 'w');
      writeSync(file, JSON.stringify(Object.fromEntries(positions)));
      fsyncSync(file);
      closeSync(file);
      renameSync(`${path}.new`, path);
    },
  };
};
