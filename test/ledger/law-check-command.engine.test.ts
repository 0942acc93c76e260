import { afterAll, beforeAll, expect, it } from 'vitest';
import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { reviewOpened } from '../fixtures/review-opened.ts';
import { makePortalTables, type PortalTables } from '../ports/portal-tables.ts';
import { startTableTarget } from '../ports/table-target.ts';
import type { StartedTarget } from '../ports/target.ts';
import { runTool } from './a-command.ts';
import { newId } from './a-small-ledger.ts';

let engine: StartedTarget;
let tables: PortalTables;

beforeAll(async () => {
  engine = await startTableTarget();
  tables = await makePortalTables(engine.target);
});
afterAll(async () => {
  tables.close();
  await engine.stop();
});

/** The command as an operator gives it: it knows the tables, and nothing else of AWS. */
const check = (...args: string[]): Promise<{ code: number; out: string }> =>
  runTool('law-check.ts', { engine, tables, env: {} }, args);

const openReview = (cycle: number, startOn: string, governedOn: string) =>
  reviewOpened(dynamoCaseStore(tables.db, tables.names), newId, { cycle, startOn, governedOn });

it('counts the open deadlines of the portal it reaches, all of them', async () => {
  await openReview(1, '2025-06-16', '2025-06-16');
  const well = await check('--on', '2025-06-16');
  expect(well.out).toContain('0 tạm tính, 0 chưa xác định được (0 của yêu cầu).');
  expect(well.code).toBe(0);

  await openReview(2, '2027-07-15', '2025-06-16');
  await openReview(3, '2027-07-16', '2025-06-16');
  const beyond = await check('--on', '2025-06-16');
  expect(beyond.out).toContain('CẢNH BÁO: 2 hạn đang mở đã vượt quá ngày đó, nên là tạm tính.');
  expect(beyond.code).toBe(1);

  await openReview(4, '2025-08-20', '2025-08-20');
  const unknown = await check('--on', '2025-06-16');
  expect(unknown.out).toMatch(/Hạn đang mở \(.+\): 2 tạm tính, 1 chưa xác định được/);
  expect(unknown.out).toContain('docs/runbooks/unknown-deadlines.md');
  expect(unknown.code).toBe(1);

  expect((await check('--on', '2025-06-16', '--rules')).code).toBe(0);
});
