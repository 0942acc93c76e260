import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import {
  approve,
  body,
  createDataset,
  declaration,
  deskOf,
  problemId,
  published,
  seenUpload,
  sendBack,
  sendFile,
  someContact,
  someMetadata,
  submit,
  type Desk,
} from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
const csv = Buffer.from('mã,tên\n01,Một\n');
let officer: Desk;
let department: Desk;
let secondInDepartment: Desk;

beforeAll(async () => {
  [officer, department, secondInDepartment] = await Promise.all([
    deskOf(driver, 'focal-noi-vu'),
    deskOf(driver, 'department'),
    deskOf(driver, 'department-2'),
  ]);
});

describe('four eyes', () => {
  test('returned with reasons, submitted again, approved by another person', async () => {
    const { id } = await createDataset(officer, 'Dữ liệu được trả lại một lần');
    await sendFile(officer, id, 'a.csv', csv);
    body(await submit(officer, id));
    expect(problemId(await approve(officer, id))).toBe('not-allowed');
    const returned = body(await sendBack(department, id, 'Cần bổ sung mô tả cột.'));
    expect(returned.draft?.returnedBecause).toContain('mô tả cột');
    await eventually('the letter about it', async () =>
      (await driver.mailTo('focal-noi-vu')).some((letter) => letter.text.includes('Cần bổ sung mô tả cột.')),
    );
    body(await submit(officer, id));
    body(await approve(department, id));
    const file = await published(officer, id, 1);
    expect(file.history.map((entry) => entry.type)).toEqual([
      'DatasetCreated',
      'UploadReceived',
      'CheckPassed',
      'ReleaseSubmitted',
      'ReleaseReturned',
      'ReleaseSubmitted',
      'ReleaseApproved',
      'ReleasePublished',
    ]);
  });

  test('the Department does not approve its own submission; its second officer does', async () => {
    const { id } = await createDataset(department, 'Dữ liệu của chính Sở');
    await sendFile(department, id, 'a.csv', csv);
    body(await submit(department, id));
    expect(problemId(await approve(department, id))).toBe('four-eyes');
    body(await approve(secondInDepartment, id));
    await published(department, id, 1);
  });
});

describe('commands', () => {
  test('the same key does it once; the same key with another body is refused', async () => {
    const key = crypto.randomUUID();
    const create = (title: string) =>
      officer.call(
        op.createDataset,
        { body: { agency: officer.agency, metadata: someMetadata(title), contact: someContact } },
        key,
      );
    const first = body(await create('Tạo một lần thôi'));
    expect(body(await create('Tạo một lần thôi')).id).toBe(first.id);
    expect(problemId(await create('Tạo cái khác cùng khóa'))).toBe('idempotency-mismatch');
  });

  test('an address is held by one dataset', async () => {
    await createDataset(officer, 'Tên này chỉ một bộ dùng');
    const again = await officer.call(op.createDataset, {
      body: {
        agency: officer.agency,
        metadata: someMetadata('Tên này chỉ một bộ dùng'),
        contact: someContact,
      },
    });
    expect(problemId(again)).toBe('slug-taken');
  });

  test('a file replaced after it was seen is neither submitted nor approved unseen', async () => {
    const { id } = await createDataset(officer, 'Tệp bị thay sau khi xem');
    const first = await sendFile(officer, id, 'a.csv', csv);
    const second = await sendFile(officer, id, 'b.csv', Buffer.from('mã,tên\n01,Một\n02,Hai\n'));
    const blind = await submit(officer, id, first.id);
    expect(problemId(blind)).toBe('file-changed');
    expect(blind.ok ? '' : blind.problem.title).toContain('tệp mới');
    body(await submit(officer, id, second.id));
    expect(problemId(await approve(department, id, first.id))).toBe('file-changed');
    expect(problemId(await sendBack(department, id, 'Lý do về tệp cũ.', first.id))).toBe('file-changed');
    body(await approve(department, id, await seenUpload(department, id)));
    const file = await published(officer, id, 1);
    expect(file.releases[0]?.rows).toBe(2);
  });

  test('two officers deciding at once: one wins, the other is told', async () => {
    const { id } = await createDataset(officer, 'Hai người cùng quyết định');
    await sendFile(officer, id, 'a.csv', csv);
    body(await submit(officer, id));
    // Both have the same file open: neither looks again before deciding.
    const seen = await seenUpload(department, id);
    const answers = await Promise.all([
      approve(department, id, seen),
      sendBack(secondInDepartment, id, 'Trả lại cùng lúc.', seen),
    ]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const lost = answers.find((answer) => !answer.ok);
    expect(['wrong-state', 'conflict']).toContain(lost && problemId(lost));
  });

  test('for another agency it is refused, and so is a term that is not in its vocabulary', async () => {
    const foreign = await officer.call(op.createDataset, {
      body: { agency: department.agency, metadata: someMetadata('Không phải của tôi'), contact: someContact },
    });
    expect(problemId(foreign)).toBe('not-your-agency');
    const unknown = await officer.call(op.createDataset, {
      body: {
        agency: officer.agency,
        metadata: { ...someMetadata('Chủ đề không có'), topic: 'khong-co' },
        contact: someContact,
      },
    });
    expect(problemId(unknown)).toBe('unknown-term');
  });

  test('a gate with a statement missing is not a gate', async () => {
    const { id } = await createDataset(officer, 'Thiếu xác nhận');
    const response = await fetch(`${driver.baseUrl}/api/v1/desk/datasets/${id}/submission`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await driver.signIn('focal-noi-vu')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({
        upload: crypto.randomUUID(),
        declaration: { ...declaration, noStateSecret: false },
      }),
    });
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).toContain('noStateSecret');
  });
});
