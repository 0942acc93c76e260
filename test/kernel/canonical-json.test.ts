import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';

describe('the canonical spelling of a value', () => {
  // RFC 8785, section 3.2.2 and the sample of section 3.2.3.
  it('is the one of the standard’s own example', () => {
    const input = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
        '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    ) as unknown;
    expect(canonicalJson(input)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });
  it('sorts keys by their UTF-16 units, as the standard’s sorting sample does', () => {
    const keys = ['\u20ac', '\r', '\u{1f600}', '1', '\u0080', '\u00f6'];
    const text = canonicalJson(Object.fromEntries(keys.map((key, i) => [key, i])));
    expect(Object.keys(JSON.parse(text) as object).filter((key) => key !== '1')).toEqual([
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\u{1f600}',
    ]);
    expect(text.startsWith('{"\\r":1,"1":3,')).toBe(true);
  });
  // RFC 8785, appendix B.
  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['41b3de4355555555', '333333333.3333333'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
  ])('writes the number %s as %s', (bits, written) => {
    const buffer = Buffer.from(bits, 'hex');
    expect(canonicalJson(buffer.readDoubleBE())).toBe(written);
  });

  it('is of composed text, in keys as in values', () => {
    const [composed, apart] = ['Đường', 'Đường'.normalize('NFD')];
    expect(apart).not.toBe(composed);
    expect(canonicalJson({ [apart]: [apart] })).toBe(canonicalJson({ [composed]: [composed] }));
  });
  it('does not depend on the order in which keys were set, and says the same again', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
          const turned = Object.fromEntries(Object.entries(value).reverse());
          // Keys that become one when composed are a case of their own.
          if (
            new Set(Object.keys(value).map((key) => key.normalize('NFC'))).size === Object.keys(value).length
          )
            expect(canonicalJson(turned)).toBe(text);
        }
      }),
    );
  });
  it('leaves out what has no value', () => {
    expect(canonicalJson({ b: undefined, a: 1 })).toBe('{"a":1}');
  });
  it('refuses what has no JSON form', () => {
    for (const value of [undefined, () => 1, Symbol('x'), Number.NaN, Infinity, 10n])
      expect(() => canonicalJson(value), String(value)).toThrow();
  });
  it('refuses half a character, which no two programs would write alike', () => {
    expect(() => canonicalJson('\ud800')).toThrow();
  });
});
