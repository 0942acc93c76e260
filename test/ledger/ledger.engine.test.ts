import { DeleteObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe } from 'vitest';
import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { s3Evidence } from '../../shared/adapters/ledger-evidence.ts';
import { LedgerEntry } from '../../shared/adapters/ledger-entry.ts';
import { dynamoAuditReading, dynamoDayReading } from '../../shared/adapters/ledger-reading.ts';
import {
  clientOf,
  foreignStore,
  startStoreTarget,
  type ObjectStoreTarget,
} from '../ports/object-store-target.ts';
import { makePortalTables, type PortalTables } from '../ports/portal-tables.ts';
import { startTableTarget } from '../ports/table-target.ts';
import { lacksAt } from '../ports/ministack-lacks.ts';
import { foreignTarget, type PortTarget, type StartedTarget } from '../ports/target.ts';
import type { Intruder, LedgerGround } from './ground.ts';
import { ledgerSuite } from './ledger.suite.ts';

const foreign = foreignTarget();
const lacks = await lacksAt(foreign?.endpoint);

const intruderOf = (
  db: DynamoDBDocumentClient,
  names: PortalTables['names'],
  s3: S3Client,
  bucket: string,
): Intruder => ({
  async row(caseId, version) {
    const { Item } = await db.send(new GetCommand({ TableName: names.ledger, Key: { caseId, version } }));
    return LedgerEntry.parse(Item);
  },
  async putRow(row) {
    await db.send(new PutCommand({ TableName: names.ledger, Item: row }));
  },
  async removeRow(caseId, version) {
    await db.send(new DeleteCommand({ TableName: names.ledger, Key: { caseId, version } }));
  },
  async changeState(caseId, changes) {
    const parts = Object.keys(changes).map((name, i) => ({ name, n: `#n${i}`, v: `:v${i}` }));
    await db.send(
      new UpdateCommand({
        TableName: names.cases,
        Key: { pk: caseId, sk: 'state' },
        UpdateExpression: `SET ${parts.map(({ n, v }) => `${n} = ${v}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(parts.map(({ name, n }) => [n, name])),
        ExpressionAttributeValues: Object.fromEntries(parts.map(({ name, v }) => [v, changes[name]])),
      }),
    );
  },
  async removeState(caseId) {
    await db.send(new DeleteCommand({ TableName: names.cases, Key: { pk: caseId, sk: 'state' } }));
  },
  async layOver(key, body) {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: body }));
  },
  async removeFile(key) {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  },
});

describe(`the ledger in ${foreign?.endpoint ?? 'the local engines'}`, () => {
  let tablesAt: PortTarget;
  let objects: ObjectStoreTarget;
  const started: StartedTarget[] = [];
  const opened: PortalTables[] = [];
  beforeAll(async () => {
    if (foreign) {
      [tablesAt, objects] = [foreign, foreignStore(foreign)];
      return;
    }
    const [tables, store] = [await startTableTarget(), await startStoreTarget()];
    started.push(tables, store);
    [tablesAt, objects] = [tables.target, store];
  });
  afterAll(async () => {
    for (const tables of opened) tables.close();
    for (const one of started) await one.stop();
  });

  ledgerSuite(async (): Promise<LedgerGround> => {
    const tables = await makePortalTables(tablesAt, ['Ledger', 'Cases']);
    opened.push(tables);
    const { db, names } = tables;
    const s3 = clientOf(objects.target);
    const bucket = await objects.makeBucket({
      versioning: true,
      objectLock: { mode: 'GOVERNANCE', days: 1 },
    });
    return {
      store: dynamoCaseStore(db, { ledger: names.ledger, cases: names.cases }),
      reading: {
        ...dynamoDayReading(db, names.ledger),
        ...dynamoAuditReading(db, { ledger: names.ledger, cases: names.cases }),
      },
      evidence: s3Evidence(bucket, s3),
      intruder: intruderOf(db, names, s3, bucket),
    };
  }, lacks.ledger);
});
