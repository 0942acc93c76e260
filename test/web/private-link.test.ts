import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REQUEST_FORM_PAGE, REQUESTS_PAGE } from '../../shared/contract/public-paths.ts';
import { requestCodeFrom } from '../../shared/kernel/ids.ts';
import { codeIn, entryOf, fragmentOf } from '../../web/islands/request/private-link.ts';
import { paths } from '../../web/paths.ts';

const codes = fc.uuid().map(requestCodeFrom);
const secrets = fc.stringMatching(/^[A-Za-z0-9_-]{43}$/);

describe('a tracking code', () => {
  it('is read as people write it', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(codeIn(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toBe(code);
        expect(codeIn(code.replaceAll('-', '').replaceAll('0', 'O').replaceAll('1', 'l'))).toBe(code);
      }),
    );
  });
  it.each(['', 'YC-', 'YC-1', 'YC-7K3M9-QXD2', 'YC-7K3M9-QXD2T9', '7K3M9-QXD2T', 'YC-7K3M9-QXD2U'])(
    'is not “%s”',
    (typed) => {
      expect(codeIn(typed)).toBeUndefined();
    },
  );
});

describe('a private link', () => {
  it('is taken whole, as a fragment, or as a code alone, and its key is never mended', () => {
    fc.assert(
      fc.property(codes, secrets, (code, secret) => {
        const fragment = fragmentOf({ code, secret });
        expect(entryOf(fragment)).toEqual({ code, secret });
        expect(entryOf(`https://du-lieu.example.vn/requests/${fragment}`)).toEqual({ code, secret });
        expect(entryOf(fragmentOf({ code }))).toEqual({ code });
      }),
    );
  });
  it.each(['#', '#YC-7K3M9-QXD2T.short', '#../../admin', 'https://du-lieu.example.vn/requests/'])(
    'is not “%s”',
    (typed) => {
      expect(entryOf(typed)).toBeUndefined();
    },
  );
});

it('repeats the contract’s addresses of requests exactly', () => {
  for (const lang of ['vi', 'en'] as const)
    expect([paths.requests(lang), paths.requestForm(lang)]).toEqual([
      REQUESTS_PAGE[lang],
      REQUEST_FORM_PAGE[lang],
    ]);
});
