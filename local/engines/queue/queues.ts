import { applyAttributes, type Attributes, DLQ_TARGET, isFifo, isKnown } from './attributes.ts';
import type { Database } from '../sqlite.ts';
import { invalid, QueueError } from './queue-error.ts';

export type Queue = { readonly id: number; readonly name: string; readonly attributes: Attributes };
export type QueuePlace = { readonly region: string; readonly account: string };
type Row = { id: number; name: string; attributes: string; created_at: number; modified_at: number };

/** Queues by name, and what is known about them. Times shown come from `now`, epoch milliseconds. */
export const createQueues = (db: Database, place: QueuePlace, now: () => number, realNow: () => number) => {
  const row = (name: string) => db.one<Row>('SELECT * FROM queue WHERE name = ?', name);
  const toQueue = ({ id, name, attributes }: Row): Queue => ({
    id,
    name,
    attributes: JSON.parse(attributes) as Attributes,
  });
  const arnOf = (name: string): string => `arn:aws:sqs:${place.region}:${place.account}:${name}`;

  const find = (name: string): Queue => {
    const found = row(name);
    if (!found) throw new QueueError('QueueDoesNotExist', `The specified queue does not exist: ${name}`);
    return toQueue(found);
  };

  /** Where messages go after too many receives, or undefined. */
  const deadLetterOf = (queue: Queue): { queue: Queue; maxReceiveCount: number } | undefined => {
    const policy = queue.attributes['RedrivePolicy'];
    if (!policy) return undefined;
    const { deadLetterTargetArn, maxReceiveCount } = DLQ_TARGET.parse(JSON.parse(policy));
    return { queue: find(deadLetterTargetArn.split(':').at(-1) ?? ''), maxReceiveCount };
  };

  const checkRedrive = (name: string, attributes: Attributes): void => {
    const policy = attributes['RedrivePolicy'];
    if (!policy) return;
    const target = DLQ_TARGET.parse(JSON.parse(policy)).deadLetterTargetArn.split(':').at(-1) ?? '';
    if (!row(target)) throw invalid('RedrivePolicy', policy, 'Dead letter target does not exist.');
    if (isFifo(target) !== isFifo(name))
      throw invalid('RedrivePolicy', policy, 'Dead-letter queue must be same type of queue as the source.');
  };

  /** Sets the given attributes; those not given stay, or with `whole` go back to their defaults. */
  const setAttributes = (name: string, given: Attributes, whole = false): void => {
    const queue = find(name);
    const attributes = applyAttributes(name, given, whole ? undefined : queue.attributes);
    checkRedrive(name, attributes);
    db.run(
      'UPDATE queue SET attributes = ?, modified_at = ? WHERE id = ?',
      JSON.stringify(attributes),
      now(),
      queue.id,
    );
  };

  const create = (name: string, given: Attributes): Queue => {
    if (!/^[\w-]{1,80}$/.test(name.replace(/\.fifo$/, '')) || name.length > 80)
      throw invalid(
        'QueueName',
        name,
        'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length',
      );
    if (isFifo(name) !== (given['FifoQueue'] === 'true'))
      throw invalid('QueueName', name, 'The name of a FIFO queue ends in .fifo, and FifoQueue is true.');
    const found = row(name);
    if (found) {
      const queue = toQueue(found);
      const other = Object.entries(given).find(([key, value]) => queue.attributes[key] !== value);
      if (other)
        throw new QueueError(
          'QueueNameExists',
          `A queue already exists with the same name and a different value for ${other[0]}`,
        );
      return queue;
    }
    const attributes = applyAttributes(name, given);
    checkRedrive(name, attributes);
    db.run(
      'INSERT INTO queue (name, attributes, created_at, modified_at) VALUES (?, ?, ?, ?)',
      name,
      JSON.stringify(attributes),
      now(),
      now(),
    );
    return find(name);
  };

  const count = (sql: string, ...values: number[]): string =>
    String(db.one<{ n: number }>(`SELECT count(*) AS n FROM message WHERE ${sql}`, ...values)?.n ?? 0);

  /** The attributes asked for; `All` for every one. */
  const readAttributes = (name: string, wanted: readonly string[]): Attributes => {
    const strange = wanted.find((one) => one !== 'All' && !isKnown(one));
    if (strange) throw new QueueError('InvalidAttributeName', `Unknown Attribute ${strange}.`);
    const found = row(name);
    const queue = find(name);
    const real = realNow();
    const all: Attributes = {
      ...queue.attributes,
      QueueArn: arnOf(name),
      CreatedTimestamp: String(Math.floor((found?.created_at ?? 0) / 1000)),
      LastModifiedTimestamp: String(Math.floor((found?.modified_at ?? 0) / 1000)),
      ApproximateNumberOfMessages: count('queue_id = ? AND available_at <= ?', queue.id, real),
      ApproximateNumberOfMessagesNotVisible: count(
        'queue_id = ? AND available_at > ? AND receipt IS NOT NULL',
        queue.id,
        real,
      ),
      ApproximateNumberOfMessagesDelayed: count(
        'queue_id = ? AND available_at > ? AND receipt IS NULL',
        queue.id,
        real,
      ),
    };
    return Object.fromEntries(
      Object.entries(all).filter(([key]) => wanted.includes('All') || wanted.includes(key)),
    );
  };

  const names = (prefix: string): string[] =>
    db
      .all<{ name: string }>('SELECT name FROM queue ORDER BY name')
      .map((one) => one.name)
      .filter((n) => n.startsWith(prefix));

  return {
    find,
    arnOf,
    deadLetterOf,
    create,
    setAttributes,
    readAttributes,
    names,
    exists: (name: string) => !!row(name),
  };
};

export type Queues = ReturnType<typeof createQueues>;
