import writeExcelFile from 'write-excel-file/node';
import type { Case } from '../../shared/capabilities/case-store.ts';
import { requestKeys } from '../../shared/capabilities/requests/indexes.ts';
import {
  isOverdue,
  type InformationRequest,
  type Transfer,
} from '../../shared/capabilities/requests/model.ts';
import { fillSentence } from '../../shared/contract/problems.ts';
import type { InformationForm } from '../../shared/contract/request-forms.ts';
import type { AgencyCode } from '../../shared/kernel/ids.ts';
import { daysBetween, displayDay, type LocalDate } from '../../shared/kernel/local-date.ts';
import { dayInWords } from '../../shared/kernel/sum-in-words.ts';
import { officeCsv } from '../../shared/tabular/office-csv.ts';
import { groundInWords } from './grounds.ts';
import { FormPaper } from './papers.ts';
import sentences from './sentences.vi.json' with { type: 'json' };
import type { RequestServices } from './services.ts';
import { kindTitle } from './show.ts';

type Found = Case<InformationRequest>;

/** What one answer holds, in a function's time and size. */
export const MOST_ROWS = 5000;
const PAGE = 200;
const AT_ONCE = 25;

/** An agency's requests of a year, in the order of receipt; undefined when there are more than one answer holds. */
export const requestsOf = async (
  { store }: Pick<RequestServices, 'store'>,
  agency: AgencyCode,
  period: string,
  most = Number.POSITIVE_INFINITY,
): Promise<Found[] | undefined> => {
  const found: Found[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list<InformationRequest>(
      'kind',
      requestKeys.register(agency, period.slice(0, 4)),
      {
        limit: PAGE,
        ...(cursor ? { cursor } : {}),
      },
    );
    found.push(...page.items.filter(({ state }) => state.receivedOn.startsWith(period)));
    if (found.length > most) return undefined;
    cursor = page.next;
  } while (cursor);
  return found;
};

const heads = [
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
] as const;

const channels = { online: 'Trực tuyến', office: 'Tại trụ sở', 'post-or-fax': 'Bưu chính, fax' } as const;
const ERASED = '(đã xóa theo thời hạn lưu)';

/** Through an intermediary, its name stands with who signed: on paper it is its request as much as theirs. */
const requesterOf = (asks: InformationForm): string =>
  asks.form === '01b'
    ? fillSentence(sentences.throughIntermediary, {
        name: asks.person.name,
        intermediary: asks.intermediary.name,
        people: String(asks.intermediary.people.length),
      })
    : asks.person.name;

const whoAndWhat = (form: FormPaper | undefined): [string, string, string] => {
  if (!form) return [ERASED, ERASED, ERASED];
  const { content } = form;
  return content.kind === 'information'
    ? [requesterOf(content.asks), content.asks.person.address, content.asks.information]
    : [content.says.name ?? '', '', content.says.description];
};

const day = (on: LocalDate | undefined): string => (on ? displayDay(on) : '');

/** By its places of law; one that has none, by its name. */
const groundOf = (id: string, receivedOn: LocalDate): string => {
  const { title, cites } = groundInWords(id, receivedOn);
  return cites.join('; ') || title;
};

/** Whether it was in time; what is late only by a day the house set is not late by law, and says so. */
const inTime = (state: InformationRequest, today: LocalDate): string => {
  const { closing, deadline } = state;
  if (deadline.kind !== 'known') return '';
  if (isOverdue(state, today)) return deadline.basis === 'house' ? 'Quá mốc do cổng đặt' : 'Quá hạn';
  return closing ? 'Đúng hạn' : 'Còn hạn';
};

/** Who had it before, until when, and whether it was late there already. */
const handedOnWords = ({ on, from, late }: Transfer, nameOf: (agency: AgencyCode) => string): string =>
  [
    `${nameOf(from)}, ngày ${displayDay(on)}`,
    ...(late ? [`đã quá hạn ${daysBetween(late.dueOn, on)} ngày (hạn ${displayDay(late.dueOn)})`] : []),
  ].join(', ');

/** One request as its row; a target of the house or a provisional day says that it is one. */
export const rowOf = (
  { state }: Pick<Found, 'state'>,
  form: FormPaper | undefined,
  today: LocalDate,
  nameOf: (agency: AgencyCode) => string = (code) => code,
): string[] => {
  const { closing, deadline } = state;
  return [
    state.code,
    day(state.receivedOn),
    channels[state.channel],
    kindTitle(state.kind),
    state.form ?? '',
    ...whoAndWhat(form),
    day(state.acceptedOn),
    dayInWords(deadline),
    day(state.extendedOn),
    sentences.statuses[state.status],
    day(closing?.on),
    inTime(state, today),
    state.transfers.map((one) => handedOnWords(one, nameOf)).join('; '),
    closing?.how === 'refused' ? groundOf(closing.ground, state.receivedOn) : '',
  ];
};

/** The rows of the register, with who asked and what: for the agency that keeps it, and nobody else. */
export const registerRows = async (
  { papers, registry }: Pick<RequestServices, 'papers' | 'registry'>,
  found: readonly Found[],
  today: LocalDate,
): Promise<string[][]> => {
  const rows: string[][] = [];
  const before = await registry.agenciesWith(
    found.flatMap(({ state }) => state.transfers.map(({ from }) => from)),
  );
  const nameOf = (code: AgencyCode): string => before.get(code)?.name ?? code;
  for (let at = 0; at < found.length; at += AT_ONCE)
    rows.push(
      ...(await Promise.all(
        found.slice(at, at + AT_ONCE).map(async (one) => {
          const form = FormPaper.safeParse((await papers.paper(one.caseId, 'form'))?.content).data;
          return rowOf(one, form, today, nameOf);
        }),
      )),
    );
  return rows;
};

/** As CSV that Excel opens. */
export const registerCsv = (rows: readonly string[][]): string => officeCsv(heads, rows);

/** As XLSX; cells are texts, so nothing in them runs. */
export const registerXlsx = (rows: readonly string[][]): Promise<Uint8Array> =>
  writeExcelFile([
    {
      sheet: 'Sổ theo dõi',
      data: [
        heads.map((value) => ({ value, type: String, fontWeight: 'bold' as const })),
        ...rows.map((row) => row.map((value) => ({ value, type: String, wrap: true }))),
      ],
      columns: heads.map((head) => ({ width: head === 'Nội dung' ? 60 : 18 })),
      stickyRowsCount: 1,
    },
  ]).toBuffer();
