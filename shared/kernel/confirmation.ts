import * as z from 'zod';

/** What somebody proves an address for. A code asked for one purpose opens no other. */
export const ConfirmationPurpose = z
  .enum(['follow', 'request'])
  .meta({ description: 'follow: theo dõi bộ dữ liệu; request: yêu cầu cung cấp thông tin' });
export type ConfirmationPurpose = z.infer<typeof ConfirmationPurpose>;

/**
 * An address that mail can be sent to. ASCII only, as SES takes it, and nothing that could begin another header: no space, no
 * line break, no comma, no angle bracket.
 */
export const EmailAddress = z
  .string()
  .trim()
  .max(254)
  .regex(
    /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?(?:\.[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?)+$/,
    'Địa chỉ thư điện tử chưa đúng, ví dụ: ban@example.vn',
  )
  .meta({ description: 'Địa chỉ thư điện tử', examples: ['ban@example.vn'] });
export type EmailAddress = z.infer<typeof EmailAddress>;

/** Six digits; people paste them with spaces around and in the middle. */
export const ConfirmationCode = z
  .string()
  .max(20)
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Mã xác nhận gồm 6 chữ số'))
  .meta({ description: 'Mã xác nhận gồm 6 chữ số trong thư', examples: ['012345'] });
export type ConfirmationCode = z.infer<typeof ConfirmationCode>;
