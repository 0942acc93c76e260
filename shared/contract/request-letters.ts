import * as z from 'zod';
import { officers, operation } from './operation.ts';
import { bySecret, codeParam } from './requests.ts';

/** The letters of a request, each once its step was taken: taken up, answered, extended, refused. */
export const LetterKind = z.enum(['acceptance', 'answer', 'extension', 'refusal']);
export type LetterKind = z.infer<typeof LetterKind>;

const params = codeParam.extend({ letter: LetterKind });
const docx = z.string().meta({ description: 'Tệp DOCX' });

export const requestLetterOperations = {
  writeRequestLetter: operation({
    id: 'writeRequestLetter',
    capability: 'requests',
    method: 'GET',
    path: '/desk/requests/{code}/letters/{letter}',
    summary: 'Văn bản theo mẫu để in, ký: tiếp nhận, trả lời, gia hạn, từ chối (DOCX)',
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
    summary: 'Lấy văn bản trả lời, gia hạn, từ chối yêu cầu của mình (DOCX)',
    who: 'anyone',
    params,
    body: bySecret,
    success: { status: 200, body: docx },
    problems: ['not-found'],
  }),
} as const;
