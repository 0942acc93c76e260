import { displayDay, type LocalDate } from '../../shared/kernel/local-date.ts';
import type { Duty, Urging } from '../../shared/capabilities/duties/model.ts';
import type { Digest } from '../../shared/capabilities/duties/digests/model.ts';
import { kindInLaw } from '../../shared/capabilities/duties/ladder.ts';
import { citationOf } from '../../shared/regulation/cite.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { entryOn } from '../../shared/regulation/series.ts';
import { citesOf } from '../../shared/kernel/cites.ts';
import { dayInWords, sumInWords } from '../../shared/kernel/sum-in-words.ts';
import { signed, type Words } from './letters.ts';

const dueInBrief = (duty: Duty): string =>
  duty.deadline.kind === 'known' ? `hạn ${dayInWords(duty.deadline)}` : 'chưa xác định được hạn';

/** The agency reads why the day moved, where it had no part in it. */
const isTold = (because: string | undefined): boolean => because === 'law' || because === 'release-withdrawn';

/** What the day was before, beside what it is now. */
const beforeWords = ({ earlierDeadlines }: Duty): string[] => {
  const last = earlierDeadlines?.at(-1);
  return last && isTold(last.because)
    ? [
        `  Tính lại ngày ${displayDay(last.replacedOn)}. ${last.why ?? `Trước: ${dayInWords(last.deadline)}.`}`,
      ]
    : [];
};

/** Where the duty is worked on. */
export const dutyAddress = ({ subject }: Duty, publicUrl: string): string =>
  subject.type === 'dataset'
    ? `${publicUrl}/desk/datasets/${subject.id}`
    : `${publicUrl}/desk/requests/${subject.code}`;

const whatToDo = ({ subject }: Duty): string =>
  subject.type === 'dataset'
    ? 'Việc cần làm: công bố bản cập nhật, hoặc xác nhận “Đã rà soát, không có thay đổi” tại:'
    : 'Việc cần làm: trả lời, hoặc từ chối bằng văn bản có căn cứ, tại:';

const facts = (duty: Duty): string[] => [
  `Nhiệm vụ: ${kindInLaw(duty.kind).title.vi}`,
  `Về: ${duty.subject.title}`,
  `Đến hạn: ${dayInWords(duty.deadline)}`,
  '',
  'Cách tính hạn:',
  ...sumInWords(duty.deadline).map((line) => `- ${line}`),
];

/** The law names no day where it says “at once”: where it says so stands beside the day the house watches it by. */
const atOnceWords = ({ deadline }: Duty): string[] =>
  deadline.kind === 'known' && deadline.inLaw
    ? [`  Luật nói “ngay”: ${[...new Set(citesOf(deadline).map(({ label }) => label))].join('; ')}.`]
    : [];

/** One line of a digest: what is said, of what, and where it is worked on. */
export type DigestLine = { readonly duty: Duty; readonly label: string; readonly agency: string };

/** How many duties a letter names; the desk shows them all. */
const LINES = 50;

const lineOf = ({ duty, label, agency }: DigestLine, publicUrl: string): string[] => [
  `- ${label}: ${kindInLaw(duty.kind).title.vi} – ${duty.subject.title} (${dueInBrief(duty)})`,
  ...beforeWords(duty),
  ...atOnceWords(duty),
  `  ${agency} · ${dutyAddress(duty, publicUrl)}`,
];

const byDueDay = (a: DigestLine, b: DigestLine): number => (sortKey(a) < sortKey(b) ? -1 : 1);
const sortKey = ({ duty }: DigestLine): string =>
  `${duty.deadline.kind === 'known' ? duty.deadline.dueOn : ''} ${duty.id}`;

/** Everything a person is reminded of on a morning, what is due first on top. */
export const digestLetter = (
  { day, part }: Pick<Digest, 'day' | 'part'>,
  lines: readonly DigestLine[],
  publicUrl: string,
): Words => {
  const more = lines.length - LINES;
  return {
    subject: `Nhắc việc ngày ${displayDay(day)}${part > 1 ? ` (lần ${part})` : ''}: ${lines.length} nhiệm vụ`,
    text: signed(publicUrl, [
      ...lines
        .toSorted(byDueDay)
        .slice(0, LINES)
        .flatMap((line) => lineOf(line, publicUrl)),
      ...(more > 0 ? ['', `Và ${more} nhiệm vụ nữa.`] : []),
      '',
      `Cách tính từng hạn và mọi nhiệm vụ: ${publicUrl}/desk/`,
    ]),
  };
};

/** Told to the agency that owes it from now on. */
export const handedOverLetter = (duty: Duty, from: string, publicUrl: string): Words => ({
  subject: `Nhận nhiệm vụ: ${kindInLaw(duty.kind).title.vi} – ${duty.subject.title}`,
  text: signed(publicUrl, [
    `Nhiệm vụ này chuyển từ ${from} sang cơ quan của bạn.`,
    '',
    ...facts(duty),
    '',
    whatToDo(duty),
    dutyAddress(duty, publicUrl),
  ]),
});

/** The power under which the Department urges, as the law of the day has it; nothing where that is not known. */
const urgingCites = (on: LocalDate): string[] => {
  const power = rulebook.data.roles
    .find(({ id }) => id === 'department')
    ?.powers.find(({ id }) => id === 'urge');
  const value = power && entryOn(power.values, on);
  return value?.state === 'value'
    ? [`Căn cứ: ${value.cites.map((cite) => citationOf(cite, rulebook.instruments).label).join('; ')}.`]
    : [];
};

/** The Department’s words to the agency’s focal officer. */
export const urgedLetter = (duty: Duty, { on, text }: Omit<Urging, 'answer'>, publicUrl: string): Words => ({
  subject: `Đôn đốc: ${kindInLaw(duty.kind).title.vi} – ${duty.subject.title} (${dueInBrief(duty)})`,
  text: signed(publicUrl, [
    `Ngày ${displayDay(on)}, Sở đôn đốc thực hiện nhiệm vụ sau.`,
    ...urgingCites(on),
    '',
    text,
    '',
    ...facts(duty),
    '',
    `Thực hiện, hoặc trả lời bằng văn bản tại: ${publicUrl}/desk/`,
  ]),
});

/** The agency’s words to whoever urged it. */
export const urgingAnsweredLetter = (
  duty: Duty,
  { on, text }: Omit<Urging, 'answer'>,
  agency: string,
  publicUrl: string,
): Words => ({
  subject: `Trả lời đôn đốc: ${kindInLaw(duty.kind).title.vi} – ${duty.subject.title}`,
  text: signed(publicUrl, [
    `Ngày ${displayDay(on)}, ${agency} trả lời:`,
    '',
    text,
    '',
    ...facts(duty),
    '',
    `${publicUrl}/desk/`,
  ]),
});
