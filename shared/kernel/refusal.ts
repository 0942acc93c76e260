/**
 * A rule said no. Refusals are values, not exceptions: the caller shows `reason` with what to do next.
 * `rule` is stable and becomes the problem type `/problems/<rule>`; `facts` fill the sentence.
 */
export type Refusal<Rule extends string = string> = {
  readonly refused: Rule;
  readonly facts?: Readonly<Record<string, string | number | readonly string[]>>;
};

export const refuse = <Rule extends string>(
  rule: Rule,
  facts?: Readonly<Record<string, string | number | readonly string[]>>,
): Refusal<Rule> => (facts ? { refused: rule, facts } : { refused: rule });

export const isRefusal = (outcome: unknown): outcome is Refusal =>
  typeof outcome === 'object' && outcome !== null && 'refused' in outcome;
