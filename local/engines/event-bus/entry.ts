import * as z from 'zod';
import type { BusEvent } from './pattern.ts';

/** An entry of PutEvents. Its time is epoch seconds, as JSON 1.1 carries it. */
export const EntryShape = z.object({
  Source: z.string().optional(),
  DetailType: z.string().optional(),
  Detail: z.string().optional(),
  Resources: z.array(z.string()).default([]),
  EventBusName: z.string().default('default'),
  Time: z.number().optional(),
  TraceHeader: z.string().optional(),
});
export type Entry = z.output<typeof EntryShape>;

/** The older, smaller limit of PutEvents: what fits here fits on AWS. */
const MAX_BYTES = 256 * 1024;

export type EntryRefusal = { readonly ErrorCode: string; readonly ErrorMessage: string };

const refuse = (ErrorCode: string, ErrorMessage: string): EntryRefusal => ({ ErrorCode, ErrorMessage });

/** Makes an event of an entry, or says in the words of EventBridge why not. */
export const toEvent = (
  entry: Entry,
  about: { id: string; now: number; region: string; account: string },
): BusEvent | EntryRefusal => {
  const { Source, DetailType, Detail } = entry;
  if (!Source)
    return refuse('InvalidArgument', 'Parameter Source is not valid. Reason: Source is a required argument.');
  if (!DetailType)
    return refuse(
      'InvalidArgument',
      'Parameter DetailType is not valid. Reason: DetailType is a required argument.',
    );
  if (Detail === undefined)
    return refuse('InvalidArgument', 'Parameter Detail is not valid. Reason: Detail is a required argument.');
  if (Source.startsWith('aws.'))
    return refuse('NotAuthorizedForSourceException', 'Not authorized for the source.');
  if (Buffer.byteLength(Detail) + Buffer.byteLength(Source) + Buffer.byteLength(DetailType) > MAX_BYTES)
    return refuse('InvalidArgument', `An entry may have ${MAX_BYTES} bytes.`);
  const detail = z.record(z.string(), z.unknown()).safeParse(parse(Detail));
  if (!detail.success) return refuse('MalformedDetail', 'Detail is malformed.');
  const at = entry.Time === undefined ? about.now : entry.Time * 1000;
  return {
    version: '0',
    id: about.id,
    'detail-type': DetailType,
    source: Source,
    account: about.account,
    time: new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    region: about.region,
    resources: entry.Resources,
    detail: detail.data,
  };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
