import { BatchGetCommand, GetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { PersonRecord } from '../../capabilities/case-store.ts';
import type { People } from '../../capabilities/registry/ports.ts';
import { AgencyCode, PersonRef } from '../../kernel/ids.ts';

const Stored = z.object({
  ref: PersonRef,
  kind: z.enum(['officer', 'contact']),
  name: z.string(),
  email: z.string(),
  phone: z.string().optional(),
  position: z.string().optional(),
  sub: z.string().optional(),
  agency: AgencyCode.optional(),
});

const BATCH = 100;

/** The people table: the only place where names and addresses are kept. */
export const dynamoPeople = (db: DynamoDBDocumentClient, table: string): People => ({
  async person(ref) {
    const { Item } = await db.send(new GetCommand({ TableName: table, Key: { ref } }));
    return Item && (Stored.parse(Item) as PersonRecord);
  },
  async persons(refs) {
    const found = new Map<PersonRef, PersonRecord>();
    const wanted = [...new Set(refs)];
    for (let i = 0; i < wanted.length; i += BATCH) {
      let keys = wanted.slice(i, i + BATCH).map((ref) => ({ ref }));
      while (keys.length > 0) {
        const page = await db.send(new BatchGetCommand({ RequestItems: { [table]: { Keys: keys } } }));
        for (const item of page.Responses?.[table] ?? []) {
          const person = Stored.parse(item) as PersonRecord;
          found.set(person.ref, person);
        }
        keys = (page.UnprocessedKeys?.[table]?.Keys ?? []) as { ref: PersonRef }[];
      }
    }
    return found;
  },
});
