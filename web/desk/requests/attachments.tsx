import { MAX_ATTACHMENT_BYTES, type AttachmentOffered } from '../../../shared/contract/request-forms.ts';
import { isTakenName, notTaken, takenForInput } from '../../../shared/kernel/file-kinds.ts';
import { Field } from '../parts/field.tsx';
import { wholeFileHash } from '../upload/browser-ports.ts';
import { putSigned } from './send-file.ts';

export type Attached = { readonly role: AttachmentOffered['role']; readonly file: File };

export const TOO_BIG =
  'Mỗi tệp cần lớn hơn 0 và không quá 20 MB, nhiều nhất 10 tệp. Bỏ tệp chưa hợp lệ rồi ghi lại.';

/** What is said of the first file of a kind that is not taken. */
export const strangeIn = (attached: readonly Attached[]): string | undefined => {
  const strange = attached.find(({ file }) => !isTakenName(file.name));
  return strange && `${strange.file.name}: ${notTaken}.`;
};

/** What is announced of the files before they are sent; undefined when one can not be taken. */
export const offersOf = async (attached: readonly Attached[]): Promise<AttachmentOffered[] | undefined> => {
  const offers: AttachmentOffered[] = [];
  for (const { file, role } of attached) {
    const sha256 = file.size <= MAX_ATTACHMENT_BYTES ? await wholeFileHash(file) : undefined;
    if (sha256 === undefined || file.size === 0) return undefined;
    offers.push({ name: file.name.normalize('NFC'), role, bytes: file.size, sha256 });
  }
  return offers.length <= 10 ? offers : undefined;
};

/** Sends each file to its address, in the order they were announced. What does not arrive stands as “awaited”. */
export const sendAll = async (
  attached: readonly Attached[],
  addresses: readonly { url: string; headers: Readonly<Record<string, string>> }[],
): Promise<void> => {
  for (const [i, { file }] of attached.entries()) {
    const address = addresses[i];
    if (address) await putSigned(address, file);
  }
};

type Props = {
  wrong: string | undefined;
  wantsConsent: boolean;
  files: readonly Attached[];
  change: (files: readonly Attached[]) => void;
};

/** The files that came with it; another person's information needs their written consent among them. */
export const Attachments = ({ wrong, wantsConsent, files, change }: Props) => {
  const choose = (role: Attached['role'], list: FileList | null): void =>
    change([
      ...files.filter((one) => one.role !== role),
      ...[...(list ?? [])].map((file) => ({ role, file })),
    ]);
  return (
    <>
      {wantsConsent ? (
        <Field id="enter-consent" label="Văn bản đồng ý của người có thông tin" wrong={undefined}>
          {(attributes) => (
            <input
              {...attributes}
              type="file"
              accept={takenForInput}
              onChange={(event) => choose('consent', event.currentTarget.files)}
            />
          )}
        </Field>
      ) : null}
      <Field
        id="enter-files"
        label="Bản chụp đơn, tệp kèm theo (không bắt buộc)"
        hint="Tài liệu, ảnh, bảng số liệu hoặc tệp zip; nhiều nhất 10 tệp, mỗi tệp 20 MB; được quét mã độc trước khi ai đó mở."
        wrong={wrong}
      >
        {(attributes) => (
          <input
            {...attributes}
            type="file"
            accept={takenForInput}
            multiple
            onChange={(event) => choose('document', event.currentTarget.files)}
          />
        )}
      </Field>
    </>
  );
};
