import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AttachmentOffered, RequestContent } from '../../shared/contract/request-forms.ts';
import { RequestKind } from '../../shared/kernel/request.ts';
import { contentOf, offeredOf, submissionOf, triedWith } from '../../web/islands/ask/content.ts';
import { faultsOf, fieldsOf, MOST_FILES } from '../../web/islands/ask/faults.ts';
import { forget, keep, recall } from '../../web/islands/ask/keep.ts';
import {
  emptyDraft,
  isTyped,
  type Attachment,
  type Draft,
  type TextField,
} from '../../web/islands/ask/model.ts';
import { questionsOf } from '../../web/islands/ask/offers.ts';
import { textsOf } from '../../web/texts.ts';

const filled: Draft = {
  ...emptyDraft,
  agency: 'H54.06',
  about: {
    id: '0190a5c4-1b2d-7c3e-8f4a-5b6c7d8e9f00',
    slug: 'truong-hoc',
    title: 'Trường học',
    agency: { code: 'H54.06', name: 'Sở Nông nghiệp và Môi trường' },
  },
  follows: 'yc 7k3m9 qxd2t',
  information: 'Quyết định phê duyệt quy hoạch',
  purpose: 'Tìm hiểu quy hoạch',
  description: 'Dòng 12 ghi sai diện tích',
  place: 'Tệp dat.csv, dòng 12',
  proposal: '120 ha',
  form: '01b',
  name: 'Nguyễn Thị Hạnh',
  address: 'Thôn Đông, xã Đông Hưng',
  idNumber: '034190001234',
  phone: '+84 (912) 345-678',
  fax: '0227.383.123',
  intermediaryName: 'Hội Nông dân xã',
  intermediaryAddress: 'Xã Đông Hưng',
  people: [{ name: 'Trần Văn B', idNumber: '034190001235', reason: 'Là người thừa kế' }],
  email: 'hanh@example.com',
};
const kinds = RequestKind.options;
const aFile = (role: Attachment['role'] = 'document'): Attachment => ({
  file: new File(['nội dung'], 'tệp.txt'),
  role,
  sha256: 'a'.repeat(64),
});

describe('what is sent', () => {
  it.each(kinds)('of %s is what the contract takes, from whatever was typed for other kinds', (kind) => {
    for (const form of ['01a', '01b'] as const)
      expect(RequestContent.safeParse(contentOf({ ...filled, kind, form })).error?.issues).toBeUndefined();
    expect(AttachmentOffered.safeParse(offeredOf(aFile())).success).toBe(true);
  });

  it('leaves out what was left empty', () => {
    const content = contentOf({
      ...filled,
      kind: 'breach',
      about: undefined,
      name: ' ',
      phone: '',
      place: '',
    });
    expect(JSON.parse(JSON.stringify(content))).toEqual({
      kind: 'breach',
      says: { description: filled.description, proposal: '120 ha', email: 'hanh@example.com' },
    });
  });

  it('keeps its key while the words are the same, so that trying again makes one request', () => {
    let count = 0;
    const key = () => `key-${count++}`;
    const first = triedWith(undefined, submissionOf(filled, [], 'vi'), key);
    expect(triedWith(first, submissionOf({ ...filled }, [], 'vi'), key)).toBe(first);
    const other = triedWith(first, submissionOf({ ...filled, purpose: 'Việc khác' }, [], 'vi'), key);
    expect(other.key).not.toBe(first.key);
  });
});

