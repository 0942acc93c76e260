import * as z from 'zod';
import { LocalDate } from '../kernel/local-date.ts';
import { Confidence, InVietnamese } from './schema.ts';

const BodyId = z.string().regex(/^[a-z]+(-[a-z]+)*$/);

/** A body of the administration over time: until when it was, and what took over its work the day after. */
export const Body = z.strictObject({
  id: BodyId,
  name: InVietnamese,
  from: LocalDate.optional(),
  until: LocalDate.optional(),
  into: z.array(BodyId).min(1).optional(),
  /** Codes of the administrative units, where the body is one of many. */
  places: z.array(z.string().regex(/^\d{5}$/)).optional(),
  note: InVietnamese.optional(),
  confidence: Confidence,
  source: z.string().min(1),
});
export type Body = z.infer<typeof Body>;

/** What is wrong with the bodies, in words: one that ended into nothing, or into one that was not there. */
export const bodyFaults = (bodies: readonly Body[]): string[] =>
  bodies.flatMap((body) => {
    const heirs = (body.into ?? []).map((id) => bodies.find((other) => other.id === id));
    return [
      ...(body.until !== undefined && !body.into ? [`${body.id} ended, and nothing took over`] : []),
      ...(body.into && body.until === undefined ? [`${body.id} went into others and has not ended`] : []),
      ...(body.from && body.until && body.until < body.from ? [`${body.id} ends before it begins`] : []),
      ...heirs.flatMap((heir, i) => {
        if (!heir) return [`${body.id} went into ${body.into?.[i]}, which is not there`];
        return heir.until && body.until && heir.until <= body.until
          ? [`${body.id} went into ${heir.id}, which was gone`]
          : [];
      }),
    ];
  });

/** The bodies that do on a day what a body once did: itself while it lasts, then those that took over. */
export const heirsOn = (id: string, day: LocalDate, bodies: readonly Body[]): Body[] => {
  const body = bodies.find((one) => one.id === id);
  if (!body) return [];
  if (body.until === undefined || day <= body.until) return [body];
  return (body.into ?? []).flatMap((heir) => heirsOn(heir, day, bodies));
};
