import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
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
import { agencyCode, agencyCodes, dutyItem, requestItem, TODAY } from './generators/duties.ts';
import { percentile } from './percentile.ts';
import { beside, round } from './report.ts';
import type { Session } from './session.ts';

const DUTIES = 1_000_000;
const DUE = 500;
const REQUESTS = 50_000;
const GOAL = { itemsRead: 2_000, seconds: 5, firstPageMs: 100 };
const PAGES = 100;
/** The engine writes one item after the other; what is not loaded by then is said, not waited for. */
const LOADING_SECONDS = { duties: 200, requests: 100 };
const BATCH = 25;
const AT_ONCE = 8;

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

/** Writes items side by side until all are there or the time is up; says how many there are. */
const load = async (
  { db, names }: PortalTables,
  signal: AbortSignal,
  count: number,
  seconds: number,
  item: (i: number) => Item,
): Promise<number> => {
  const until = performance.now() + seconds * 1000;
  let next = 0;
  let loaded = 0;
  const worker = async () => {
    while (next < count && performance.now() < until) {
      signal.throwIfAborted();
      const size = Math.min(BATCH, count - next);
      const from = next;
      next += size;
      const puts = Array.from({ length: size }, (_, k) => ({ PutRequest: { Item: item(from + k) } }));
      await db.send(new BatchWriteCommand({ RequestItems: { [names.cases]: puts } }));
      loaded += size;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return loaded;
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

const measureMorning = async (tables: PortalTables, loaded: number, tell: Session['tell']) => {
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
  const note = `${noticed} noticed of ${loaded} open duties in the table${loaded < DUTIES ? ` (of ${DUTIES}: loading was cut off)` : ''}`;
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

const measureInbox = async (tables: PortalTables, loaded: number, tell: Session['tell']) => {
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
    note: `${loaded} open requests of one agency${loaded < REQUESTS ? ` (of ${REQUESTS}: loading was cut off)` : ''}; p50 ${round(percentile(times, 0.5))}`,
  });
};

/** A morning over a full due sheet and the first page of a full inbox, on the embedded engine. */
export const run = async ({ folder, signal, tell }: Session): Promise<void> => {
  const engine = await startTableEngine({ dir: join(folder, 'duties') });
  const target = {
    endpoint: engine.endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  };
  const tables = await makePortalTables(target, ['Cases', 'Ledger']);
  try {
    const bodies = register();
    await load(tables, signal, bodies.length, Infinity, (i) => bodies[i] as Item);
    const requests = await load(tables, signal, REQUESTS, LOADING_SECONDS.requests, requestItem);
    await measureInbox(tables, requests, tell);
    const duties = await load(tables, signal, DUTIES, LOADING_SECONDS.duties, (i) => dutyItem(i, DUE));
    await measureMorning(tables, duties, tell);
  } finally {
    tables.close();
    await engine.stop();
  }
};
