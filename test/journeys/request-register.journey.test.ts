import { read as readWorkbook, utils as sheets, type CellObject } from '@e965/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { AgencyCode } from '../../shared/kernel/ids.ts';
import { addDays, displayDay, localDate } from '../../shared/kernel/local-date.ts';
import {
  aCitizen,
  actOn,
  readAtDesk,
  sendRequest,
  someForm,
  someOrganisationForm,
  THE_AGENCY,
  type Citizen,
} from './driver/citizen.ts';
import { body, deskOf, problemId, type Desk } from './driver/desk.ts';
import { eventually } from './driver/eventually.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
let officer: Desk;
let stranger: Desk;
let department: Desk;

beforeAll(async () => {
  [officer, stranger, department] = await Promise.all([
    deskOf(driver, 'focal-nnmt'),
    deskOf(driver, 'focal-tai-chinh'),
    deskOf(driver, 'department'),
  ]);
});

const sent = async (citizen: Citizen, more?: Record<string, unknown>) =>
  body(await sendRequest(driver, citizen, more));

describe('the register', () => {
  const register = async (desk: Desk, format: string, agency = THE_AGENCY) =>
    fetch(
      `${driver.baseUrl}/api/v1/desk/request-register?agency=${agency}&year=${(await driver.today()).slice(0, 4)}&format=${format}`,
      { headers: { authorization: `Bearer ${await driver.signIn(desk.persona)}` } },
    );

  test('is taken away as CSV and XLSX by the agency that keeps it; nothing in it runs in a spreadsheet', async () => {
    const { code } = await sent(aCitizen(driver), { content: someForm('=HYPERLINK("http://x.vn";"bấm")') });
    const csv = await register(officer, 'csv');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const lines = (await csv.text()).split('\r\n');
    expect(lines[0]).toMatch(/^\ufeff?Mã yêu cầu,Ngày nhận/);
    const line = lines.find((one) => one.startsWith(code));
    expect(line).toContain('Nguyễn Thị Hạnh');
    expect(line).toContain(`"'=HYPERLINK`);
    const xlsx = await register(officer, 'xlsx');
    expect(xlsx.headers.get('content-disposition')).toMatch(/so-theo-doi-H54\.06-\d{4}\.xlsx/);
    const book = readWorkbook(new Uint8Array(await xlsx.arrayBuffer()), { cellFormula: true });
    expect(book.SheetNames).toEqual(['Sổ theo dõi']);
    const sheet = book.Sheets['Sổ theo dõi']!;
    const [heads, ...rows] = sheets.sheet_to_json<string[]>(sheet, { header: 1, defval: '' });
    expect(heads).toEqual([
      'Mã yêu cầu',
      'Ngày nhận',
      'Nhận qua',
      'Loại',
      'Mẫu',
      'Người yêu cầu',
      'Địa chỉ',
      'Nội dung',
      'Ngày tiếp nhận',
      'Hạn trả lời',
      'Gia hạn ngày',
      'Kết quả',
      'Ngày kết quả',
      'Đúng hạn',
      'Chuyển đến từ',
      'Căn cứ từ chối',
    ]);
    const row = rows.find(([first]) => first === code)!;
    expect(row.slice(1, 8)).toEqual([
      displayDay(localDate(await driver.today())),
      'Trực tuyến',
      'Yêu cầu cung cấp thông tin',
      '01a',
      'Nguyễn Thị Hạnh',
      'Thôn Đông, xã Đông Hưng',
      '=HYPERLINK("http://x.vn";"bấm")',
    ]);
    expect(row[9]).toMatch(/^\d\d\/\d\d\/\d{4}/);
    expect(row[13]).toBe('Còn hạn');
    const cells = Object.entries(sheet).filter(([place]) => !place.startsWith('!'));
    expect(cells.filter(([, cell]) => (cell as CellObject).f !== undefined)).toEqual([]);
    expect(cells.filter(([, cell]) => (cell as CellObject).t !== 's')).toEqual([]);
    expect((await register(department, 'csv')).status).toBe(403);
    expect((await register(officer, 'csv', 'H54.07')).status).toBe(403);
  });

  test('counts what is contested, also after the closing; the same said twice is counted once', async () => {
    const today = localDate(await driver.today());
    const query = { agency: AgencyCode.parse(THE_AGENCY), year: today.slice(0, 4) };
    const before = body(await officer.call(op.readRequestFigures, { query }));
    const { code } = await sent(aCitizen(driver));
    body(await actOn(officer, op.refuseRequest, code, { ground: 'already-public', text: 'Đã công khai.' }));
    const complaint = { how: 'complaint' as const, filedOn: today };
    body(await actOn(officer, op.recordContest, code, complaint));
    body(await actOn(officer, op.recordContest, code, complaint));
    const shown = body(await actOn(officer, op.recordContest, code, { how: 'lawsuit', filedOn: today }));
    expect(shown).toMatchObject({
      status: 'refused',
      contests: [complaint, { how: 'lawsuit', filedOn: today }],
    });
    expect(shown.timeline.slice(-2)).toMatchObject([{ how: 'complaint' }, { how: 'lawsuit' }]);
    const after = await eventually('the figures', async () => {
      const now = body(await department.call(op.readRequestFigures, { query }));
      return now.lawsuits === before.lawsuits + 1 && now;
    });
    expect(after.complaints).toBe(before.complaints + 1);
    await eventually('the figures of all', async () => {
      const all = body(await department.call(op.listRequestFigures, { query: { year: query.year } }));
      return all.lines.find(({ agency }) => agency.code === THE_AGENCY)?.complaints === after.complaints;
    });
    const early = { how: 'complaint' as const, filedOn: addDays(today, -1) };
    expect(problemId(await actOn(officer, op.recordContest, code, early))).toBe('contested-before-receipt');
    expect(problemId(await actOn(stranger, op.recordContest, code, complaint))).toBe('not-your-agency');
  });

  test('names the organisation through which people ask; its list is read by the agency that answers, and by nobody else', async () => {
    const content = someOrganisationForm('Hội Nông dân xã Đông Hưng');
    const { code } = await sent(aCitizen(driver), { content });
    expect(body(await readAtDesk(officer, code)).content).toMatchObject({
      asks: { form: '01b', intermediary: content.asks.intermediary },
    });
    expect(JSON.stringify(body(await readAtDesk(department, code)))).not.toMatch(
      /Bình|Cúc|0340|Hội Nông dân/,
    );
    expect(problemId(await readAtDesk(stranger, code))).toBe('not-your-agency');
    const csv = await (await register(officer, 'csv')).text();
    const line = csv.split('\r\n').find((one) => one.startsWith(code));
    expect(line).toContain(',01b,"Nguyễn Thị Hạnh, qua Hội Nông dân xã Đông Hưng (2 người)",');
  });

  test('is counted as the law says; what is not recorded is said to be so', async () => {
    const query = { agency: AgencyCode.parse(THE_AGENCY), year: (await driver.today()).slice(0, 4) };
    const before = body(await officer.call(op.readRequestFigures, { query }));
    const { code } = await sent(aCitizen(driver));
    body(
      await actOn(officer, op.refuseRequest, code, {
        ground: 'already-public',
        text: 'Đã công khai trên cổng.',
      }),
    );
    const after = await eventually('the figures', async () => {
      const now = body(await department.call(op.readRequestFigures, { query }));
      return now.refused === before.refused + 1 && now;
    });
    expect(after.received).toBe(before.received + 1);
    expect(after.notRecorded).toEqual([]);
    expect(problemId(await stranger.call(op.readRequestFigures, { query }))).toBe('not-your-agency');
  });
});
