import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { seedRegistry } from '../../shared/adapters/dynamodb/seed-registry.ts';
import { createClient, type Client } from '../../shared/contract/client.ts';
import type { Issuer } from '../issuer/issuer.ts';
import { PLACE } from '../place.ts';
import type { Credentials } from '../runtime/credentials.ts';
import list from './datasets.json' with { type: 'json' };
import { demonstrationFile } from './datasets/index.ts';
import { untilPagesStand } from './pages-stand.ts';
import { publishDataset } from './publish-dataset.ts';
import { registrySeed } from './registry-seed.ts';

/** What seeding needs of a running portal. */
export type SeedTarget = {
  readonly url: string;
  readonly awsEndpoint: string;
  readonly credentials: Credentials;
  readonly resources: Readonly<Record<string, string>>;
  readonly issuer: Pick<Issuer, 'personas' | 'tokenFor'>;
  readonly stateDir: string;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
};

/** Datasets under way at once: the check is the slowest part and has two processes. */
const AT_ONCE = 3;
const TELL_EVERY = 5;

const resourceOf = ({ resources }: SeedTarget, id: string): string => {
  const found = resources[id];
  if (found === undefined) throw new Error(`The template has no ${id}`);
  return found;
};

/** Writes the register. Writing it again changes nothing. */
export const seedPeople = async (target: SeedTarget): Promise<void> => {
  const db = DynamoDBDocumentClient.from(
    new DynamoDBClient({
      region: PLACE.region,
      endpoint: target.awsEndpoint,
      credentials: { ...target.credentials },
    }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  try {
    const tables = { cases: resourceOf(target, 'Cases'), people: resourceOf(target, 'People') };
    await seedRegistry(db, tables, registrySeed(target.issuer.personas));
  } finally {
    db.destroy();
  }
};

const clientFor = (target: SeedTarget, persona: string): Client =>
  createClient({ baseUrl: target.url, token: () => target.issuer.tokenFor(persona) });

const doneFile = (stateDir: string): string => join(stateDir, 'demonstration-done');

export const isSeeded = (stateDir: string): boolean => existsSync(doneFile(stateDir));

/**
 * Publishes the demonstration datasets over the API, as the personas. Goes on where an earlier run stopped. A dataset
 * that is refused is told and left; the others go on. Throws only when stopped.
 */
export const seedDatasets = async (target: SeedTarget): Promise<void> => {
  const department = clientFor(target, 'department');
  const waiting = [...list];
  let done = 0;
  let refused = 0;
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next && !target.signal.aborted; next = waiting.shift()) {
      const dataset = next;
      const persona = target.issuer.personas.find((one) => one.id === dataset.focal);
      if (!persona) throw new Error(`There is no persona ${dataset.focal}`);
      try {
        await publishDataset({
          dataset,
          file: demonstrationFile(dataset),
          focal: { persona, client: clientFor(target, persona.id) },
          department,
          signal: target.signal,
        });
        done += 1;
        if (done % TELL_EVERY === 0)
          target.say(`Dữ liệu trình diễn: ${done}/${list.length} bộ đã duyệt công bố.`);
      } catch (error) {
        if (target.signal.aborted) return;
        refused += 1;
        target.say(
          `Dữ liệu trình diễn “${dataset.title}” chưa nạp được: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  if (target.signal.aborted) return;
  if (refused === 0) {
    writeFileSync(doneFile(target.stateDir), '');
    target.say(`Dữ liệu trình diễn: đã duyệt cả ${done} bộ, đang dựng các trang.`);
    await untilPagesStand(
      target.url,
      list.map(({ slug }) => slug),
      target.signal,
    ).catch((error: unknown) => {
      if (!target.signal.aborted) throw error;
    });
    if (target.signal.aborted) return;
  }
  target.say(
    refused === 0
      ? `Dữ liệu trình diễn đã đủ: ${done} bộ.`
      : `Dữ liệu trình diễn: ${done} bộ xong, ${refused} bộ chưa; lần khởi động sau sẽ nạp tiếp.`,
  );
};
