import { nfc } from '../../kernel/vietnamese-text.ts';
import {
  measures,
  operators,
  rowLimits,
  type Aggregate,
  type Filter,
  type Measure,
  type Operator,
  type QueryColumn,
  type RowQuery,
  type SortKey,
} from './model.ts';
import { readValue } from './read-value.ts';
import { say, type QueryProblem } from './sentences.ts';
import { listOf, wordsOf } from './word-list.ts';

/** Parameters of an answer's form, not of the question. */
const FORM = ['limit', 'cursor', 'format', 'release', 'from'];
const QUESTION = ['q', 'select', 'sort', 'group', 'aggregate'];

const orderable = (type: QueryColumn['type']): boolean => type !== 'boolean';
const isNumeric = (type: QueryColumn['type']): boolean => type === 'integer' || type === 'decimal';

/** Gathers what was not understood, so that one answer names all of it. */
const reading = (columns: readonly QueryColumn[]) => {
  const problems: QueryProblem[] = [];
  const names = columns.map(({ name }) => name);
  const places = new Map(names.map((name, place) => [nfc(name), place]));
  const complain = (parameter: string, message: string): undefined => {
    problems.push({ parameter, message });
    return undefined;
  };

  const place = (name: string): number | undefined => places.get(nfc(name));
  const known = (parameter: string, name: string): number | undefined =>
    place(name) ?? complain(parameter, say.unknownColumn(name, names));

  const list = (parameter: string, text: string, most: number): string[] => {
    const found = listOf(text);
    if (!found) complain(parameter, say.brokenList());
    else if (found.length > most) complain(parameter, say.tooMany(parameter, most));
    else return found;
    return [];
  };

  const filter = (parameter: string, name: string, operator: Operator, text: string): Filter | undefined => {
    const column = known(parameter, name);
    const { type } = (column === undefined ? undefined : columns[column]) ?? {};
    if (column === undefined || !type) return undefined;
    if (operator === 'missing')
      return text === 'true' || text === 'false'
        ? { column, operator, values: [text === 'true'] }
        : complain(parameter, say.missingValue());
    if (operator === 'contains' && type !== 'text')
      return complain(parameter, say.notForType(operator, type));
    if (['lt', 'lte', 'gt', 'gte', 'between'].includes(operator) && !orderable(type))
      return complain(parameter, say.notForType(operator, type));
    const texts =
      operator === 'in' || operator === 'between' ? list(parameter, text, rowLimits.maxListValues) : [text];
    if (texts.length === 0) return undefined;
    if (operator === 'between' && texts.length !== 2) return complain(parameter, say.twoValues());
    const values = texts.map((one) => readValue(one, type) ?? complain(parameter, say.wrongValue(one, type)));
    return { column, operator, values: values.filter((value) => value !== undefined) };
  };

  const filterOf = (parameter: string, text: string): Filter | undefined => {
    const at = parameter.lastIndexOf('__');
    if (at < 1) return complain(parameter, say.unknownParameter(parameter));
    const word = parameter.slice(at + 2);
    const operator = operators.find((one) => one === word);
    return operator
      ? filter(parameter, parameter.slice(0, at), operator, text)
      : complain(parameter, say.unknownOperator(word, operators));
  };

  const aggregate = (name: string): Aggregate | undefined => {
    if (name === 'count') return { name, measure: 'count' };
    const at = name.indexOf(':');
    const measure: Measure | undefined = measures.find((one) => one === name.slice(0, at));
    if (at < 0 || !measure) return complain('aggregate', say.unknownMeasure(name, measures));
    const column = known('aggregate', name.slice(at + 1));
    const type = column === undefined ? undefined : columns[column]?.type;
    if (column === undefined || !type) return undefined;
    const fits =
      measure === 'sum' || measure === 'avg'
        ? isNumeric(type)
        : measure === 'min' || measure === 'max'
          ? orderable(type)
          : true;
    return fits ? { name, measure, column } : complain('aggregate', say.notForType(measure, type));
  };

  const sortKey = (
    text: string,
    groups: { group: readonly number[]; aggregates: readonly Aggregate[] } | undefined,
  ): SortKey | undefined => {
    // A column may itself begin with a minus: the whole word is looked up first.
    for (const [word, descending] of [
      [text, false],
      [text.replace(/^-/, ''), text.startsWith('-')],
    ] as const) {
      const aggregate = groups?.aggregates.findIndex(({ name }) => nfc(name) === nfc(word)) ?? -1;
      if (aggregate >= 0) return { by: { aggregate }, descending };
      const column = place(word);
      if (column === undefined) continue;
      if (groups && !groups.group.includes(column)) return complain('sort', say.sortInGroups());
      return { by: { column }, descending };
    }
    if (groups) return complain('sort', say.sortInGroups());
    return complain('sort', say.unknownColumn(text.replace(/^-/, ''), names));
  };

  return { problems, complain, known, list, filterOf, aggregate, sortKey };
};

