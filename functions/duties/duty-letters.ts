import { displayDay } from '../../shared/kernel/local-date.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import { kindInLaw, rungsOf } from '../../shared/capabilities/duties/ladder.ts';
import { sumInWords } from '../../shared/regulation/sum-in-words.ts';
import { signed, type Words } from './letters.ts';

export const dueWords = ({ deadline }: Duty): string =>
  deadline.kind === 'known' ? displayDay(deadline.dueOn) : deadline.why;

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
  `Đến hạn: ${dueWords(duty)}`,
  '',
  'Cách tính hạn:',
  ...sumInWords(duty.deadline).map((line) => `- ${line}`),
];

/** A reminder: what is due, when, why that day, and the link to do it. */
export const dutyReminder = (duty: Duty, rungId: string, publicUrl: string): Words => {
  const label = rungsOf(duty).find(({ id }) => id === rungId)?.label.vi ?? 'Nhắc việc';
  return {
    subject: `${label}: ${kindInLaw(duty.kind).title.vi} – ${duty.subject.title} (hạn ${dueWords(duty)})`,
    text: signed(publicUrl, [
      `${label}.`,
      '',
      ...facts(duty),
      '',
      whatToDo(duty),
      duty.subject.type === 'dataset' ? `${publicUrl}/desk/` : dutyAddress(duty, publicUrl),
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
