import type { RequestAtDesk } from '../../../shared/contract/requests.ts';
import { writtenActs, type WrittenAct } from './words.ts';

type Asked = Pick<RequestAtDesk, 'kind' | 'deadline' | 'overdue'>;

/** Only limits for information stand still for a question, and none that has run out or that names no day. */
const ofAsking = ({ kind, deadline, overdue }: Asked): string => {
  if (overdue) return 'Hạn trả lời đã qua: hỏi lại không làm yêu cầu hết quá hạn.';
  if (kind !== 'information') return 'Hạn trả lời không đổi.';
  if (deadline.kind === 'known' && deadline.inLaw)
    return 'Luật đòi trả lời ngay: hỏi lại không làm hạn dừng.';
  return deadline.kind === 'known'
    ? 'Thời hạn tạm dừng đến khi có trả lời.'
    : 'Thời hạn có tạm dừng hay không thì chưa xác định được.';
};

/** What follows from an act for this request, as the limit it has now lets one say. */
export const followsOf = (act: WrittenAct, request: Asked): string => {
  const { follows } = writtenActs[act];
  if (act === 'clarify') return `${ofAsking(request)} ${follows}`;
  if (act === 'record-clarification' && request.deadline.kind === 'stopped')
    return `${follows} Thời hạn chạy tiếp từ ngày hôm sau.`;
  return follows;
};
