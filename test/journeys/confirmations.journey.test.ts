import { describe, expect, test } from 'vitest';
import { createClient } from '../../shared/contract/client.ts';
import { operations as op } from '../../shared/contract/operations.ts';
import { claimsFor } from '../fixtures/claims.ts';
import { body, problemId } from './driver/desk.ts';
import { theDriver } from './driver/index.ts';

const driver = theDriver();
const claim = claimsFor(driver.lacks);
const call = createClient({ baseUrl: driver.baseUrl });
const ask = (email: string) => call(op.askConfirmation, { body: { purpose: 'follow', email } });
let n = 0;
const aMailbox = () => `nguoi-dan-${Date.now()}-${n++}@example.com`;

const codeFor = async (email: string): Promise<string> => {
  const letter = (await driver.mailTo(email)).at(-1);
  return /Mã xác nhận: (\d{6})$/m.exec(letter?.text ?? '')?.[1] ?? '';
};

describe('a citizen proves an address', () => {
  test('by six digits that come by mail', async () => {
    const email = aMailbox();
    expect(body(await ask(email)).validUntil).toMatch(/^\d{4}-/);
    expect(await codeFor(email)).toMatch(/^\d{6}$/);
  });

  claim('and leaves neither the address nor the code in a log', async () => {
    const email = aMailbox();
    await ask(email);
    const lines = await driver.logLines();
    expect(lines.filter((line) => line.includes('askConfirmation'))).not.toEqual([]);
    for (const secret of [email, `"${await codeFor(email)}"`])
      expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  });

  test('a flood to one mailbox ends after a few letters, and does not stop a neighbour', async () => {
    const email = aMailbox();
    for (let i = 0; i < 5; i++) body(await ask(email));
    expect(problemId(await ask(email))).toBe('too-many');
    expect(await driver.mailTo(email)).toHaveLength(5);
    expect((await ask(aMailbox())).ok).toBe(true);
  });

  test('an address that would write headers is none', async () => {
    const email = `${aMailbox()}\r\nBcc: ai@example.com`;
    expect(problemId(await ask(email))).toBe('invalid-input');
    expect(await driver.mailTo('ai@example.com')).toEqual([]);
  });
});
