import { describe, expect, test } from 'vitest';
import { confirmationEndpoints } from '../../functions/confirmations/confirmation.endpoints.ts';
import { codeLetter } from '../../functions/confirmations/letters.ts';
import { serveHttp } from '../../functions/_entry/http.ts';
import { confirmationOperations as op } from '../../shared/contract/confirmations.ts';
import { instant } from '../../shared/kernel/local-date.ts';
import { aLambdaContext, httpEvent } from '../fixtures/http-event.ts';

const validUntil = instant(Date.parse('2025-06-16T17:10:00.000Z'));
const ground = () => {
  const asked: { email: string; source: string }[] = [];
  const handler = serveHttp(
    'confirmations',
    confirmationEndpoints(async (one) => {
      asked.push(one);
      return one.email.startsWith('nhieu') ? { refused: 'too-many' } : { validUntil };
    }),
    { whoIs: async () => undefined },
    () => true,
  );
  const ask = async (body: unknown) => {
    const { statusCode, body: text } = await handler(httpEvent(op.askConfirmation, { body }), aLambdaContext);
    return { status: statusCode, said: JSON.parse(text ?? '{}') as Record<string, unknown> };
  };
  return { asked, ask };
};

describe('asking for a code over HTTP', () => {
  test('is answered with how long it holds', async () => {
    const { ask, asked } = ground();
    expect(await ask({ purpose: 'follow', email: '  Ban+tin@Example.vn ' })).toEqual({
      status: 202,
      said: { validUntil },
    });
    expect(asked).toMatchObject([{ email: 'Ban+tin@Example.vn', source: '192.0.2.1' }]);
  });

  test.each([
    'ban@example.vn\r\nBcc: ai@example.com',
    'ban@example.vn, ai@example.com',
    'Ban <ban@example.vn>',
    'ban@example.vn>',
    'ban@@example.vn',
    'ban@localhost',
    'ban @example.vn',
    '"a b"@example.vn',
    'bạn@example.vn',
    'ban@tỉnh.vn',
    'ban%0d%0aBcc:ai@example.vn\n',
    `${'a'.repeat(65)}@example.vn`,
    `a@${'b'.repeat(64)}.vn`,
    `a@${'b.'.repeat(130)}vn`,
    '',
  ])('is refused for what is no one address: %j', async (email) => {
    const { ask, asked } = ground();
    const { status, said } = await ask({ purpose: 'follow', email });
    expect({ status, type: said['type'] }).toEqual({ status: 400, type: '/problems/invalid-input' });
    expect(asked).toEqual([]);
  });

  test('is refused for a purpose nobody has', async () => {
    expect((await ground().ask({ purpose: 'admin', email: 'ban@example.vn' })).status).toBe(400);
  });

  test('says when it is too often', async () => {
    const { status, said } = await ground().ask({ purpose: 'follow', email: 'nhieu@example.vn' });
    expect({ status, type: said['type'] }).toEqual({ status: 429, type: '/problems/too-many' });
  });
});

test('the letter says what for and until when, in the province’s time, and its subject holds no code', () => {
  const { subject, text } = codeLetter({ purpose: 'request', code: '012345', validUntil }, 'https://x.vn');
  expect(subject).not.toContain('012345');
  expect(text).toContain('Mã xác nhận: 012345\n');
  expect(text).toContain('gửi yêu cầu cung cấp thông tin, có hiệu lực đến 00:10 ngày 17/06/2025');
  expect(text).toContain('English: 012345 is your one-time code for sending an information request');
});
