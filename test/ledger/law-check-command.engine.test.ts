import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { openDuty } from '../../shared/capabilities/duties/decide.ts';
import { dutyCaseId, dutyIdOf } from '../../shared/capabilities/duties/model.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { computeDeadline } from '../../shared/regulation/deadline.ts';
import { anOpening, thePharmacies } from '../fixtures/duties.ts';
import { aContext } from '../fixtures/given-when-then.ts';
import { makePortalTables, type PortalTables } from '../ports/portal-tables.ts';
import { startTableTarget } from '../ports/table-target.ts';
import type { StartedTarget } from '../ports/target.ts';
import { newId } from './a-small-ledger.ts';

const COMMAND = join(import.meta.dirname, '..', '..', 'local', 'tools', 'law-check.ts');

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
  new Promise((resolve) => {
    const { region, credentials } = engine.target;
    const env = {
      PATH: process.env['PATH'],
      LEDGER_TABLE: tables.names.ledger,
      CASES_TABLE: tables.names.cases,
      AWS_REGION: region,
      AWS_ENDPOINT_URL_DYNAMODB: engine.target.endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
    };
    const child = execFile(process.execPath, [COMMAND, ...args], { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, out: stdout + stderr }),
    );
  });

const openReview = (cycle: number, startOn: string, governedOn: string) =>
  changeCase(dynamoCaseStore(tables.db, tables.names), newId, duties, {
    caseId: dutyCaseId(dutyIdOf('open-data-review', thePharmacies.id, cycle)),
    context: aContext(),
    decide: () =>
      openDuty(
        {
          ...anOpening('open-data-review', '2025-06-16'),
          cycle,
          deadline: computeDeadline({
            rule: 'open-data-review',
            startOn: localDate(startOn),
            governedOn: localDate(governedOn),
          }),
        },
        undefined,
      ),
  });

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
