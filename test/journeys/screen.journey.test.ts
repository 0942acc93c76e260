import { beforeAll, describe, expect, test } from 'vitest';
import personas from '../../local/demo/personas.json' with { type: 'json' };
import { operations as op } from '../../shared/contract/operations.ts';
import type { Upload } from '../../shared/contract/uploads.ts';
import type { GateDeclaration } from '../../shared/kernel/dataset.ts';
import type { FindingDecision } from '../../shared/kernel/screening.ts';
import {
  approve,
  body,
  createDataset,
  declaration,
  deskOf,
  problemId,
  published,
  sendFile,
  type Desk,
} from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
let officer: Desk;
let department: Desk;

beforeAll(async () => {
  [officer, department] = await Promise.all([deskOf(driver, 'focal-y-te'), deskOf(driver, 'department')]);
});

const CITIZEN = '034099001234';
const PHONE = '0912345678';

/** A printed form that says it is secret, of people with names, births, numbers and addresses, and few of them sick. */
const hostile = `TỐI MẬT,,,,,
DANH SÁCH NGƯỜI NHIỄM NĂM 2025,,,,,
,,,,,
Họ và tên,Ngày sinh,Số định danh,Điện thoại,Nơi ở,Số người nhiễm trong hộ
Nguyễn Văn An,01/05/1970,${CITIZEN},${PHONE},Thôn 3 xã An Bình,2
Trần Thị Bích Ngọc,13/12/1985,034185004321,0387654321,Thôn 1 xã Đông Mỹ,6
Phạm Đức Huy,20/02/1999,034099007777,0965432109,Tổ 4 phường Kỳ Bá,1
`;

/** The same kinds of things, none of them a person's. */
const lookAlike = `Tên cơ sở,Mã số thuế,Số điện thoại cơ quan,Email,Địa chỉ trụ sở,Mã PX,Mật độ (người/km2),Sản phẩm
Trường THCS Lê Hồng Phong,0900108574,02273831234,thcslehongphong@thaibinh.edu.vn,Đường Trần Phú,12433,3,MẬT ONG RỪNG
Trạm y tế xã Vũ Lạc,0900232620,0912345678,tramyte@thaibinh.gov.vn,Phố Lê Lợi,12436,4,Mật
`;

const kindsOf = (upload: Upload) => (upload.report?.findings ?? []).map(({ id }) => id);

const submitWith = (upload: Upload, findings: FindingDecision[]) =>
  officer.call(op.submitRelease, {
    params: { id: upload.datasetId },
    body: { upload: upload.id, declaration, notes: '', confirmsGuesses: true, findings },
  });

