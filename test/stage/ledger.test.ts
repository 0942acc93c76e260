import { execFile } from 'node:child_process';
import { expect, inject, it } from 'vitest';
import { named } from '../../infra/stage/stage-note.ts';
import { variablesOf } from '../../infra/stage/target.ts';
import { createDataset, deskOf } from '../journeys/driver/desk.ts';
import { theDriver } from '../journeys/driver/index.ts';
import { invoke, stageIn } from '../journeys/driver/stage.ts';

const stage = stageIn(inject('stageNote') ?? '');

/** As an operator would: names and endpoint from the environment. */
const verify = (): Promise<{ code: number; out: string }> =>
  new Promise((resolve) => {
    const env = {
      ...process.env,
      ...variablesOf({ endpoint: stage.endpoint, region: stage.region }),
      LEDGER_TABLE: named(stage, 'Ledger'),
      CASES_TABLE: named(stage, 'Cases'),
      EVIDENCE_BUCKET: named(stage, 'EvidenceBucket'),
    };
    const child = execFile(process.execPath, ['local/tools/ledger-verify.ts'], { env }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? -1, out: stdout + stderr }),
    );
  });

it('is sealed by the deployed function, and found whole by the operator’s command', async () => {
  const driver = theDriver();
  const { id } = await createDataset(await deskOf(driver, 'focal-tai-chinh'), 'Hồ sơ được niêm phong');
  const today = await driver.today();
  const tomorrow = new Date(Date.parse(`${today}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  await invoke(stage, 'SealLedgerFunction', { scheduledTime: `${tomorrow}T00:15:00+07:00` });
  const { code, out } = await verify();
  expect(out).toContain('TOÀN VẸN');
  expect(out).toContain(`đến hết ngày ${today}`);
  expect(code).toBe(0);
  expect(id).not.toBe('');
});
