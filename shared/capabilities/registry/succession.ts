import type { AgencyCode } from '../../kernel/ids.ts';
import type { LocalDate } from '../../kernel/local-date.ts';
import { inForceOn, type Agency } from './model.ts';

export type Succession = { readonly from: AgencyCode; readonly to: AgencyCode };

const successorOn = (
  ended: Agency,
  agencies: ReadonlyMap<AgencyCode, Agency>,
  day: LocalDate,
): AgencyCode | undefined => {
  const seen = new Set<AgencyCode>();
  let agency: Agency | undefined = ended;
  while (agency && !inForceOn(agency, day)) {
    if (seen.has(agency.code)) return undefined;
    seen.add(agency.code);
    agency = agency.successor && agencies.get(agency.successor);
  }
  return agency?.code;
};

/** The agencies that have ended by a day, each with whoever does its work then; one that nobody followed is left out. */
export const successionsBy = (agencies: readonly Agency[], day: LocalDate): Succession[] => {
  const byCode = new Map(agencies.map((agency) => [agency.code, agency]));
  return agencies
    .filter(({ validUntil }) => validUntil !== undefined && validUntil < day)
    .flatMap((ended) => {
      const to = successorOn(ended, byCode, day);
      return to ? [{ from: ended.code, to }] : [];
    });
};
