/** States of datasets, files, requests, duties and entered values, as a sentence names them. */
const words: Readonly<Record<string, string>> = {
  draft: 'bản nháp',
  submitted: 'chờ phê duyệt',
  approved: 'đã phê duyệt',
  returned: 'đã trả lại',
  published: 'đã công bố',
  receiving: 'đang nhận tệp',
  scanning: 'đang quét mã độc',
  checking: 'đang kiểm tra',
  passed: 'kiểm tra đạt',
  failed: 'kiểm tra không đạt',
  expired: 'lượt tải lên đã hết hạn',
  received: 'đã nhận',
  accepted: 'đang giải quyết',
  clarifying: 'chờ bổ sung',
  answered: 'đã trả lời',
  refused: 'đã từ chối',
  withdrawn: 'đã rút hoặc thu hồi',
  lapsed: 'đã hết hạn bổ sung',
  open: 'đang mở',
  fulfilled: 'đã hoàn thành',
  waived: 'được miễn',
};

/** The facts of a problem with its state in words; programs read the state itself in `facts`. */
export const withStateInWords = <Facts extends Readonly<Record<string, unknown>>>(facts: Facts): Facts =>
  typeof facts['status'] === 'string'
    ? { ...facts, status: words[facts['status']] ?? facts['status'] }
    : facts;
