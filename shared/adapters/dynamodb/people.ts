import { GetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { PersonRecord } from '../../capabilities/case-store.ts';
import type { People } from '../../capabilities/registry/ports.ts';
import { AgencyCode, PersonRef } from '../../kernel/ids.ts';
import { batchGet } from './batch-get.ts';

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

/** The people table: the only place where names and addresses are kept. */
export const dynamoPeople = (db: DynamoDBDocumentClient, table: string): People => ({
  async person(ref) {
    const { Item } = await db.send(new GetCommand({ TableName: table, Key: { ref } }));
    return Item && (Stored.parse(Item) as PersonRecord);
  },
  async persons(refs) {
    const keys = [...new Set(refs)].map((ref) => ({ ref }));
    const found = (await batchGet(db, table, keys)).map((item) => Stored.parse(item) as PersonRecord);
    return new Map(found.map((person) => [person.ref, person]));
  },
});
