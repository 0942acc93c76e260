import { beforeAll, describe, expect, test } from 'vitest';
import { operations as op } from '../../shared/contract/operations.ts';
import { AgencyCode } from '../../shared/kernel/ids.ts';
import { addDays, localDate } from '../../shared/kernel/local-date.ts';
import { aCitizen, actOn, sendRequest, someForm, THE_AGENCY, type Citizen } from './driver/citizen.ts';
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
    const xlsx = new Uint8Array(await (await register(officer, 'xlsx')).arrayBuffer());
    expect([...xlsx.slice(0, 2)]).toEqual([0x50, 0x4b]);
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
