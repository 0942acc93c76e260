import { expect, test } from 'vitest';
import { receiveFile } from '../../functions/requests/receive-file.ts';
import { AttachmentOffered } from '../../shared/contract/request-forms.ts';
import { requestDeskOperations as op } from '../../shared/contract/request-desk.ts';
import { isProgram, isTakenName, notTaken } from '../../shared/kernel/file-kinds.ts';

const KEY = 'requests/YC-7K3M9-QXD2T/3b241101-e2bb-4255-8caf-4136c566a962';
const verdict = (scanResultStatus: string) => ({
  detail: { s3ObjectDetails: { objectKey: KEY }, scanResultDetails: { scanResultStatus } },
});

/** What became of a file with this content, once the scanner spoke. */
const after = async (content: Uint8Array, status = 'NO_THREATS_FOUND'): Promise<string[]> => {
  const done: string[] = [];
  const said = (what: string) => async (key: string) => void done.push(`${what} ${key}`);
  await receiveFile({
    head: async (_key, bytes) => content.subarray(0, bytes),
    keep: said('keep'),
    hold: said('hold'),
  })(verdict(status));
  return done;
};
const bytes = (hex: string) => Uint8Array.from(Buffer.from(`${hex}${'00'.repeat(40)}`, 'hex'));

test.each([
  ['a Windows program', '4d5a9000'],
  ['a Linux program', '7f454c46'],
  ['a Mac program', 'cffaedfe'],
  ['a Java class', 'cafebabe'],
  ['a script', Buffer.from('#!/bin/sh').toString('hex')],
  ['a Windows shortcut', '4c00000001140200'],
])('%s is held back, whatever it is called and though the scanner found nothing', async (_, hex) => {
  expect(isProgram(bytes(hex))).toBe(true);
  expect(await after(bytes(hex))).toEqual([`hold ${KEY}`]);
});

test.each([
  ['a PDF', Buffer.from('%PDF-1.7').toString('hex')],
  ['a zip, a docx, an xlsx', '504b0304'],
  ['a JPEG', 'ffd8ffe0'],
  ['a table', Buffer.from('mã,tên\n').toString('hex')],
  ['nothing, moved already by the same verdict', ''],
])('%s is kept', async (_, hex) => {
  expect(await after(Uint8Array.from(Buffer.from(hex, 'hex')))).toEqual([`keep ${KEY}`]);
});

test('what the scanner found something in is held back without being read', async () => {
  expect(await after(bytes('25504446'), 'THREATS_FOUND')).toEqual([`hold ${KEY}`]);
});

test('by its name a file is of a kind that is taken, or is refused with what to send instead', () => {
  for (const name of ['đơn.PDF', 'bảng.xlsx', 'ảnh.jpeg', 'hồ sơ.zip', 'a.b.csv'])
    expect(isTakenName(name)).toBe(true);
  const sha256 = 'a'.repeat(64);
  for (const name of ['setup.exe', 'đơn.pdf.exe', 'x.js', 'tệp', '.pdf', 'macro.docm', 'trang.html']) {
    const read = AttachmentOffered.safeParse({ name, bytes: 1, sha256 });
    expect(read.error?.issues).toMatchObject([{ path: ['name'], message: notTaken }]);
    expect(op.signAnswerFile.body.safeParse({ name, bytes: 1, sha256 }).success).toBe(false);
    const answer = {
      text: 'Gửi tệp kèm theo.',
      files: [{ id: '3b241101-e2bb-4255-8caf-4136c566a962', name }],
    };
    expect(op.answerRequest.body.safeParse(answer).success).toBe(false);
  }
});
