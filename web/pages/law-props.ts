import type { Confidence } from '../../shared/kernel/deadline.ts';
import type { Localised, PageProps } from './props.ts';

/** A place in the law with the sentence a value rests on. The text of the law stays Vietnamese. */
export type LawCite = {
  /** Absent where the page has given this place its address already. */
  readonly anchor?: string | undefined;
  readonly label: string;
  readonly sentence: string;
  /** None for a target of the house: it stands in no law. */
  readonly confidence?: Confidence | undefined;
  readonly source: string;
};

export type LawLimit =
  | { readonly kind: 'period'; readonly amount: number; readonly unit: string }
  | { readonly kind: 'date'; readonly before: string }
  | { readonly kind: 'at-once' | 'no-limit' };

/** What the law says on a stretch of days; without `confidence` it is not known, or known to be nothing, and `why`. */
export type LawStretch = {
  readonly from: string;
  readonly until?: string | undefined;
  readonly limit?: LawLimit | undefined;
  readonly confidence?: Confidence | undefined;
  readonly state: 'value' | 'none' | 'unknown';
  /** A target of the house: shown as what it is, never as law. */
  readonly isHouse?: boolean | undefined;
  readonly why?: string | undefined;
  readonly cites: readonly LawCite[];
};

export type RuleSummary = {
  readonly id: string;
  /** Its row in the table of deadlines, where it has one. */
  readonly code?: string | undefined;
  readonly title: string;
  readonly stretches: readonly LawStretch[];
};

type Named = { readonly id: string; readonly title: string };

export type RuleProps = PageProps & {
  readonly rule: RuleSummary & {
    readonly governedWhy: string;
    readonly starts: readonly { readonly reason: string; readonly confidence: Confidence }[];
    readonly extends?: Named | undefined;
    readonly extendedBy?: Named | undefined;
    readonly stops: readonly { readonly title: string; readonly stretches: readonly LawStretch[] }[];
    readonly methods: readonly { readonly title: string; readonly cites: readonly LawCite[] }[];
  };
};

export type LawDay = { readonly day: string; readonly why: string };

/** A ground or a form by its name, and on which days which law has it; after those, that and why it is not known. */
export type TitledInLaw = {
  readonly id: string;
  readonly title: Localised;
  readonly stretches: readonly LawStretch[];
};

export type RegulationProps = PageProps & {
  readonly rules: readonly RuleSummary[];
  readonly instruments: readonly {
    readonly id: string;
    readonly citedAs: string;
    readonly title: string;
    readonly from?: string | undefined;
    readonly until?: string | undefined;
    readonly confidence: Confidence;
    readonly notes: readonly string[];
  }[];
  readonly calendars: readonly {
    readonly year: number;
    readonly daysOff: readonly LawDay[];
    readonly workedInstead: readonly LawDay[];
  }[];
  readonly grounds: readonly TitledInLaw[];
  readonly templates: readonly TitledInLaw[];
  readonly roles: readonly {
    readonly id: string;
    readonly label: string;
    readonly powers: readonly {
      readonly id: string;
      readonly title: string;
      readonly stretches: readonly LawStretch[];
    }[];
  }[];
  readonly bodies: readonly {
    readonly id: string;
    readonly name: string;
    readonly from?: string | undefined;
    readonly until?: string | undefined;
    readonly into: readonly string[];
    readonly note?: string | undefined;
  }[];
};
