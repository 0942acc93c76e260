import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { requestEvents } from '../../events/requests.ts';
import { LetterKind } from '../../shared/contract/request-letters.ts';
import { RequestContent } from '../../shared/contract/request-forms.ts';
import { ContentShown } from '../../web/islands/track/content.tsx';
import { letterOf } from '../../web/islands/track/letter.tsx';
import { trackSeedOf } from '../../web/islands/track/seed.ts';
import { someForm } from '../journeys/driver/citizen.ts';
import { aSite, someAssets } from './fixtures.ts';

type Opened = Parameters<typeof ContentShown>[0]['request'];

const seed = (lang: 'vi' | 'en') =>
  trackSeedOf({ lang, site: aSite, assets: someAssets, kinds: [], reasonsInEnglish: {} });
const shown = (content: unknown, lang: 'vi' | 'en' = 'vi') =>
  render(
    h(ContentShown, {
      seed: seed(lang),
      request: { content: RequestContent.parse(content), email: 'hanh@example.com' } as Opened,
    }),
  );

/** Every word and number somebody wrote, however deep it lies. */
const writtenIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, inner]) =>
          ['kind', 'form', 'provision', 'subject'].includes(key) ? [] : writtenIn(inner),
        )
      : [];

describe('the form as it was sent', () => {
  const person = { ...someForm().asks.person, fax: '0227 333 444' };
  const own = { ...someForm(), asks: { ...someForm().asks, person, subject: 'own', provision: 'viewing' } };
  const list = {
    kind: 'information',
    asks: {
      ...someForm().asks,
      form: '01b',
      subject: 'consented',
      person,
      intermediary: {
        name: 'Hội Nông dân xã Đông Hưng',
        address: 'Thôn Trung, xã Đông Hưng',
        people: [
          { name: 'Trần Văn Bình', idNumber: '034085004321', reason: 'Làm thủ tục đất' },
          { name: 'Lê Thị Cúc', idNumber: '034085009999', reason: 'Xây nhà mới' },
        ],
      },
    },
  };

  const report = {
    kind: 'correction',
    follows: 'YC-7K3M9-QXD2T',
    says: {
      name: 'Nguyễn Thị Hạnh',
      phone: '0912 345 678',
      description: 'Diện tích thửa 12 ghi sai',
      place: 'Trang 3, dòng 14',
      proposal: 'Diện tích đúng là 120 m2, theo sổ đỏ',
    },
  };

  it.each([
    ['01a', own],
    ['01b', list],
    ['a report', report],
  ])('of %s is shown whole', (_, content) => {
    const html = shown(content);
    const written = writtenIn(content);
    expect(written.length).toBeGreaterThan(3);
    for (const words of written) expect(html).toContain(words);
    expect(html).not.toMatch(/undefined/);
  });

  it('says in the language of the page how it is to be given, and whose information it is', () => {
    expect(shown(own)).toContain('Đọc, xem, nghe tại trụ sở cơ quan');
    expect(shown(own, 'en')).toContain('Read, watch or listen at the agency’s office');
    expect(shown(list, 'en')).toContain('Somebody else’s, who has agreed in writing');
    expect(shown(list, 'en')).toContain('Several people, through an organisation or business');
  });

  it('shows markup in it as text', () => {
    expect(shown({ ...own, asks: { ...own.asks, purpose: '<img src=x onerror=alert(1)>' } })).toContain(
      '&lt;img src=x',
    );
  });
});

describe('the letter of a step', () => {
  const step = (what: string) => ({ what }) as Opened['timeline'][number];
  const opened = (whats: readonly string[], papersErasedOn?: string) =>
    ({ timeline: whats.map(step), ...(papersErasedOn && { papersErasedOn }) }) as Opened;
  const offered = (request: Opened) => request.timeline.map((one) => letterOf(request, one));

  it('is offered at the last such step, once for each kind there is', () => {
    const all = offered(opened(requestEvents.map(({ type }) => type)));
    expect(all.filter((kind) => kind !== undefined).toSorted()).toEqual([...LetterKind.options].toSorted());
    expect(offered(opened(['ClarificationAsked', 'ClarificationGiven', 'ClarificationAsked']))).toEqual([
      undefined,
      undefined,
      'question',
    ]);
  });

  it('is gone with the papers it is made of', () => {
    expect(offered(opened(['RequestAnswered'], '2026-01-01'))).toEqual([undefined]);
  });
});