describe('what is found wrong before anything is sent', () => {
  it.each(kinds)('is nothing in a filled %s, and then the contract agrees', (kind) => {
    expect(faultsOf({ ...filled, kind }, [])).toEqual({});
  });

  const needed: Record<Draft['kind'], readonly TextField[]> = {
    information: [
      'information',
      'purpose',
      'name',
      'address',
      'idNumber',
      'intermediaryName',
      'intermediaryAddress',
    ],
    challenge: ['description'],
    'error-report': ['description'],
    correction: ['description', 'follows'],
    'must-publish': ['description'],
    breach: ['description'],
  };
  it.each(kinds)('names each needed field of %s that is empty', (kind) => {
    for (const field of needed[kind]) {
      const draft = { ...filled, kind, [field]: '  ' };
      expect(faultsOf(draft, []), field).toEqual({ [field]: { why: 'required' } });
      expect(RequestContent.safeParse(contentOf(draft)).success, field).toBe(false);
    }
    expect(faultsOf({ ...filled, kind, agency: '', email: '' }, [])).toMatchObject({
      agency: { why: 'required' },
      email: { why: 'required' },
    });
  });

  it('is never less than the contract finds in what people type', () => {
    const typed = fc.constantFrom(
      '',
      ' ',
      'ab',
      'abcdef',
      'Nội dung đủ dài',
      '0912 345 678',
      'x'.repeat(401),
    );
    const fields = [
      'information',
      'purpose',
      'description',
      'place',
      'proposal',
      'name',
      'address',
      'idNumber',
      'phone',
      'fax',
    ] as const;
    const change = fc.record(Object.fromEntries(fields.map((field) => [field, typed])));
    fc.assert(
      fc.property(fc.constantFrom(...kinds), change, (kind, more) => {
        const draft: Draft = { ...filled, ...more, kind };
        if (Object.keys(faultsOf(draft, [])).length > 0) return;
        expect(RequestContent.safeParse(contentOf(draft)).error?.issues).toBeUndefined();
      }),
    );
  });

  it('asks for the dataset of an error report, and for the person in each row', () => {
    expect(faultsOf({ ...filled, kind: 'error-report', about: undefined }, [])).toEqual({
      about: { why: 'required' },
    });
    const people = [...filled.people, { name: 'B', idNumber: '', reason: 'Vì' }];
    expect(faultsOf({ ...filled, people }, [])).toEqual({
      'people.1.name': { why: 'short', n: 2 },
      'people.1.idNumber': { why: 'required' },
      'people.1.reason': { why: 'short', n: 5 },
    });
  });

  it('asks for the consent where the information is somebody else’s, and for fewer files', () => {
    const consented: Draft = { ...filled, subject: 'consented' };
    expect(faultsOf(consented, [aFile()])).toEqual({ files: { why: 'consent' } });
    expect(faultsOf(consented, [aFile('consent')])).toEqual({});
    const many = Array.from({ length: MOST_FILES + 1 }, () => aFile());
    expect(faultsOf(filled, many)).toEqual({ files: { why: 'tooMany', n: MOST_FILES } });
  });

  it('finds the fields that the API finds fault with', () => {
    const at = (path: string) => fieldsOf([{ path, message: '' }])[0];
    expect(at('body.content.asks.person.idNumber')).toBe('idNumber');
    expect(at('body.content.asks.information')).toBe('information');
    expect(at('body.content.asks.intermediary.people.2.reason')).toBe('people.2.reason');
    expect(at('body.content.asks.intermediary.name')).toBe('intermediaryName');
    expect(at('body.content.says.place')).toBe('place');
    expect(at('body.content.follows')).toBe('follows');
    expect(at('body.replyTo.email')).toBe('email');
    expect(at('body.confirmation')).toBe('code');
    expect(at('body.attachments.0.bytes')).toBe('files');
    expect(at('query.odd')).toBeUndefined();
  });
});

describe('what a tab keeps', () => {
  const aTab = () => {
    const kept = new Map<string, string>();
    return () => ({
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
      removeItem: (name: string) => void kept.delete(name),
    });
  };
  it('comes back as it was typed, and is gone once it was sent', () => {
    const tab = aTab();
    expect(recall(tab)).toBeUndefined();
    keep(tab, { draft: filled, tried: { key: 'k', said: 's' }, hadFiles: true });
    expect(recall(tab)).toEqual({ draft: filled, tried: { key: 'k', said: 's' }, hadFiles: true });
    forget(tab);
    expect(recall(tab)).toBeUndefined();
  });
  it('is nothing where the browser refuses, or holds something else', () => {
    const refusing = (): never => {
      throw new Error('SecurityError');
    };
    keep(refusing, { draft: filled, hadFiles: false });
    expect(recall(refusing)).toBeUndefined();
    forget(refusing);
    const tab = aTab();
    tab().setItem('request-draft', '{"draft":');
    expect(recall(tab)).toBeUndefined();
  });
  it('is worth keeping once something was typed', () => {
    expect(isTyped({ ...emptyDraft, kind: 'breach', agency: 'H54.06' })).toBe(false);
    expect(isTyped({ ...emptyDraft, place: 'dòng 3' })).toBe(true);
  });
});

describe('what the search is asked about a sentence', () => {
  const leaveOut = textsOf('vi').requestForm.offerLeaveOut.split(',');
  it('is the thing itself, in ever fewer words', () => {
    expect(
      questionsOf('Xin cung cấp danh sách các trường mầm non trên địa bàn xã Đông Hưng năm 2024', leaveOut),
    ).toEqual(['trường mầm non xã đông hưng 2024', 'trường mầm non xã', 'trường mầm non', 'trường mầm']);
  });
  it('is nothing while there is nothing but filler', () => {
    expect(questionsOf('  Xin cung cấp thông tin về ', leaveOut)).toEqual([]);
    expect(questionsOf('', leaveOut)).toEqual([]);
  });
  it('leaves words alone that only contain filler', () => {
    expect(questionsOf('Vềd cácx', leaveOut)[0]).toBe('vềd cácx');
  });
});