describe('a file of what must not be published unseen', () => {
  let upload: Upload;
  let decisions: FindingDecision[];

  beforeAll(async () => {
    const { id } = await createDataset(officer, 'Danh sách không được mở ngay');
    upload = await sendFile(officer, id, 'danh-sach-toi-mat.csv', Buffer.from(hostile));
    decisions = (upload.report?.findings ?? []).map((one) => ({
      id: one.id,
      decision: 'not-what-it-looks-like',
      reason: `Dữ liệu dựng để kiểm thử: ${one.kind}`,
    }));
  });

  test('passes its check with every finding: place, count, reason, and cells nobody can read a person from', () => {
    expect(upload.status).toBe('passed');
    expect(kindsOf(upload)).toEqual([
      'secret-marking.file-name',
      'secret-marking.title',
      'citizen-id.cell.3',
      'phone.cell.4',
      'name-with-birth-date.cell.2',
      'address-with-name.cell.5',
      'small-cell.cell.6',
    ]);
    const findings = upload.report?.findings ?? [];
    expect(findings.find(({ kind }) => kind === 'citizen-id')).toMatchObject({
      columnName: 'Số định danh',
      count: 3,
      cells: [{ row: 5, shown: '034•••••••34' }, { row: 6 }, { row: 7 }],
    });
    for (const { sentence } of findings) expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
    for (const secret of [CITIZEN, PHONE, 'Nguyễn Văn An', 'Thôn 3'])
      expect(JSON.stringify(findings)).not.toContain(secret);
  });

  test('is not submitted while one of them is undecided, or decided without a reason', async () => {
    expect(problemId(await submitWith(upload, []))).toBe('findings-undecided');
    expect(problemId(await submitWith(upload, decisions.slice(1)))).toBe('findings-undecided');
    const [first] = decisions;
    if (!first) throw new Error('Nothing was found');
    for (const stray of [{ ...first, id: 'phone.cell.99' }, first]) {
      const reply = await submitWith(upload, [...decisions, stray]);
      expect(problemId(reply)).toBe('findings-unknown');
      expect(reply.ok ? '' : reply.problem.title).toContain(stray.id);
    }
    const short = decisions.map((one) => ({ ...one, reason: 'không' }));
    expect(problemId(await submitWith(upload, short))).toBe('invalid-input');
  });

  test('is submitted with a decision on each, which the approver sees beside the declaration', async () => {
    body(await submitWith(upload, decisions));
    const { draft } = body(await department.call(op.readDatasetFile, { params: { id: upload.datasetId } }));
    expect(draft?.findingDecisions).toEqual(decisions);
    expect(draft?.findings?.map(({ id }) => id)).toEqual(kindsOf(upload));
    expect(draft?.submittedBy).toBe(personas.find(({ id }) => id === 'focal-y-te')?.name);
    for (const secret of [CITIZEN, PHONE, 'Nguyễn Văn An'])
      expect(JSON.stringify(draft)).not.toContain(secret);
  });

  test('a file without it that takes its place needs no decision', async () => {
    body(
      await department.call(op.returnRelease, {
        params: { id: upload.datasetId },
        body: { upload: upload.id, reasons: 'Bỏ dữ liệu cá nhân khỏi tệp' },
      }),
    );
    const mended = Buffer.from('Xã,Số người nhiễm\nAn Bình,12\nĐông Mỹ,0\n');
    const next = await sendFile(officer, upload.datasetId, 'tong-hop.csv', mended);
    expect(kindsOf(next)).toEqual([]);
    body(await submitWith(next, []));
    body(await approve(department, upload.datasetId));
    await published(officer, upload.datasetId, 1);
  });
});

describe('a file of personal data that the law makes public', () => {
  const basis = 'Danh sách cơ sở được cấp phép phải công khai cùng số điện thoại của người phụ trách';
  const csv = 'Cơ sở,Điện thoại\nNhà thuốc Minh Tâm,0912345678\nNhà thuốc An Bình,0387654321\n';

  test('is submitted only with what makes it public, which approver and public read', async () => {
    const dataset = await createDataset(officer, 'Cơ sở được cấp phép, có số điện thoại');
    const upload = await sendFile(officer, dataset.id, 'co-so-cap-phep.csv', Buffer.from(csv));
    const findings = (upload.report?.findings ?? []).map(({ id }) => ({
      id,
      decision: 'lawful-to-open' as const,
      reason: 'Số điện thoại công khai trên giấy phép',
    }));
    expect(findings.length).toBeGreaterThan(0);
    const submitAs = (personalData: GateDeclaration['personalData']) =>
      officer.call(op.submitRelease, {
        params: { id: dataset.id },
        body: {
          upload: upload.id,
          declaration: { ...declaration, personalData },
          notes: '',
          confirmsGuesses: true,
          findings,
        },
      });
    expect(problemId(await submitAs({ kind: 'none' }))).toBe('personal-data-undeclared');
    expect(problemId(await submitAs({ kind: 'lawful-to-open', by: 'law', basis: 'luật' }))).toBe(
      'invalid-input',
    );
    body(await submitAs({ kind: 'lawful-to-open', by: 'law', basis }));
    const { draft } = body(await department.call(op.readDatasetFile, { params: { id: dataset.id } }));
    expect(draft?.declaration?.personalData).toEqual({ kind: 'lawful-to-open', by: 'law', basis });
    body(await approve(department, dataset.id));
    await published(officer, dataset.id, 1);
    const page = await eventually('the page', async () => {
      const answer = await fetch(`${driver.baseUrl}/datasets/${dataset.slug}/`);
      return answer.status === 200 && answer.text();
    });
    expect(page).toContain('Có dữ liệu cá nhân, được công khai theo pháp luật');
    expect(page).toContain(basis);
  });
});

