import { operators, type Column, type Filter, type Question } from './model.ts';

export const nothingAsked: Question = { q: '', filters: [], sort: '', cursor: '', all: false };

export const isAsking = (question: Question): boolean =>
  question.all ||
  question.q.trim() !== '' ||
  question.filters.length > 0 ||
  question.sort !== '' ||
  question.cursor !== '';

const filterOf = (name: string, value: string, columns: readonly Column[]): Filter[] => {
  const at = name.lastIndexOf('__');
  const operator = operators.find((one) => one === name.slice(at + 2));
  const column = name.slice(0, Math.max(0, at)).normalize('NFC');
  return operator && columns.some((one) => one.name === column) ? [{ column, operator, value }] : [];
};

/** Reads the question from a page's address; what is not ours is left out. */
export const questionOf = (search: string, columns: readonly Column[]): Question => {
  const params = new URLSearchParams(search);
  const sort = params.get('sort') ?? '';
  return {
    q: (params.get('q') ?? '').slice(0, 200),
    filters: [...params].flatMap(([name, value]) => filterOf(name, value, columns)),
    sort: columns.some(({ name }) => name === sort || `-${name}` === sort) ? sort : '',
    cursor: (params.get('cursor') ?? '').slice(0, 100),
    all: params.get('rows') === 'all',
  };
};

/** A name in a list of the API: what holds a comma or a quote stands in quotes. */
const listed = (name: string): string =>
  /[,"]|^\s|\s$/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;

type Written = Omit<Question, 'all'>;

const paramsOf = ({ q, filters, sort, cursor }: Written): URLSearchParams => {
  const params = new URLSearchParams();
  if (q.trim() !== '') params.set('q', q.trim());
  // A filter without a value asks nothing.
  for (const { column, operator, value } of filters)
    if (value.trim() !== '') params.append(`${column}__${operator}`, value.trim());
  if (sort !== '') params.set('sort', sort);
  if (cursor !== '') params.set('cursor', cursor);
  return params;
};

/** The question as it stands in the page's address: `?q=…&huyện__contains=…`, or nothing. */
export const searchOf = (question: Question): string => {
  const params = paramsOf(question);
  if (params.size === 0 && question.all) params.set('rows', 'all');
  return params.size === 0 ? '' : `?${params.toString()}`;
};

/** The same for the API, where a sort is a list of names. */
export const apiSearchOf = (question: Written, more: Readonly<Record<string, string>>): string => {
  const params = paramsOf({ ...question, sort: question.sort === '' ? '' : listed(question.sort) });
  for (const [name, value] of Object.entries(more)) params.set(name, value);
  return `?${params.toString()}`;
};
