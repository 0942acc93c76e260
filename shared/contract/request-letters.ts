import * as z from 'zod';
import { officers, operation } from './operation.ts';
import { bySecret, codeParam } from './requests.ts';

/** The letters of a request, each once its step was taken. */
export const LetterKind = z.enum([
  'acceptance',
  'question',
  'complexity',
  'answer',
  'extension',
  'refusal',
  'correction',
]);
export type LetterKind = z.infer<typeof LetterKind>;

const params = codeParam.extend({ letter: LetterKind });
const docx = z.string().meta({ description: 'Tệp DOCX' });

export const requestLetterOperations = {
  writeRequestLetter: operation({
    id: 'writeRequestLetter',
    capability: 'requests',
    method: 'GET',
    path: '/desk/requests/{code}/letters/{letter}',
    summary:
      'Văn bản để in, ký, theo mẫu của luật nếu có: tiếp nhận, hỏi lại, cần tập hợp, trả lời, gia hạn, từ chối, đính chính (DOCX)',
    who: officers,
    params,
    success: { status: 200, body: docx },
    problems: ['not-found', 'not-your-agency'],
  }),
  takeRequestLetter: operation({
    id: 'takeRequestLetter',
    capability: 'requests',
    method: 'POST',
    path: '/requests/{code}/letters/{letter}',
    summary:
      'Lấy văn bản của cơ quan về yêu cầu của mình: tiếp nhận, hỏi lại, cần tập hợp, trả lời, gia hạn, từ chối, đính chính (DOCX)',
    who: 'anyone',
    params,
    body: bySecret,
    success: { status: 200, body: docx },
    problems: ['not-found'],
  }),
} as const;
