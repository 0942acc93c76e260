import type { Client } from '../../../shared/contract/client.ts';
import { operations } from '../../../shared/contract/operations.ts';
import type { Problem } from '../../../shared/contract/problems.ts';
import { MAX_ATTACHMENT_BYTES } from '../../../shared/contract/request-forms.ts';
import { isTakenName, notTaken } from '../../../shared/kernel/file-kinds.ts';
import type { RequestCode } from '../../../shared/kernel/ids.ts';
import { putFile, type SignedAddress } from '../../put-file.ts';
import { wholeFileHash } from '../upload/browser-ports.ts';

export type SentFile = { readonly id: string; readonly name: string };
export type SendOutcome = { ok: true; file: SentFile } | { ok: false; why: string; problem?: Problem };

/** Sends a file to the address that was signed for it; says whether it arrived. */
export const putSigned = async (address: SignedAddress, file: File): Promise<boolean> =>
  (await putFile(address, file, () => undefined)) === 'received';

/** Hashes a file, has an address signed for exactly it, and sends it there. */
export const sendAnswerFile = async (call: Client, code: RequestCode, file: File): Promise<SendOutcome> => {
  if (!isTakenName(file.name)) return { ok: false, why: `${notTaken}.` };
  const sha256 = await wholeFileHash(file);
  if (file.size === 0) return { ok: false, why: 'Tệp rỗng, không có gì để gửi.' };
  if (file.size > MAX_ATTACHMENT_BYTES || sha256 === undefined)
    return {
      ok: false,
      why: 'Tệp lớn hơn 20 MB. Hãy chia nhỏ, hoặc công bố thành bộ dữ liệu rồi chọn ở dưới.',
    };
  const signed = await call(operations.signAnswerFile, {
    params: { code },
    body: { name: file.name.normalize('NFC'), bytes: file.size, sha256 },
  });
  if (!signed.ok) return { ok: false, why: signed.problem.title, problem: signed.problem };
  return (await putSigned(signed.body, file))
    ? { ok: true, file: { id: signed.body.id, name: file.name.normalize('NFC') } }
    : { ok: false, why: 'Chưa gửi được tệp. Kiểm tra mạng rồi chọn lại tệp.' };
};
