import { describe, expect, test } from 'vitest';
import {
  challengeKey,
  challengeOf,
  countsOf,
  judge,
  mailboxOf,
  networkOf,
} from '../../shared/capabilities/confirmation.ts';
import { memoryConfirmations } from '../../shared/adapters/memory/confirmations.ts';
import { askForCode } from '../../shared/capabilities/confirmations.ts';
import { addSeconds, instant } from '../../shared/kernel/local-date.ts';

const at = instant(Date.parse('2025-06-16T02:00:00.000Z'));
const rules = { minutes: 15, attempts: 5 };
const hide = (text: string) => `hidden(${text})`;
const challenge = challengeOf('012345', 'salt', at, rules);

describe('a code', () => {
  test('is kept as a keyed hash, never as it is', () => {
    expect(JSON.stringify(challenge)).not.toContain('012345');
    expect(challengeOf('012345', 'another salt', at, rules).codeHash).not.toBe(challenge.codeHash);
  });

  test('given a code that was sent, when it is shown within its minutes, then the address is confirmed', () => {
    expect(judge(challenge, '012345', at)).toBe('confirmed');
    expect(judge(challenge, '012345', addSeconds(at, 15 * 60 - 1))).toBe('confirmed');
  });

  test.each([
    ['another code', challenge, '012346', at],
    ['the same without its leading zero', challenge, '12345', at],
    ['it when its minutes are over', challenge, '012345', addSeconds(at, 15 * 60)],
    ['any where none was asked for or none may be tried any more', undefined, '012345', at],
  ])('given that, when somebody shows %s, then it is refused in the same words', (_, kept, code, when) => {
    expect(judge(kept, code, when)).toEqual({ refused: 'code-refused' });
  });
});

describe('where it is kept', () => {
  test('says the purpose and hides the address, whichever way its owner writes it', () => {
    expect(mailboxOf(' Ban@Example.VN ')).toBe('ban@example.vn');
    expect(challengeKey('follow', 'Ban@Example.VN', hide)).toBe('code#follow#hidden(ban@example.vn)');
    expect(challengeKey('request', 'ban@example.vn', hide)).not.toBe(
      challengeKey('follow', 'ban@example.vn', hide),
    );
  });

  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['2001:db8::1:2:3:4:5', '2001:db8:0:1'],
    ['::1', '0:0:0:0'],
  ])('takes %s as %s: whoever has half of an IPv6 address for himself counts once', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test('given one hour, then a source, an address and a purpose are counted, in this order', () => {
    const asked = { purpose: 'follow', email: 'Ban@example.vn', source: '203.0.113.7', at } as const;
    expect(countsOf(asked, { address: 5, source: 30, purpose: 2000 }, hide)).toEqual([
      { key: 'asked#source#hidden(203.0.113.7)#2025-06-16T02', most: 30 },
      { key: 'asked#address#hidden(ban@example.vn)#2025-06-16T02', most: 5 },
      { key: 'asked#purpose#follow#2025-06-16T02', most: 2000 },
    ]);
  });
});

test('one source may ask codes for so many addresses an hour and no more, whoever’s they are; others are not held up', async () => {
  const store = memoryConfirmations();
  const sent: string[] = [];
  const ask = askForCode({
    store,
    rules: { ...rules, anHour: { address: 5, source: 3, purpose: 100 } },
    newCode: () => '012345',
    newSalt: () => 'salt',
    send: async ({ email }) => void sent.push(email),
  });
  const from = (source: string, i: number, when = at) =>
    ask({ purpose: 'request', email: `nguoi-${i}@example.vn`, source, at: when });
  for (const i of [1, 2, 3]) expect(await from('203.0.113.7', i)).toHaveProperty('validUntil');
  expect(await from('203.0.113.7', 4)).toEqual({ refused: 'too-many' });
  expect(await from('198.51.100.9', 4)).toHaveProperty('validUntil');
  expect(await from('203.0.113.7', 5, addSeconds(at, 3600))).toHaveProperty('validUntil');
  expect(sent).toEqual([1, 2, 3, 4, 5].map((i) => `nguoi-${i}@example.vn`));
});
