import * as z from 'zod';
import { factsInWords } from './state-words.ts';

/**
 * Every way an operation can say no: stable type, HTTP status, sentence. Type addresses are `/problems/<id>`.
 * Sentences say what to do next; `{fact}` is filled from the problem's facts.
 */
export const problemTypes = {
  'invalid-input': { status: 400, vi: 'Nội dung gửi lên chưa hợp lệ. Xem danh sách lỗi và sửa từng mục.' },
  'not-signed-in': { status: 401, vi: 'Bạn cần đăng nhập để thực hiện việc này.' },
  'not-allowed': { status: 403, vi: 'Tài khoản của bạn không có quyền thực hiện việc này.' },
  'not-your-agency': {
    status: 403,
    vi: '{thing} này thuộc cơ quan khác; chỉ cán bộ của cơ quan đó được thực hiện.',
  },
  'four-eyes': {
    status: 403,
    vi: 'Người đã trình, hoặc đã gửi tệp hay chọn cách đọc tệp của bản trình, không được tự phê duyệt. Cần một người khác có quyền phê duyệt.',
  },
  'not-found': { status: 404, vi: 'Không tìm thấy nội dung theo địa chỉ này.' },
  gone: { status: 410, vi: 'Bộ dữ liệu đã được thu hồi. Xem trang thông báo thu hồi.' },
  'release-gone': {
    status: 410,
    vi: 'Bản phát hành {number} đã được rút. Lý do ghi ở trang của bộ dữ liệu; bỏ “release” khỏi địa chỉ để đọc bản mới nhất.',
  },
  'release-withdrawn': {
    status: 409,
    vi: 'Bản phát hành {number} đã được rút trước đó. Tải lại trang để xem.',
  },
  'only-release': {
    status: 409,
    vi: 'Bản {number} là bản duy nhất đang công bố nên không rút riêng được. Hãy thu hồi cả bộ dữ liệu, hoặc công bố bản đã sửa rồi rút bản này.',
  },
  conflict: { status: 409, vi: 'Có người vừa thay đổi hồ sơ này. Tải lại trang rồi thử lại.' },
  'file-changed': {
    status: 409,
    vi: 'Tệp đã được thay bằng tệp khác sau khi bạn mở hồ sơ. Hãy xem tệp mới và kết quả kiểm tra của nó rồi quyết định.',
  },
  'check-running': { status: 409, vi: 'Tệp đang được kiểm tra. Đợi có kết quả rồi chọn lại cách đọc.' },
  'file-unread': {
    status: 409,
    vi: 'Tệp này bị giữ lại từ trước khi đọc nội dung, nên không đọc lại theo cách khác được. Hãy tải lên tệp khác.',
  },
  'guesses-unconfirmed': {
    status: 409,
    vi: 'Hệ thống phải đoán {count} điều khi đọc tệp. Hãy xem từng điều, sửa nếu sai, rồi xác nhận trước khi trình.',
  },
  'findings-undecided': {
    status: 409,
    vi: 'Kiểm tra thấy {count} điều cần quyết định trước khi mở dữ liệu. Hãy quyết định từng điều, kèm lý do, rồi trình lại.',
  },
  'findings-unknown': {
    status: 422,
    vi: 'Có quyết định về điều không có trong kết quả kiểm tra của tệp này, hoặc nêu hai lần: {ids}. Hãy quyết định đúng từng điều trong “report.findings”, mỗi điều một lần, rồi trình lại.',
  },
  'personal-data-undeclared': {
    status: 409,
    vi: 'Bạn đã quyết định {count} điều là dữ liệu cá nhân được mở theo pháp luật. Ở xác nhận về dữ liệu cá nhân, hãy chọn mục “được công khai theo pháp luật hoặc có sự đồng ý” và nêu căn cứ, rồi trình lại.',
  },
  'secret-marking-opened': {
    status: 409,
    vi: 'Có {count} dấu độ mật được chọn là “đúng, và được mở theo pháp luật”: tài liệu còn dấu mật thì không công bố được. Hãy bỏ phần đó khỏi tệp rồi tải lên lại; nếu đó không phải dấu mật hoặc đã được giải mật, hãy chọn như vậy và nêu văn bản.',
  },
  'wrong-state': { status: 409, vi: 'Hồ sơ đang ở trạng thái “{status}” nên chưa thực hiện được việc này.' },
  'not-a-hole': {
    status: 409,
    vi: 'Trên những ngày này quy định “{rule}” đã có giá trị, hoặc khoảng ngày vượt ra ngoài chỗ còn trống. Hãy xem lại ngày bắt đầu và ngày kết thúc.',
  },
  'unknown-rule': { status: 422, vi: 'Sổ quy định không có quy định “{rule}”. Hãy chọn trong danh sách.' },
  'unit-unfit': {
    status: 422,
    vi: 'Quy định “{rule}” có thời hạn tạm dừng nên chỉ tính theo ngày hoặc ngày làm việc. Hãy chọn đơn vị khác.',
  },
  'slug-taken': { status: 409, vi: 'Đã có bộ dữ liệu dùng địa chỉ “{slug}”. Hãy chọn tên khác.' },
  'upload-incomplete': {
    status: 409,
    vi: 'Chưa nhận đủ các phần của tệp: còn thiếu phần {missing}. Gửi tiếp rồi hoàn tất lại.',
  },
  'upload-mismatch': {
    status: 422,
    vi: 'Các phần đã nhận không khớp với khai báo: {detail}. Hãy gửi lại phần đó.',
  },
  'upload-expired': {
    status: 410,
    vi: 'Lượt tải lên này đã hết hạn hoặc đã hủy. Hãy bắt đầu lượt tải lên mới.',
  },
  'file-too-large': {
    status: 413,
    vi: 'Tệp lớn hơn giới hạn {limit}. Hãy chia nhỏ hoặc liên hệ Sở để được hướng dẫn.',
  },
  'empty-file': {
    status: 422,
    vi: 'Tệp rỗng (0 byte), không có gì để công bố. Hãy kiểm tra lại tệp rồi chọn lại.',
  },
  'idempotency-mismatch': {
    status: 422,
    vi: 'Khóa Idempotency-Key đã dùng cho một nội dung khác. Hãy dùng khóa mới.',
  },
  'unknown-term': { status: 422, vi: 'Giá trị “{value}” không có trong danh mục {vocabulary}.' },
  'ends-before-start': {
    status: 422,
    vi: 'Phạm vi thời gian kết thúc trước khi bắt đầu. Hãy sửa một trong hai ngày.',
  },
  'import-unreadable': {
    status: 422,
    vi: 'Không đọc được tệp nhập hàng loạt. {why} Sửa xong hãy kiểm tra lại.',
  },
  'request-closed': {
    status: 409,
    vi: 'Yêu cầu này đã khép lại ({status}) ngày {on}. Tải lại trang để xem kết quả; cần thêm thì gửi yêu cầu mới.',
  },
  'received-in-future': {
    status: 422,
    vi: 'Ngày, giờ nhận không thể sau lúc này. Hãy ghi đúng khi cơ quan nhận được.',
  },
  'contested-before-receipt': {
    status: 422,
    vi: 'Ngày khiếu nại, khởi kiện không thể trước ngày {from} là ngày nhận yêu cầu, hoặc sau hôm nay.',
  },
  'discovered-outside': {
    status: 422,
    vi: 'Ngày phát hiện không thể trước ngày {from} là ngày trả lời, hoặc sau hôm nay.',
  },
  'received-before-law': {
    status: 422,
    vi: 'Ngày nhận sớm hơn ngày {from}, ngày đầu tiên mà sổ quy định có ghi thời hạn cho loại yêu cầu này. Hãy xem lại năm đã ghi.',
  },
  'agency-ended': {
    status: 422,
    vi: 'Cơ quan này đã kết thúc hoạt động; nhiệm vụ đã chuyển cho {successor}. Hãy gửi tới cơ quan đó.',
  },
  'nobody-answers': {
    status: 422,
    vi: '{agency} không có cán bộ đầu mối để giải quyết yêu cầu gửi qua cổng. Hãy chọn trong danh sách cơ quan đang giữ thông tin, hoặc văn phòng giúp việc của cơ quan này.',
  },
  'consent-missing': {
    status: 422,
    vi: 'Thông tin của người khác chỉ cung cấp khi có văn bản đồng ý. Hãy đính kèm văn bản đó.',
  },
  'clarification-expired': {
    status: 409,
    vi: 'Hạn bổ sung đã hết ngày {until}. Hãy gửi yêu cầu mới với nội dung đã làm rõ.',
  },
  'already-extended': {
    status: 409,
    vi: 'Yêu cầu này đã được gia hạn một lần, ngày {on}; luật không cho gia hạn nữa.',
  },
  'only-complex-extended': {
    status: 409,
    vi: 'Chỉ yêu cầu cần tập hợp thông tin mới được gia hạn. Hãy báo cho người yêu cầu trước.',
  },
  'deadline-passed': {
    status: 409,
    vi: 'Hạn trả lời {dueOn} đã qua nên không gia hạn được. Hãy trả lời sớm nhất có thể.',
  },
  'complex-after-due': {
    status: 409,
    vi: 'Hạn trả lời {dueOn} đã qua nên không báo cần thời gian tập hợp được nữa. Hãy trả lời sớm nhất có thể.',
  },
  'unknown-ground': {
    status: 422,
    vi: 'Luật đang áp dụng không có căn cứ từ chối “{ground}”. Hãy chọn trong danh mục.',
  },
  'ground-detail-missing': {
    status: 422,
    vi: 'Căn cứ này cần ghi rõ thông tin thuộc loại nào: không được tiếp cận, hay được tiếp cận có điều kiện. Hãy chọn thêm.',
  },
  'same-agency': { status: 422, vi: 'Cơ quan này đang giải quyết yêu cầu. Hãy chọn cơ quan khác.' },
  'finding-missing': { status: 422, vi: 'Hãy ghi kết luận: phản ánh đúng hay không đúng.' },
  'register-too-long': {
    status: 422,
    vi: 'Sổ có hơn {limit} yêu cầu, quá lớn cho một tệp. Hãy lấy từng tháng.',
  },
  'file-not-ready': {
    status: 409,
    vi: 'Tệp chưa tải lên xong hoặc đang được quét. Đợi ít phút rồi thử lại.',
  },
  'file-held': {
    status: 409,
    vi: 'Tệp bị giữ lại: máy quét thấy mã độc, hoặc tệp là chương trình dù mang tên khác. Hãy gửi tài liệu, ảnh, bảng số liệu hoặc tệp zip.',
  },
  'about-not-published': {
    status: 422,
    vi: 'Không có bộ dữ liệu nào đang công bố trên cổng với mã đã nêu. Hãy tìm lại bộ dữ liệu cần phản ánh.',
  },
  'follows-not-answered': {
    status: 422,
    vi: 'Không tìm thấy yêu cầu cung cấp thông tin {follows} đã được trả lời cho chính người đề nghị. Hãy xem lại mã, và gửi từ địa chỉ thư điện tử đã dùng khi yêu cầu.',
  },
  'consent-not-seen': {
    status: 422,
    vi: 'Chưa nhận được văn bản đồng ý của người có thông tin. Hãy đợi tệp được gửi và quét xong, hoặc xác nhận đã có bản giấy.',
  },
  'not-answer-file': {
    status: 422,
    vi: 'Tệp này do người yêu cầu gửi, không phải tệp trả lời. Hãy tải lên tệp trả lời của cơ quan.',
  },
  'not-open': { status: 409, vi: 'Nhiệm vụ này đã khép lại.' },
  'not-waivable': { status: 409, vi: 'Loại nhiệm vụ này không miễn được: {why}.' },
  'urged-today': {
    status: 409,
    vi: 'Nhiệm vụ này đã được đôn đốc ngày {on}; mỗi ngày nhiều nhất một lần. Hãy đợi trả lời hoặc đôn đốc tiếp vào hôm sau.',
  },
  'nobody-to-urge': {
    status: 409,
    vi: 'Cơ quan này chưa có cán bộ đầu mối trong danh bạ nên thư đôn đốc không đến được ai. Hãy đôn đốc bằng văn bản ngoài cổng và đề nghị cơ quan cử cán bộ đầu mối.',
  },
  'nothing-to-answer': {
    status: 409,
    vi: 'Không có lần đôn đốc nào chờ trả lời. Tải lại trang để xem trả lời đã gửi.',
  },
  'own-duty': {
    status: 409,
    vi: 'Sở không tự miễn nhiệm vụ của mình. Hãy hoàn thành nhiệm vụ, hoặc xác nhận đã rà soát.',
  },
  'code-refused': {
    status: 422,
    vi: 'Mã chưa đúng, đã dùng hoặc đã hết hạn. Hãy xem lại thư mới nhất, hoặc xin mã mới.',
  },
  'follow-limit': {
    status: 409,
    vi: 'Một địa chỉ thư theo dõi được nhiều nhất {limit} bộ dữ liệu. Hãy dừng bớt ở trang “Bộ dữ liệu bạn theo dõi” rồi thử lại.',
  },
  'too-many': { status: 429, vi: 'Quá nhiều yêu cầu. Hãy thử lại sau ít phút.' },
  'no-rows': {
    status: 404,
    vi: 'Bản phát hành này không có dạng bảng để truy vấn theo dòng. Hãy tải tệp của bản phát hành.',
  },
  'query-too-heavy': {
    status: 422,
    vi: 'Truy vấn quá nặng: hệ thống dừng sau {seconds} giây. Hãy thêm bộ lọc, bớt cột nhóm, hoặc tải cả tệp.',
  },
  fault: {
    status: 500,
    vi: 'Hệ thống gặp sự cố. Hãy thử lại; nếu vẫn lỗi, gửi mã “{correlationId}” cho bộ phận hỗ trợ.',
  },
  unavailable: { status: 503, vi: 'Dịch vụ đang bận hoặc đang khởi động. Hãy thử lại sau ít giây.' },
} as const satisfies Record<string, { status: number; vi: string }>;

export type ProblemId = keyof typeof problemTypes;

const Fact = z.union([z.string(), z.number(), z.array(z.string())]);

/** RFC 9457 problem details. */
export const Problem = z
  .object({
    type: z.string().meta({ examples: ['/problems/wrong-state'] }),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    facts: z.record(z.string(), Fact).optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    correlationId: z.string().optional(),
  })
  .meta({ id: 'Problem', description: 'Lỗi theo RFC 9457' });
export type Problem = z.infer<typeof Problem>;

/** Fills `{name}` in a sentence. A missing fact leaves the brace out rather than showing it. */
export const fillSentence = (sentence: string, facts: Readonly<Record<string, unknown>> = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = facts[name];
    if (Array.isArray(value)) return value.join(', ');
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });

export const problemOf = (
  id: ProblemId,
  more: Partial<Pick<Problem, 'detail' | 'facts' | 'errors' | 'correlationId'>> = {},
): Problem => ({
  type: `/problems/${id}`,
  title: fillSentence(problemTypes[id].vi, {
    ...factsInWords(more.facts ?? {}),
    correlationId: more.correlationId,
  }),
  status: problemTypes[id].status,
  ...more,
});
