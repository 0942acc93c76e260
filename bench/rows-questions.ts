import { postgresSearch } from './tabular-postgres.ts';

export type RowQuestion = {
  readonly name: string;
  /** As the address of a question carries it; `from` begins a page at that row. */
  readonly address: string;
  readonly from?: number;
  /** The page is the one behind that many rows in the order of the one column sorted by, as its cursor asks for it. */
  readonly behind?: number;
  /** The same asked of PostgreSQL. It gives the page only, ours gives the exact total with it. */
  readonly sql: string;
  readonly goalMs?: number;
};

/** What people ask of a table of public works, put to both systems. */
export const rowQuestions = (rows: number): RowQuestion[] => {
  const deep = Math.floor(rows * 0.9);
  return [
    { name: 'first page', address: '', from: 0, sql: 'SELECT * FROM works LIMIT 50', goalMs: 50 },
    {
      name: `page at row ${deep}`,
      address: '',
      from: deep,
      sql: `SELECT * FROM works OFFSET ${deep} LIMIT 50`,
      goalMs: 50,
    },
    {
      name: `page at row ${deep} of all, sorted`,
      address: 'sort=-dien_tich_m2',
      behind: deep,
      sql: `SELECT * FROM works ORDER BY nullif(dien_tich_m2, '')::float8 DESC NULLS LAST, _id OFFSET ${deep} LIMIT 50`,
      goalMs: 50,
    },
    {
      name: 'search, one row in eight',
      address: 'q=dong hung',
      sql: `SELECT * FROM works WHERE ${postgresSearch('dong hung')} LIMIT 50`,
      goalMs: 300,
    },
    {
      name: 'search, rare',
      address: 'q=trường thủy khoáng lịch',
      sql: `SELECT * FROM works WHERE ${postgresSearch('trường thủy khoáng lịch')} LIMIT 50`,
      goalMs: 300,
    },
    {
      name: 'filter and sort',
      address: 'huyen__exact=Thái Bình&so_ho__gt=1000&sort=-dien_tich_m2',
      sql: `SELECT * FROM works WHERE huyen = 'Thái Bình' AND nullif(so_ho, 'NA')::int > 1000 ORDER BY nullif(dien_tich_m2, '')::float8 DESC NULLS LAST LIMIT 50`,
    },
    {
      name: 'group by',
      address: 'group=huyen,loai&aggregate=count,sum:dien_tich_m2,avg:so_ho',
      sql: `SELECT huyen, loai, count(*), sum(nullif(dien_tich_m2, '')::float8), avg(nullif(so_ho, 'NA')::int) FROM works GROUP BY huyen, loai ORDER BY huyen, loai`,
    },
  ];
};
