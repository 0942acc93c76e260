import type { InformationRequest } from '../../shared/capabilities/requests/model.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';
import { dayInWords, sumInWords } from '../../shared/kernel/sum-in-words.ts';
import { signed, type Words } from './letters.ts';

type Told = Pick<InformationRequest, 'code' | 'kind' | 'deadline' | 'earlierDeadlines'>;

/** Tells the officer by code and kind, and by when; who asks and what stays at the desk. */
const aboutRequest = (request: Told, publicUrl: string, what: string): Words => {
  const { code, kind, deadline } = request;
  const title = rulebook.requestKinds.get(kind)?.title.vi ?? kind;
  const due = deadline.kind === 'known' ? `hạn ${dayInWords(deadline)}` : 'chưa có ngày đến hạn';
  return {
    subject: `${what}: ${title} ${code} (${due})`,
    text: signed(publicUrl, [
      `${what}.`,
      '',
      `Loại: ${title}`,
      `Mã: ${code}`,
      '',
      'Cách tính hạn:',
      ...sumInWords(deadline).map((line) => `- ${line}`),
      '',
      `Mở tại: ${publicUrl}/desk/requests/${code}`,
    ]),
  };
};

export const requestArrivedLetter = (request: Told, publicUrl: string): Words =>
  aboutRequest(request, publicUrl, 'Yêu cầu mới');

/** Not every limit stood still for the question. */
export const clarifiedLetter = (request: Told, publicUrl: string): Words => {
  const stood = request.earlierDeadlines.at(-1)?.deadline.kind === 'stopped';
  return aboutRequest(
    request,
    publicUrl,
    stood ? 'Người yêu cầu đã bổ sung, thời hạn chạy tiếp' : 'Người yêu cầu đã bổ sung',
  );
};
