import { FindingKind, MAX_FINDINGS, type Finding } from '../../kernel/screening.ts';

const order = new Map(FindingKind.options.map((kind, i) => [kind, i] as const));

const worstFirst = (a: Finding, b: Finding): number =>
  (order.get(a.kind) ?? 0) - (order.get(b.kind) ?? 0) || (a.column ?? 0) - (b.column ?? 0);

/** The columns of one kind as one finding, so that nothing is dropped unsaid. */
const asOne = (kind: FindingKind, many: readonly Finding[]): Finding => ({
  id: `${kind}.columns`,
  kind,
  place: 'cell',
  count: many.reduce((sum, { count }) => sum + count, 0),
  cells: many.flatMap(({ cells }) => cells.slice(0, 1)).slice(0, 20),
  facts: {
    columns: many.length,
    names: many
      .map(({ columnName }) => columnName)
      .join('; ')
      .slice(0, 300),
  },
});

/** At most a hundred, the gravest first: beyond that the kind found in most columns is asked about once. */
export const fewFindings = (findings: readonly Finding[]): Finding[] => {
  let left = [...findings];
  while (left.length > MAX_FINDINGS) {
    const groups = Map.groupBy(
      left.filter(({ column }) => column !== undefined),
      ({ kind }) => kind,
    );
    const [kind, many] = [...groups].sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
    if (kind === undefined || many === undefined || many.length < 2) break;
    left = [...left.filter((one) => !many.includes(one)), asOne(kind, many)];
  }
  return left.toSorted(worstFirst).slice(0, MAX_FINDINGS);
};
