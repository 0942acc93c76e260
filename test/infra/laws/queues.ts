import { subscriptions } from '../../../events/subscriptions.ts';
import { pascal } from '../../../infra/constructs/setting.ts';
import { at, listOf, rows, target, type Law, type Row, type System } from '../template.ts';

const queues = (system: System): Row[] => rows(system, 'AWS::SQS::Queue');
const mappings = (system: System): Row[] => rows(system, 'AWS::Lambda::EventSourceMapping');

/** Queues that only take what others could not do: by redrive, or as a stream's failure destination. */
const setAside = (system: System): Set<string> =>
  new Set(
    [
      ...queues(system).map((queue) =>
        target(system, at(queue.properties, 'RedrivePolicy', 'deadLetterTargetArn')),
      ),
      ...mappings(system).map((it) =>
        target(system, at(it.properties, 'DestinationConfig', 'OnFailure', 'Destination')),
      ),
    ].filter((id) => id !== undefined),
  );

const alarmed = (system: System): Set<string> =>
  new Set(
    rows(system, 'AWS::CloudWatch::Alarm')
      .flatMap((alarm) => listOf(at(alarm.properties, 'Dimensions')))
      .map((dimension) => target(system, at(dimension, 'Value')))
      .filter((id) => id !== undefined),
  );

export const everyQueueSetsFailuresAside: Law = (system) => {
  const aside = setAside(system);
  return queues(system)
    .filter((queue) => !aside.has(queue.id) && at(queue.properties, 'RedrivePolicy') === undefined)
    .map((queue) => `${queue.id} has no dead-letter queue`);
};

export const everyQueueIsWatched: Law = (system) => {
  const watched = alarmed(system);
  return queues(system)
    .filter((queue) => !watched.has(queue.id))
    .map((queue) => `${queue.id} has no alarm`);
};

export const timeoutsStayUnderVisibility: Law = (system) =>
  mappings(system).flatMap((mapping) => {
    const queue = queues(system).find(
      (it) => it.id === target(system, at(mapping.properties, 'EventSourceArn')),
    );
    if (!queue) return [];
    const reader = rows(system, 'AWS::Lambda::Function').find(
      (it) => it.id === target(system, at(mapping.properties, 'FunctionName')),
    );
    const timeout = Number(at(reader?.properties, 'Timeout') ?? Infinity);
    const visibility = Number(at(queue.properties, 'VisibilityTimeout') ?? 30);
    return timeout < visibility
      ? []
      : [`${queue.id}: visible again after ${visibility} s, its reader may take ${timeout} s`];
  });

export const readersAnswerForEachMessage: Law = (system) =>
  mappings(system)
    .filter((it) => !listOf(at(it.properties, 'FunctionResponseTypes')).includes('ReportBatchItemFailures'))
    .map((it) => `${it.id} fails a whole batch for one message`);

export const streamsSetFailuresAside: Law = (system) => {
  const watched = alarmed(system);
  const streams = mappings(system).filter((it) => at(it.properties, 'StartingPosition') !== undefined);
  const missing = streams
    .filter((it) => {
      const destination = target(system, at(it.properties, 'DestinationConfig', 'OnFailure', 'Destination'));
      return destination === undefined || !watched.has(destination);
    })
    .map((it) => `${it.id} loses what it can not hand on`);
  return streams.length > 0 ? missing : ['the ledger has no stream reader'];
};

/** A case's order is kept only when the queue and what it sets aside are both FIFO. */
export const ordersAreKept: Law = (system) =>
  Object.entries(subscriptions).flatMap(([reader, { order }]) =>
    [`${pascal(reader)}Queue`, `${pascal(reader)}DeadLetters`].flatMap((id) => {
      const queue = queues(system).find((it) => it.id === id);
      if (!queue) return [`reader ${reader} has no ${id}`];
      return (at(queue.properties, 'FifoQueue') === true) === (order === 'case')
        ? []
        : [`${id} does not keep order “${order}”`];
    }),
  );

export const fanOutKnowsEveryReader: Law = (system) => {
  const fanOut = rows(system, 'AWS::Lambda::Function').find((it) => it.id === 'FanOutFunction');
  return Object.keys(subscriptions).flatMap((reader) => {
    const variable = `QUEUE_URL_${reader.replaceAll('-', '_').toUpperCase()}`;
    const queue = target(system, at(fanOut?.properties, 'Environment', 'Variables', variable));
    return queue === `${pascal(reader)}Queue` ? [] : [`the fan-out's ${variable} is ${queue ?? 'missing'}`];
  });
};
