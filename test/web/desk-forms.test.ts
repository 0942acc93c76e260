import { describe, expect, it } from 'vitest';
import { Contact } from '../../shared/contract/publishing.ts';
import { emptyForm, formOf, metadataOf } from '../../web/desk/datasets/metadata-form.ts';
import { wrongOf } from '../../web/desk/parts/form-errors.ts';
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
