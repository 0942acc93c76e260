import { describe, expect, it } from 'vitest';
import { Contact } from '../../shared/contract/publishing.ts';
import { emptyForm, formOf, metadataOf } from '../../web/desk/datasets/metadata-form.ts';
import { wrongOf } from '../../web/desk/parts/form-errors.ts';
import { emptyForm as emptyEntry, enteredOf, refusedOf } from '../../web/desk/requests/enter-form.ts';
import { safeReturn } from '../../web/desk/session.ts';

const filled = {
  ...emptyForm('dieu-18-nd47'),
  title: 'Danh sách trường học'.normalize('NFD'),
  description: 'Danh sách trường học có trong tỉnh theo năm học.',
  topic: 'giao-duc',
  updateFrequency: 'annual',
  spatialCoverage: 'Tỉnh Thái Bình',
  keywords: ' trường học, , giáo dục ',
};

describe('the metadata form', () => {
  it('reads what the contract wants, in NFC, and gives it back unchanged', () => {
    const { metadata, wrong } = metadataOf(filled);
    expect(wrong).toEqual({});
    expect(metadata?.title).toBe('Danh sách trường học');
    expect(metadata?.keywords).toEqual(['trường học', 'giáo dục']);
    expect(metadata && metadataOf(formOf(metadata)).metadata).toEqual(metadata);
  });

  it('says in Vietnamese what each empty field needs', () => {
    const { wrong } = metadataOf(emptyForm(''));
    expect(wrong).toMatchObject({
      title: 'Cần ít nhất 5 ký tự.',
      description: 'Cần ít nhất 20 ký tự.',
      topic: 'Cần chọn hoặc điền mục này.',
      spatialCoverage: 'Cần điền mục này.',
    });
  });

  it('refuses a period that ends before it begins, or has no beginning', () => {
    expect(metadataOf({ ...filled, from: '2025-02-01', until: '2025-01-01' }).wrong).toHaveProperty([
      'temporalCoverage.until',
    ]);
    expect(metadataOf({ ...filled, until: '2025-01-01' }).wrong).toHaveProperty(['temporalCoverage.from']);
  });

  it('explains a wrong mail address', () => {
    const read = Contact.safeParse({ name: 'Phòng Kế hoạch', email: 'khong-dung' });
    expect(read.success ? {} : wrongOf(read.error)).toEqual({
      email: 'Địa chỉ thư điện tử chưa đúng, ví dụ: dulieu@thaibinh.gov.vn.',
    });
  });
});

describe('coming back from sign-in', () => {
  it.each(['/desk/datasets', '/desk/', '/desk/datasets/0190a5c4-1b2d-7c3e-8f4a-5b6c7d8e9f00'])(
    'goes on to %s',
    (address) => {
      expect(safeReturn(address)).toBe(address);
    },
  );

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/desk//evil.example',
    '/desk/../',
    'javascript:alert(1)',
    undefined,
    42,
  ])('never leaves for %s', (address) => {
    const end = new URL(safeReturn(address), 'https://portal.example').href;
    expect(end.startsWith('https://portal.example/')).toBe(true);
  });
});

describe('entering what came to the office or by post', () => {
  const report = {
    ...emptyEntry('2025-06-16'),
    kind: 'error-report',
    information: 'Dòng 12 của tệp ghi sai số học sinh.',
  };
  const about = '7d0c7e1c-4c0e-4a59-9d35-6c7c3c1b8a01';

  it('a report of an error names its dataset, and says at that field when it does not', () => {
    expect(enteredOf(report).wrong).toEqual({ about: 'Cần chọn hoặc điền mục này.' });
    expect(enteredOf({ ...report, about, aboutTitle: 'Trường học' }).entered?.content).toMatchObject({
      kind: 'error-report',
      about,
    });
  });

  it('other reports may name one, information and corrections do not', () => {
    const content = (kind: string) =>
      enteredOf({ ...report, kind, about, follows: 'YC-7K3M9-QXD2T' }).entered?.content;
    for (const kind of ['challenge', 'must-publish', 'breach'])
      expect(content(kind)).toMatchObject({ about });
    expect(content('correction')).not.toHaveProperty('about');
    expect(enteredOf({ ...report, kind: 'challenge' }).wrong).toEqual({});
  });

  it('takes the hour it came only where the limit counts hours', () => {
    const at = { receivedTime: '09:30' };
    expect(enteredOf({ ...report, ...at, kind: 'breach' }).entered).toMatchObject(at);
    expect(enteredOf({ ...report, ...at, about }).entered).not.toHaveProperty('receivedTime');
  });

  const refusal = (type: string, more: object = {}) => ({
    type: `/problems/${type}`,
    title: 'Câu của cổng.',
    status: 422,
    ...more,
  });

  it.each([
    ['received-in-future', 'receivedOn'],
    ['received-before-law', 'receivedOn'],
    ['about-not-published', 'about'],
    ['follows-not-answered', 'follows'],
    ['consent-missing', 'files'],
  ])('what the portal refuses as %s stands at its field', (type, field) => {
    const read = refusedOf(refusal(type), { hasAgencyChoice: false });
    expect(read).toEqual({ wrong: { [field]: 'Câu của cổng.' } });
  });

  it('faults that name a place stand at that place', () => {
    const errors = [
      { path: 'body.content.asks.person.phone', message: 'Số điện thoại gồm chữ số' },
      { path: 'body.attachments.0.name', message: 'Tên tệp quá dài' },
      { path: 'body.receivedOn', message: 'Ngày chưa đúng' },
    ];
    expect(refusedOf(refusal('invalid-input', { errors }), { hasAgencyChoice: false })).toEqual({
      wrong: {
        phone: 'Số điện thoại gồm chữ số',
        files: 'Tên tệp quá dài',
        receivedOn: 'Ngày chưa đúng',
      },
    });
  });

  it('what is about a field nobody sees, or about none, stays a notice', () => {
    const ended = refusal('agency-ended');
    expect(refusedOf(ended, { hasAgencyChoice: true })).toEqual({ wrong: { agency: 'Câu của cổng.' } });
    expect(refusedOf(ended, { hasAgencyChoice: false })).toEqual({ wrong: {}, rest: ended });
    const down = refusal('unavailable');
    expect(refusedOf(down, { hasAgencyChoice: true })).toEqual({ wrong: {}, rest: down });
  });
});