const isText = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/**
 * Reads a question from the parameters of an address, against the columns of one table. Whatever is not understood is
 * named, never ignored: a filter that silently does nothing gives a wrong answer.
 */
export const readQuery = (
  params: Iterable<readonly [string, string]>,
  columns: readonly QueryColumn[],
): RowQuery | { readonly problems: readonly QueryProblem[] } => {
  const read = reading(columns);
  const { complain } = read;
  const one = new Map<string, string>();
  const filters: Filter[] = [];
  for (const [parameter, value] of params) {
    if (FORM.includes(parameter)) continue;
    if (!isText(parameter) || !isText(value)) complain('query', say.notText());
    else if (QUESTION.includes(parameter) && one.has(parameter)) complain(parameter, say.repeated());
    else if (value.length > rowLimits.maxValueChars && !parameter.endsWith('__in') && parameter !== 'select')
      complain(parameter, say.tooLong(rowLimits.maxValueChars));
    else if (QUESTION.includes(parameter)) one.set(parameter, value);
    else if (filters.length >= rowLimits.maxFilters)
      complain(parameter, say.tooMany('filters', rowLimits.maxFilters));
    else {
      const filter = read.filterOf(parameter, value);
      if (filter) filters.push(filter);
    }
    if (read.problems.length >= 20) return { problems: read.problems };
  }
  const given = (parameter: string, most: number): string[] => {
    const text = one.get(parameter);
    return text === undefined || text === '' ? [] : read.list(parameter, text, most);
  };
  const columnsOf = (parameter: string, most: number): number[] => [
    ...new Set(
      given(parameter, most).flatMap((name) => {
        const place = read.known(parameter, name);
        return place === undefined ? [] : [place];
      }),
    ),
  ];

  const words = wordsOf(one.get('q') ?? '');
  if (words.length > rowLimits.maxWords) complain('q', say.tooMany('q', rowLimits.maxWords));
  const group = columnsOf('group', rowLimits.maxGroupColumns);
  const named = given('aggregate', rowLimits.maxAggregates).flatMap((name) => read.aggregate(name) ?? []);
  const isGrouping = one.has('group') || one.has('aggregate');
  const aggregates: Aggregate[] =
    isGrouping && named.length === 0 ? [{ name: 'count', measure: 'count' }] : named;
  if (isGrouping && one.has('select')) complain('select', say.selectInGroups());
  const select = columnsOf('select', columns.length);
  const sort = given('sort', rowLimits.maxSortKeys).flatMap(
    (text) => read.sortKey(text, isGrouping ? { group, aggregates } : undefined) ?? [],
  );
  if (read.problems.length > 0) return { problems: read.problems };
  return {
    filters,
    words,
    select: select.length > 0 ? select : columns.map((_, place) => place),
    sort,
    group,
    aggregates,
  };
};
