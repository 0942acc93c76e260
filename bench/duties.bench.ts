import { randomUUID } from 'node:crypto';
import { DeleteTableCommand } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import { morningRun } from '../functions/duties/morning-run.ts';
import { deskEndpoints } from '../functions/requests/desk.endpoints.ts';
import type { RequestServices } from '../functions/requests/services.ts';
import { startTableEngine } from '../local/engines/dynamodb/start.ts';
import { dynamoCaseStore } from '../shared/adapters/dynamodb/case-store.ts';
import { agencyItem, dynamoRegistry, membershipItem } from '../shared/adapters/dynamodb/registry.ts';
import { requestDeskOperations } from '../shared/contract/request-desk.ts';
import { sha256 } from '../shared/kernel/hash-chain.ts';
import { PersonRef, uuidFrom, type CorrelationId } from '../shared/kernel/ids.ts';
import { addSeconds, localDate, startOfDay } from '../shared/kernel/local-date.ts';
import { makePortalTables, type PortalTables } from '../test/ports/portal-tables.ts';
import { DUE, DUTIES, ensureDueSheet, REQUESTS, targetAt } from './due-sheet.ts';
import { agencyCode, agencyCodes, dutyItem, TODAY } from './generators/duties.ts';
import { percentile } from './percentile.ts';
import { beside, round } from './report.ts';
import type { Session } from './session.ts';

const GOAL = { itemsRead: 2_000, seconds: 5, firstPageMs: 100 };
const PAGES = 100;
const BATCH = 25;

const validFrom = localDate('2020-01-01');
const person = (word: string) => PersonRef.parse(uuidFrom(sha256(word)));

const register = () => [
  ...agencyCodes.map((code) =>
    agencyItem({
      code,
      name: `Cơ quan ${code}`,
      kind: 'department',
      validFrom,
      predecessors: [],
      focalOfficer: person(code),
      demonstration: true,
    }),
  ),
  ...(['department', 'department', 'chairman'] as const).map((role, i) =>
    membershipItem({
      sub: `${role}-${i}`,
      person: person(`${role} ${i}`),
      agency: agencyCode(0),
      role,
      validFrom,
    }),
  ),
];

type Item = Record<string, unknown>;

const inBatches = async (
  { db }: PortalTables,
  table: string,
  requests: readonly ({ PutRequest: { Item: Item } } | { DeleteRequest: { Key: Item } })[],
): Promise<void> => {
  for (let from = 0; from < requests.length; from += BATCH)
    await db.send(new BatchWriteCommand({ RequestItems: { [table]: requests.slice(from, from + BATCH) } }));
};

const putAll = (tables: PortalTables, items: readonly Item[]): Promise<void> =>
  inBatches(
    tables,
    tables.names.cases,
    items.map((Item) => ({ PutRequest: { Item } })),
  );

/** The sheet as it was before a morning: the ledger says which cases that morning wrote. */
const asBefore = async (tables: PortalTables): Promise<void> => {
  const { db, names } = tables;
  const written = new Set<string>();
  for await (const { Items } of paginateScan({ client: db }, { TableName: names.ledger }))
    for (const item of Items ?? []) written.add(String(item['caseId']));
  await inBatches(
    tables,
    names.cases,
    [...written].map((pk) => ({ DeleteRequest: { Key: { pk, sk: 'state' } } })),
  );
  await putAll(
    tables,
    Array.from({ length: DUE }, (_, i) => dutyItem(i, DUE)),
  );
};

/** Counts items as the table hands them out, wherever in the code they are asked for. */
const countReads = ({ db }: PortalTables): { items: number } => {
  const read = { items: 0 };
  db.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const output = result.output as { Item?: unknown; ScannedCount?: number; Count?: number };
      read.items += output.Item ? 1 : (output.ScannedCount ?? output.Count ?? 0);
      return result;
    },
    { step: 'initialize' },
  );
  return read;
};

const measureMorning = async (tables: PortalTables, tell: Session['tell']) => {
  const read = countReads(tables);
  const morning = morningRun({
    store: dynamoCaseStore(tables.db, tables.names),
    registry: dynamoRegistry(tables.db, tables.names.cases),
    newId: randomUUID,
    measure: () => undefined,
  });
  const at = addSeconds(startOfDay(TODAY), 6 * 3600);
  const from = performance.now();
  const { noticed } = await morning(at);
  const seconds = (performance.now() - from) / 1000;
  const note = `${noticed} noticed of ${DUTIES} open duties in the table`;
  tell({
    ...beside(
      { what: 'duties: items a morning run reads', value: read.items, unit: 'items' },
      { name: 'goal', value: GOAL.itemsRead },
    ),
    note,
  });
  tell({
    ...beside(
      { what: 'duties: morning run', value: seconds, unit: 's' },
      { name: 'goal', value: GOAL.seconds },
    ),
    note,
  });
  read.items = 0;
  const again = await morning(at);
  tell({
    what: 'duties: items the same run reads again',
    value: read.items,
    unit: 'items',
    note: `${again.noticed} noticed`,
  });
};

const measureInbox = async (tables: PortalTables, tell: Session['tell']) => {
  const services = {
    store: dynamoCaseStore(tables.db, tables.names),
    registry: dynamoRegistry(tables.db, tables.names.cases),
  } as unknown as RequestServices;
  const list = deskEndpoints(services).find(
    ({ operation }) => operation.id === requestDeskOperations.listRequests.id,
  );
  if (!list) throw new Error('Nothing lists requests');
  const agency = agencyCode(0);
  const who = {
    ref: person(agency),
    name: 'Cán bộ đầu mối',
    memberships: [{ sub: 'focal', person: person(agency), agency, role: 'focal' as const, validFrom }],
  };
  const ask = () =>
    list.run({
      params: {},
      query: { closed: 'no', limit: 20 },
      body: undefined,
      at: startOfDay(TODAY),
      today: TODAY,
      who,
      correlationId: randomUUID() as CorrelationId,
      source: '',
      rawQuery: '',
      accept: '',
      idempotency: undefined,
    });
  for (let i = 0; i < 10; i += 1) await ask();
  const times: number[] = [];
  for (let i = 0; i < PAGES; i += 1) {
    const from = performance.now();
    await ask();
    times.push(performance.now() - from);
  }
  tell({
    ...beside(
      { what: 'requests: first page of an inbox, p95', value: percentile(times, 0.95), unit: 'ms' },
      { name: 'goal', value: GOAL.firstPageMs },
    ),
    note: `${REQUESTS} open requests of one agency; p50 ${round(percentile(times, 0.5))}`,
  });
};

/** A morning over a full due sheet and the first page of a full inbox, on the embedded engine. */
export const run = async ({ signal, tell }: Session): Promise<void> => {
  const sheet = await ensureDueSheet();
  signal.throwIfAborted();
  const engine = await startTableEngine({ dir: sheet.dir });
  const made = await makePortalTables(targetAt(engine.endpoint), ['Ledger']);
  const tables = { ...made, names: { ...made.names, cases: sheet.cases } };
  try {
    await putAll(tables, register());
    await measureInbox(tables, tell);
    await measureMorning(tables, tell);
  } finally {
    await asBefore(tables);
    await tables.db.send(new DeleteTableCommand({ TableName: tables.names.ledger }));
    tables.close();
    await engine.stop();
  }
};
