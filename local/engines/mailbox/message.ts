import * as z from 'zod';

/** One line of a header: a line break in it would be another header. */
const Line = z.string().refine((text) => !/[\r\n]/.test(text), 'must be one line');
const Part = z.object({ Data: z.string(), Charset: z.string().optional() });
const Addresses = z.array(Line).default([]);

/** SendEmail of SES v2 with simple content. */
export const SendEmailShape = z.object({
  FromEmailAddress: Line,
  Destination: z.object({ ToAddresses: Addresses, CcAddresses: Addresses, BccAddresses: Addresses }),
  ReplyToAddresses: Addresses,
  Content: z.object({
    Simple: z.object({
      Subject: Part.extend({ Data: Line }),
      Body: z
        .object({ Text: Part.optional(), Html: Part.optional() })
        .refine((body) => body.Text ?? body.Html, 'needs a text or an html part'),
      Headers: z.array(z.object({ Name: Line, Value: Line })).default([]),
    }),
  }),
});

/** Settings of SES that change nothing about what is sent; taken and left aside. */
export const WITHOUT_EFFECT = ['EmailTags', 'ConfigurationSetName', 'FromEmailAddressIdentityArn'];

// Local part, @, a domain with a dot; `Name <address>` is allowed around it. SES itself takes only ASCII addresses.
const ADDRESS =
  /^[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)+$/i;

/** The bare address of `Name <address>`, lower case; undefined when it is none. */
export const addressOf = (text: string): string | undefined => {
  const bare = (/<([^<>]*)>\s*$/.exec(text)?.[1] ?? text).trim();
  return ADDRESS.test(bare) && bare.length <= 320 ? bare.toLowerCase() : undefined;
};

/** SES's own test addresses, which on AWS come back as a bounce. */
export const bounces = (address: string): boolean =>
  /^(bounce|suppressionlist)(\+[^@]*)?@simulator\.amazonses\.com$/.test(address);
