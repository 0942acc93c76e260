import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sealLedger } from '../../functions/ledger/seal-ledger.ts';
import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { s3Evidence } from '../../shared/adapters/ledger-evidence.ts';
import { dynamoDayReading } from '../../shared/adapters/ledger-reading.ts';
import { Instant, localDate } from '../../shared/kernel/local-date.ts';
import { clientOf, startStoreTarget, type StartedStore } from '../ports/object-store-target.ts';
import { makePortalTables, type PortalTables } from '../ports/portal-tables.ts';
import { startTableTarget } from '../ports/table-target.ts';
import type { StartedTarget } from '../ports/target.ts';
import { runTool } from './a-command.ts';
import { aSmallLedger } from './a-small-ledger.ts';

let engine: StartedTarget;
let objects: StartedStore;
let tables: PortalTables;
let bucket: string;

beforeAll(async () => {
  [engine, objects] = [await startTableTarget(), await startStoreTarget()];
  tables = await makePortalTables(engine.target, ['Ledger', 'Cases']);
  bucket = await objects.makeBucket({ versioning: true, objectLock: { mode: 'GOVERNANCE', days: 1 } });
});
afterAll(async () => {
  tables.close();
  await engine.stop();
  await objects.stop();
});

const verify = (changes: Record<string, string> = {}): Promise<{ code: number; out: string }> => {
  const env = { EVIDENCE_BUCKET: bucket, AWS_ENDPOINT_URL_S3: objects.target.endpoint, ...changes };
  return runTool('ledger-verify.ts', { engine, tables, env });
};

it('says in Vietnamese that a ledger is whole, and what is wrong with one that is not', async () => {
  const store = dynamoCaseStore(tables.db, tables.names);
  const cases = await aSmallLedger(store);
  await sealLedger({
    days: dynamoDayReading(tables.db, tables.names.ledger),
    evidence: s3Evidence(bucket, clientOf(objects.target)),
    since: localDate('2025-06-01'),
    onChangedHead: () => undefined,
  })(Instant.parse('2025-06-17T17:15:00.000Z'));

  const whole = await verify();
  expect(whole.out).toContain('TOÀN VẸN');
  expect(whole.out).toContain('4 hồ sơ, 16 sự kiện, 1 bản niêm phong (đến hết ngày 2025-06-17)');
  expect(whole.code).toBe(0);

  await tables.db.send(
    new UpdateCommand({
      TableName: tables.names.ledger,
      Key: { caseId: cases.roads, version: 4 },
      UpdateExpression: 'SET #hash = :hash',
      ExpressionAttributeNames: { '#hash': 'hash' },
      ExpressionAttributeValues: { ':hash': '0'.repeat(64) },
    }),
  );
  const altered = await verify();
  expect(altered.out).toContain(`[changed-event] ${cases.roads}, phiên bản 4: nội dung sự kiện không khớp`);
  expect(altered.code).toBe(1);
});

it('does not call a ledger whole that it could not read', async () => {
  const { code, out } = await verify({ EVIDENCE_BUCKET: 'no-such-bucket' });
  expect(out).toContain('Không đối chiếu được');
  expect(code).toBe(2);
  expect((await verify({ CASES_TABLE: '' })).out).toContain('CASES_TABLE');
});
