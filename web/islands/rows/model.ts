import type { ColumnProfile } from '../../../shared/contract/uploads.ts';
import type { Lang, Texts } from '../../texts.ts';

export type Column = Pick<ColumnProfile, 'name' | 'type'>;
export type RowsTexts = Texts['rows'];

/** What the static page hands to the island. */
export type Seed = {
  readonly lang: Lang;
  readonly texts: RowsTexts;
  readonly slug: string;
  readonly columns: readonly Column[];
};

export const operators = ['contains', 'exact', 'differs', 'gte', 'lte', 'missing'] as const;
export type Operator = (typeof operators)[number];

/** Operators that make sense to a person for a column of this type; the API knows more. */
export const operatorsOf = (type: Column['type']): readonly Operator[] => {
  if (type === 'text') return ['contains', 'exact', 'differs', 'missing'];
  return type === 'boolean' ? ['exact', 'missing'] : ['gte', 'lte', 'exact', 'missing'];
};

export type Filter = { readonly column: string; readonly operator: Operator; readonly value: string };

/** What the visitor asks for; it stands in the page's address. */
export type Question = {
  readonly q: string;
  readonly filters: readonly Filter[];
  /** A column's name, with a minus before it for the other way; empty for the table's own order. */
  readonly sort: string;
  readonly cursor: string;
  /** Asks for the rows as they stand, when nothing else is asked. */
  readonly all: boolean;
};

export type Cell = string | number | boolean | null;

/** The part of the API's answer that is shown. */
export type Answer = {
  readonly items: readonly Readonly<Record<string, Cell>>[];
  readonly total: number;
  readonly next?: string | undefined;
  readonly limits: { readonly maxFileRows: number };
};

export type Status = 'idle' | 'loading' | 'ready' | 'refused' | 'failed';
