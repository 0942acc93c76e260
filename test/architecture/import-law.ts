import type { Edge } from './read-imports.ts';

/** The rooms of the house (design, section 5). A capability is a room of its own, and so is each function folder. */
export const roomOf = (path: string): string => {
  const [first = '', second = '', third = ''] = path.split('/');
  if (first === 'shared' && second === 'capabilities')
    return third.endsWith('.ts') ? 'capabilities' : `capabilities/${third}`;
  if (first === 'shared') return second;
  if (first === 'functions') return `functions/${second}`;
  return first;
};

type Law = {
  /** Rooms whose files may be imported, besides the room's own. A trailing `*` takes in all below. */
  readonly rooms: readonly string[];
  /** Packages and `node:` modules. `*` is any. */
  readonly packages: readonly string[];
};

const kernelAnd = (...rooms: string[]) => ['kernel', ...rooms];

/** Arrows point down only. What is not named here is not allowed. */
const laws: Readonly<Record<string, Law>> = {
  kernel: { rooms: [], packages: ['zod', 'canonicalize', 'node:crypto'] },
  regulation: { rooms: ['kernel'], packages: ['zod', 'node:fs', 'node:path'] },
  events: { rooms: ['kernel'], packages: ['zod'] },
  contract: { rooms: ['kernel'], packages: ['zod'] },
  tabular: { rooms: ['kernel'], packages: ['*'] },
  capabilities: { rooms: kernelAnd('events'), packages: ['zod'] },
  'capabilities/*': { rooms: kernelAnd('regulation', 'events', 'capabilities'), packages: ['zod'] },
  adapters: { rooms: kernelAnd('events', 'capabilities', 'capabilities/*'), packages: ['*'] },
  // Who is calling is the registry's to say; a cursor that is not ours is the caller's mistake.
  'functions/_entry': {
    rooms: kernelAnd('contract', 'capabilities', 'capabilities/registry', 'adapters'),
    packages: ['*'],
  },
  // Translating between the contract, events and capabilities happens here and nowhere else.
  'functions/*': {
    rooms: kernelAnd(
      'regulation',
      'events',
      'contract',
      'tabular',
      'capabilities',
      'capabilities/*',
      'adapters',
      'functions/_entry',
      'web',
    ),
    packages: ['*'],
  },
  infra: { rooms: kernelAnd('regulation', 'events', 'contract'), packages: ['*'] },
  web: { rooms: kernelAnd('contract'), packages: ['*'] },
  // It runs functions and lays the register's demonstration data; of capabilities it knows the shape of that only.
  local: {
    rooms: kernelAnd('contract', 'adapters', 'infra', 'functions/*', 'capabilities/registry'),
    packages: ['*'],
  },
  docs: { rooms: ['*'], packages: ['*'] },
  bench: { rooms: ['*'], packages: ['*'] },
  test: { rooms: ['*'], packages: ['*'] },
};

const lawOf = (room: string): Law | undefined => laws[room] ?? laws[`${room.split('/')[0]}/*`];

const covers = (pattern: string, room: string): boolean =>
  pattern === '*' || pattern === room || (pattern.endsWith('/*') && room.startsWith(pattern.slice(0, -1)));

const isPackage = (to: string): boolean =>
  !/^(shared|events|functions|infra|web|local|test|docs|bench)\//.test(to);

/** `@aws-sdk/lib-dynamodb` and `zod/v4` by their package; `node:` modules by their own name. */
const packageOf = (to: string): string =>
  to.startsWith('node:')
    ? to
    : to
        .split('/')
        .slice(0, to.startsWith('@') ? 2 : 1)
        .join('/');

/** Everything below `shared/adapters/memory` must run without a network, and everything pure without a machine. */
const finer = ({ from, to }: Edge): string | undefined => {
  if (from.startsWith('shared/adapters/memory/') && (to.startsWith('@aws-sdk/') || to.startsWith('@smithy/')))
    return 'memory adapters know no AWS';
  if (
    from.startsWith('functions/_entry/') &&
    to.startsWith('shared/adapters/') &&
    to !== 'shared/adapters/cursor.ts'
  )
    return 'an entry knows no storage';
  if (from.startsWith('functions/') && to.startsWith('web/') && !/^web\/(pages\/|assets\.ts)/.test(to))
    return 'a function renders pages, nothing else of the web';
  const [, owner] = /^functions\/([^/]+)\//.exec(from) ?? [];
  const [, capability, file = ''] = /^shared\/capabilities\/([^/]+)\/(.+)$/.exec(to) ?? [];
  const isForeign = capability !== undefined && capability !== owner && capability !== 'registry';
  // The ledger folds every capability's events; it is the one that knows them all.
  if (owner && owner !== 'ledger' && isForeign && !/^(model|ports|indexes|views\/.+)\.ts$/.test(file))
    return 'of another capability a function reads the state, and decides nothing';
  if (from.startsWith('shared/adapters/') && /^(decide|evolve|capability)\.ts$/.test(file))
    return 'storage decides nothing';
  return undefined;
};

/** Why an import is against the law, or undefined. */
export const offence = (edge: Edge): string | undefined => {
  const from = roomOf(edge.from);
  const law = lawOf(from);
  if (!law) return `${edge.from} is in no room`;
  // A file of the root, such as package.json.
  if (isPackage(edge.to) && /\.(ts|json|js)$/.test(edge.to) && !edge.to.includes('node_modules'))
    return ['local', 'bench', 'test', 'docs'].includes(from) ? undefined : `${edge.from} → ${edge.to}`;
  if (isPackage(edge.to)) {
    const name = packageOf(edge.to);
    return law.packages.includes('*') || law.packages.includes(name)
      ? finer(edge) && `${edge.from} → ${name}: ${finer(edge)}`
      : `${edge.from} → ${name}`;
  }
  const to = roomOf(edge.to);
  if (to === 'test' && from !== 'test' && from !== 'bench')
    return `${edge.from} → ${edge.to}: tests are for nobody`;
  const why = finer(edge);
  if (why) return `${edge.from} → ${edge.to}: ${why}`;
  return from === to || law.rooms.some((pattern) => covers(pattern, to))
    ? undefined
    : `${edge.from} → ${edge.to}`;
};
