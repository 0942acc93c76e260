import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { PersonRecord } from '../../capabilities/case-store.ts';
import type { Agency, Membership } from '../../capabilities/registry/model.ts';
import { agencyItem, membershipItem } from './registry.ts';

export type RegistrySeed = {
  readonly agencies: readonly Agency[];
  readonly people: readonly PersonRecord[];
  readonly memberships: readonly Membership[];
};

/** Loads the register: bodies, people, and who may act for whom. Running it again writes the same items. */
export const seedRegistry = async (
  db: DynamoDBDocumentClient,
  tables: { cases: string; people: string },
  seed: RegistrySeed,
): Promise<void> => {
  for (const person of seed.people)
    await db.send(new PutCommand({ TableName: tables.people, Item: { ...person } }));
  for (const agency of seed.agencies)
    await db.send(new PutCommand({ TableName: tables.cases, Item: agencyItem(agency) }));
  for (const membership of seed.memberships)
    await db.send(new PutCommand({ TableName: tables.cases, Item: membershipItem(membership) }));
};
