import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sealLedger } from '../../functions/ledger/seal-ledger.ts';
import { eraseOldPapers } from '../../functions/requests/erase-papers.ts';
import { fileKey } from '../../functions/requests/file-keys.ts';
import { dynamoCaseStore } from '../../shared/adapters/dynamodb/case-store.ts';
import { dynamoPapers } from '../../shared/adapters/dynamodb/papers.ts';
import { s3Evidence } from '../../shared/adapters/ledger-evidence.ts';
import { dynamoDayReading } from '../../shared/adapters/ledger-reading.ts';
import { s3ScannedFiles } from '../../shared/adapters/s3/scanned-files.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { requests } from '../../shared/capabilities/requests/capability.ts';
import { correctAnswer, findAnswerWrong } from '../../shared/capabilities/requests/correct-answer.ts';
import * as decide from '../../shared/capabilities/requests/decide.ts';
import { requestCaseId, type InformationRequest } from '../../shared/capabilities/requests/model.ts';
import { localDate, startOfDay } from '../../shared/kernel/local-date.ts';
import { proofOf, type Paper } from '../../shared/kernel/paper.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { receiving, theCode } from '../fixtures/requests.ts';
import { clientOf, startStoreTarget, type StartedStore } from '../ports/object-store-target.ts';
import { makePortalTables, type PortalTables } from '../ports/portal-tables.ts';
import { startTableTarget } from '../ports/table-target.ts';
import type { StartedTarget } from '../ports/target.ts';
import { runTool } from './a-command.ts';
import { newId } from './a-small-ledger.ts';

const caseId = requestCaseId(theCode);
const NAME = 'Nguyễn Thị Hạnh';
const KEPT_DAYS = 30;
const at = (day: string) => startOfDay(localDate(day));
const written = (part: string, text: string): Paper => ({ part, salt: `muối-${part}`, content: { text } });
const fileOf = (n: number) => ({
  id: `3b241101-e2bb-4255-8caf-4136c566a96${n}`,
  bytes: NAME.length,
  sha256: String(n).repeat(64),
});
const [sent, given, right] = [fileOf(1), fileOf(2), fileOf(3)] as const;

let engine: StartedTarget;
let objects: StartedStore;
let tables: PortalTables;
let evidence: string;
let kept: string;
let s3: S3Client;

beforeAll(async () => {
  [engine, objects] = [await startTableTarget(), await startStoreTarget()];
  tables = await makePortalTables(engine.target, ['Ledger', 'Cases', 'Papers']);
  evidence = await objects.makeBucket({ versioning: true, objectLock: { mode: 'GOVERNANCE', days: 1 } });
  kept = await objects.makeBucket({});
  s3 = clientOf(objects.target);
});
afterAll(async () => {
  tables.close();
  await engine.stop();
  await objects.stop();
});

const store = () => dynamoCaseStore(tables.db, tables.names);

/** What happened to the request: each step with what was written, and the files that went along. */
const happen = async (
  day: string,
  decision: (state: InformationRequest | undefined) => decide.Decision,
  papers: readonly Paper[],
) => {
  const changed = await changeCase(store(), newId, requests, {
    caseId,
    context: { at: at(day), by: { kind: 'system', name: 'test' } },
    papers: [...papers],
    decide: decision,
  });
  if (isRefusal(changed)) throw new Error(`an act met ${changed.refused}`);
};

const seal = (day: string) =>
  sealLedger({
    days: dynamoDayReading(tables.db, tables.names.ledger),
    evidence: s3Evidence(evidence, s3),
    since: localDate('2025-06-01'),
    onChangedHead: (sealed) => expect.fail(`the sealed head of ${sealed.caseId} changed`),
  })(at(day));

const erase = (day: string) =>
  eraseOldPapers({
    store: store(),
    papers: dynamoPapers(tables.db, tables.names.papers),
    files: s3ScannedFiles({ arrivals: kept, kept }, s3),
    newId,
    keptDays: KEPT_DAYS,
  })(at(day));

/** `npm run ledger:verify`, as an operator gives it. */
const verify = (): Promise<{ code: number; out: string }> => {
  const env = { EVIDENCE_BUCKET: evidence, AWS_ENDPOINT_URL_S3: objects.target.endpoint };
  return runTool('ledger-verify.ts', { engine, tables, env });
};

/** Everything the tables hold, as text. */
const everything = async () => {
  const { ledger, cases, papers } = tables.names;
  const scans = await Promise.all(
    [ledger, cases, papers].map((TableName) => tables.db.send(new ScanCommand({ TableName }))),
  );
  return JSON.stringify(scans.map(({ Items }) => Items));
};

const isThere = (id: string) =>
  s3.send(new GetObjectCommand({ Bucket: kept, Key: fileKey(theCode, id) })).then(
    () => true,
    () => false,
  );

it('what people wrote and sent goes with its salts, after it was sealed: the ledger is whole by its seals, and says nothing of them', async () => {
  const [form, answer, error, correction] = [
    written('form', `Tôi là ${NAME}`),
    written('answer', `Gửi bà ${NAME}`),
    written('error', `Đã gửi nhầm cho ${NAME}`),
    written('correction', `Bản đúng của ${NAME}`),
  ] as const;
  for (const { id } of [sent, given, right])
    await s3.send(new PutObjectCommand({ Bucket: kept, Key: fileKey(theCode, id), Body: NAME }));
  await happen(
    '2025-06-16',
    (state) => decide.receive(receiving('2025-06-16', { paper: proofOf(form), files: [sent] }), state),
    [form],
  );
  await happen(
    '2025-06-17',
    (state) =>
      decide.answer(
        { on: localDate('2025-06-17'), paper: proofOf(answer), files: [given], datasets: [] },
        state,
      ),
    [answer],
  );
  await seal('2025-06-18');
  await happen(
    '2025-06-18',
    (state) =>
      findAnswerWrong(
        { on: localDate('2025-06-18'), discoveredOn: localDate('2025-06-18'), paper: proofOf(error) },
        state,
      ),
    [error],
  );
  // As long after the answer as papers are kept, and the right information still owed: nothing goes.
  expect(await erase('2025-07-18')).toEqual({ erased: 0 });
  await happen(
    '2025-07-18',
    (state) =>
      correctAnswer({ on: localDate('2025-07-18'), paper: proofOf(correction), files: [right] }, state),
    [correction],
  );
  await seal('2025-07-19');
  const sealed = await verify();
  expect(sealed.out).toContain('1 hồ sơ, 4 sự kiện, 2 bản niêm phong (đến hết ngày 2025-07-18)');
  expect(await everything()).toContain(NAME);

  expect(await erase('2025-08-17')).toEqual({ erased: 0 });
  expect(await erase('2025-08-18')).toEqual({ erased: 1 });
  const left = await everything();
  for (const gone of [NAME, 'muối-']) expect(left).not.toContain(gone);
  expect(await Promise.all([sent, given, right].map(({ id }) => isThere(id)))).toEqual([false, false, false]);

  const whole = await verify();
  expect(whole.out).toContain('TOÀN VẸN');
  expect(whole.out).toContain('1 hồ sơ, 5 sự kiện');
  expect(whole.code).toBe(0);
  // The next seal takes the erasing in, and the ones before it still hold.
  await seal('2025-08-19');
  expect(await verify()).toMatchObject({
    code: 0,
    out: expect.stringContaining('3 bản niêm phong (đến hết ngày 2025-08-18)') as string,
  });
});
