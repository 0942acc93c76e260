import { createHash, randomUUID } from 'node:crypto';
import { createClient, type Client } from '../../../shared/contract/client.ts';
import { operations as op } from '../../../shared/contract/operations.ts';
import { RequestCode } from '../../../shared/kernel/ids.ts';
import { body, type Desk } from './desk.ts';
import type { Driver } from './driver.ts';
import { eventually } from './eventually.ts';

/** Whom requests are sent to, if nothing else is said. */
export const THE_AGENCY = 'H54.06';

/** Somebody without a login, at an address of their own. */
export type Citizen = { readonly email: string; readonly call: Client };

let count = 0;
export const aCitizen = (driver: Driver): Citizen => ({
  email: `nguoi-dan-${Date.now()}-${count++}@example.com`,
  call: createClient({ baseUrl: driver.baseUrl }),
});

/** Asks for a code and reads it in the letter. */
export const codeFor = async (driver: Driver, { email, call }: Citizen): Promise<string> => {
  const before = (await driver.mailTo(email)).length;
  body(await call(op.askConfirmation, { body: { purpose: 'request', email } }));
  // Letters about what was sent before may come in between.
  return eventually('the code', async () => {
    const letters = (await driver.mailTo(email)).slice(before);
    return letters.flatMap(({ text }) => /Mã xác nhận: (\d{6})$/m.exec(text)?.[1] ?? []).at(-1);
  });
};

export const someForm = (
  information = 'Quyết định phê duyệt quy hoạch sử dụng đất xã Đông Hưng năm 2024',
) => ({
  kind: 'information' as const,
  asks: {
    form: '01a' as const,
    person: {
      name: 'Nguyễn Thị Hạnh',
      address: 'Thôn Đông, xã Đông Hưng',
      idNumber: '034190001234',
      phone: '0912 345 678',
    },
    information,
    purpose: 'Tìm hiểu quy hoạch nơi cư trú',
    provision: 'electronic' as const,
    subject: 'public' as const,
  },
});

/** Form 01b: through an organisation, with the list of those it stands for. */
export const someOrganisationForm = (organisation: string) => {
  const { kind, asks } = someForm();
  return {
    kind,
    asks: {
      ...asks,
      form: '01b' as const,
      intermediary: {
        name: organisation,
        address: 'Số 1 phố Chợ, xã Đông Hưng',
        people: [
          { name: 'Trần Văn Bình', idNumber: '034075004321', reason: 'Có đất trong vùng quy hoạch' },
          { name: 'Lê Thị Cúc', idNumber: '034180008765', reason: 'Canh tác trên thửa bên cạnh' },
        ],
      },
    },
  };
};

/** What is announced of a file before it is sent. */
export const offered = (name: string, bytes: Uint8Array, role: 'document' | 'consent' = 'document') => ({
  name,
  role,
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

/** Sends a file to the address that was signed for it; answers the store's status. */
export const putFile = async (
  address: { url: string; headers: Record<string, string> },
  bytes: Uint8Array,
): Promise<number> => {
  const response = await fetch(address.url, {
    method: 'PUT',
    headers: address.headers,
    body: bytes as Uint8Array<ArrayBuffer>,
  });
  return response.status;
};

/** Sends a request; what is not given is filled with a plain one, and the code is read in the letter. */
export const sendRequest = async (
  driver: Driver,
  citizen: Citizen,
  more: Record<string, unknown> = {},
  idempotencyKey: string = randomUUID(),
) =>
  citizen.call(
    op.createRequest,
    {
      body: {
        agency: THE_AGENCY,
        content: someForm(),
        replyTo: { email: citizen.email, language: 'vi' },
        confirmation: more['confirmation'] ?? (await codeFor(driver, citizen)),
        attachments: [],
        ...more,
      } as never,
    },
    idempotencyKey,
  );

type Act =
  | 'acceptRequest'
  | 'askClarification'
  | 'recordClarification'
  | 'findRequestComplex'
  | 'extendRequest'
  | 'transferRequest'
  | 'answerRequest'
  | 'refuseRequest'
  | 'findAnswerWrong'
  | 'correctAnswer';

/** One act of an officer on a request, said loosely: what is wrong is for the portal to say. */
export const actOn = <O extends (typeof op)[Act]>(
  desk: Desk,
  operation: O,
  code: string,
  said: Record<string, unknown> = {},
) => desk.call(operation, { params: { code }, body: said } as never);

export const readAtDesk = (desk: Desk, code: string) =>
  desk.call(op.readRequest, { params: { code: RequestCode.parse(code) } });
