import * as z from 'zod';
import { Envelope, type EventDefinition } from '../../events/envelope.ts';
import { allEvents, eventFamilies } from '../../events/families.ts';
import { readersOf } from '../../events/subscriptions.ts';

/** `release-published.1.schema.json` */
const fileOf = ({ type, version }: EventDefinition): string => {
  const name = type.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
  return `${name}.${version}.schema.json`;
};

const json = (value: unknown): string => JSON.stringify(value, null, 2);

const schemaOf = (schema: z.ZodType, title: string): object => ({
  ...z.toJSONSchema(schema, { io: 'output', target: 'draft-2020-12' }),
  title,
});

/** One JSON Schema an event, one for the envelope around them, and a page that lists them. By file name. */
export const eventSchemas = (): Map<string, string> =>
  new Map([
    ['envelope.schema.json', json(schemaOf(Envelope, 'Envelope'))],
    ...allEvents.map(
      (definition) =>
        [
          fileOf(definition),
          json(schemaOf(definition.data, `${definition.type} ${definition.version}`)),
        ] as const,
    ),
    ['README.md', eventsPage()],
  ]);

const eventsPage = (): string =>
  [
    '# Events',
    '',
    'Made from `events/` by `npm run docs:generate`. Each stands in an [envelope](envelope.schema.json): who, when, which case,',
    'which place in it. A changed shape is a new version, never an edit. The fan-out hands an event to the queue of each reader.',
    '',
    '| Event | Version | From | Readers |',
    '| --- | --- | --- | --- |',
    ...eventFamilies.flatMap(({ from, definitions }) =>
      definitions.map((definition) => {
        const readers = readersOf(definition.type);
        return `| [${definition.type}](${fileOf(definition)}) | ${definition.version} | ${from} | ${readers.join(', ') || 'none'} |`;
      }),
    ),
    '',
  ].join('\n');