describe('what a file says beside its table', () => {
  const records = [
    { xa: 'An Bình', 'số hộ': 12 },
    { xa: 'Đông Mỹ', 'số hộ': 30 },
  ];
  const originalOf = ({ report }: Upload) => report?.files.find(({ role }) => role === 'original')?.name;
  let dataset: string;

  beforeAll(async () => {
    dataset = (await createDataset(officer, 'Số hộ kèm phần ghi ngoài bảng')).id;
  });

  test('is looked through like the table, before the file itself is offered', async () => {
    const maker = { nguoi_lap: `Nguyễn Văn Bình, ĐT ${PHONE}, CCCD ${CITIZEN}`, do_mat: 'TUYỆT MẬT' };
    const content = Buffer.from(JSON.stringify({ ...maker, data: records }));
    const upload = await sendFile(officer, dataset, 'so-ho.json', content);
    expect(kindsOf(upload)).toEqual(['secret-marking.outside', 'citizen-id.outside', 'phone.outside']);
    for (const { sentence } of upload.report?.findings ?? [])
      expect(sentence).toMatch(/^Phần của tệp nằm ngoài bảng, 1 chỗ, .*\.$/u);
    expect(originalOf(upload)).toBe('original.json');
    expect(problemId(await submitWith(upload, []))).toBe('findings-undecided');
  });

  test('holds the original back where nobody can look through it', async () => {
    const twice = JSON.stringify(records).replace('{"xa"', `{"xa":"ĐT ${PHONE}","xa"`);
    const upload = await sendFile(officer, dataset, 'so-ho.json', Buffer.from(twice));
    expect(upload.status).toBe('passed');
    expect(originalOf(upload)).toBeUndefined();
    expect(upload.report?.notes.filter((note) => note.startsWith('Tệp gốc không được công bố'))).toHaveLength(
      1,
    );
  });

  test('is found in a row of the table that was left out', async () => {
    const form = [
      'STT,Đơn vị,Số hộ',
      `I,"Tổ 1 (CCCD ${CITIZEN}, ĐT ${PHONE})",30`,
      '1,Thôn An Bình,10',
      '2,Thôn Đông Mỹ,20',
      'II,Tổ 2,45',
      '1,Thôn Vũ Lạc,15',
      '2,Thôn Kỳ Bá,30',
    ];
    const content = Buffer.from(`SỐ HỘ NĂM 2024,,\n,,\n${form.join('\n')}\n`);
    const upload = await sendFile(officer, dataset, 'so-ho.csv', content);
    expect(kindsOf(upload)).toEqual(['citizen-id.left-out', 'phone.left-out']);
    expect(upload.report?.findings?.[0]?.cells).toEqual([{ row: 4, shown: '034•••••••34' }]);
  });
});

describe('a file of look-alikes', () => {
  test('raises no alarm and is submitted as it is', async () => {
    const { id } = await createDataset(officer, 'Cơ sở có mã và số giống dữ liệu cá nhân');
    const upload = await sendFile(officer, id, 'co-so-va-mat-ong.csv', Buffer.from(lookAlike));
    expect(upload.status).toBe('passed');
    expect(upload.report?.findings).toBeUndefined();
    body(await submitWith(upload, []));
    expect(upload.datasetId).toBe(id);
  });
});
