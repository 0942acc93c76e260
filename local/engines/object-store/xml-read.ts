import { XMLParser, XMLValidator } from 'fast-xml-parser';
import type * as z from 'zod';
import { S3Error } from './s3-error.ts';

const malformed = (): S3Error =>
  new S3Error(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our schema.',
  );

/** Reads a request document by a schema; `lists` names the elements that may repeat. Document types are refused. */
export const readXml = <T>(text: string, schema: z.ZodType<T>, lists: string[]): T => {
  if (/<!DOCTYPE|<!ENTITY/i.test(text) || XMLValidator.validate(text) !== true) throw malformed();
  const parser = new XMLParser({
    parseTagValue: false,
    trimValues: false,
    ignoreAttributes: true,
    htmlEntities: true,
    ignoreDeclaration: true,
    isArray: (name) => lists.includes(name),
  });
  let tree: unknown;
  try {
    tree = parser.parse(text);
  } catch {
    throw malformed();
  }
  const read = schema.safeParse(tree);
  if (!read.success) throw malformed();
  return read.data;
};
