import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { defineEvent, Envelope, type EventDefinition } from '../../events/envelope.ts';
import { allEvents as definitions } from '../../events/families.ts';
import { readersOf, subscriptions } from '../../events/subscriptions.ts';
import { chain, eventOf } from '../../shared/adapters/ledger-entry.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import { GENESIS } from '../../shared/kernel/hash-chain.ts';
import { personalFieldsOf } from './personal-fields.ts';

const EVENTS = join(import.meta.dirname, '..', '..', 'events');
const SAMPLES = join(EVENTS, 'samples');
const fileOf = ({ type, version }: EventDefinition) => `${type}.v${version}.json`;

it('every event has one name', () => {
  expect(definitions.length).toBeGreaterThanOrEqual(15);
  expect(new Set(definitions.map(({ type }) => type)).size).toBe(definitions.length);
  // A fact that has happened, by its name.
  for (const { type } of definitions) expect(type).toMatch(/^[A-Z][A-Za-z]+$/);
});

it('every event that `events/` defines stands in its families: what documents and proves all of them misses none', async () => {
  const isDefinition = (value: unknown): value is EventDefinition =>
    typeof value === 'object' && value !== null && 'type' in value && 'version' in value && 'data' in value;
  const files = readdirSync(EVENTS).filter((name) => name.endsWith('.ts'));
  const modules = await Promise.all(
    files.map(async (name) => Object.values((await import(join(EVENTS, name))) as Record<string, unknown>)),
  );
  const defined = modules.flat().filter(isDefinition);
  expect(defined.length).toBeGreaterThan(30);
  expect(defined.filter((one) => !definitions.includes(one)).map(({ type }) => type)).toEqual([]);
});

describe('no event holds personal data', () => {
  it.each(definitions.map((definition) => [definition.type, definition] as const))('%s', (_, definition) => {
    expect(personalFieldsOf(definition)).toEqual([]);
  });

  const planted = (data: z.ZodType) => personalFieldsOf(defineEvent('Planted', 1, data));
  it('a planted field is found, however deep it hides', () => {
    const tagged = z.string().meta({ personal: true });
    expect(planted(z.object({ who: tagged }))).toEqual(['Planted.who']);
    expect(planted(z.object({ list: z.array(z.object({ who: tagged.optional() })) }))).toEqual([
      'Planted.list[].who',
    ]);
    expect(planted(z.object({ map: z.record(z.string(), tagged) }))).toEqual(['Planted.map.*']);
    expect(
      planted(
        z.discriminatedUnion('k', [
          z.object({ k: z.literal('a') }),
          z.object({ k: z.literal('b'), who: tagged }),
        ]),
      ),
    ).toEqual(['Planted.who']);
    const person = z.object({ who: tagged }).meta({ id: 'PlantedPerson' });
    expect(planted(z.object({ one: person, two: z.array(person) }))).toEqual([
      'Planted.one.who',
      'Planted.two[].who',
    ]);
  });
  it.each([
    'name',
    'fullName',
    'contactName',
    'email',
    'contactEmail',
    'phone',
    'homeAddress',
    'birthDate',
    'cccd',
  ])('a field called %s is found', (name) =>
    expect(planted(z.object({ [name]: z.string() }))).toEqual([`Planted.${name}`]),
  );
  it('a file or a column may have a name', () => {
    expect(planted(z.object({ files: z.array(z.object({ name: z.string() })) }))).toEqual([]);
  });
});

describe('a sample', () => {
  it('stands for every event, and for nothing else', () => {
    expect(readdirSync(SAMPLES).sort()).toEqual(definitions.map(fileOf).sort());
  });

  it.each(definitions.map((definition) => [fileOf(definition), definition] as const))(
    '%s is an event as the ledger keeps it',
    (file, { type, version, data }) => {
      const sample = JSON.parse(readFileSync(join(SAMPLES, file), 'utf8')) as unknown;
      const event = Envelope.parse(sample);
      expect(event).toMatchObject({ type, typeVersion: version });
      expect(canonicalJson(event)).toBe(canonicalJson(sample));
      // Nothing in it is left out or filled in by the definition.
      expect(data.parse(event.data)).toEqual(event.data);
      expect(eventOf(chain(GENESIS, [event])[0] as { body: string })).toEqual(event);
    },
  );
});

describe('a subscription', () => {
  it('asks for events that exist', () => {
    const types = new Set(definitions.map(({ type }) => type));
    for (const [reader, { types: wanted }] of Object.entries(subscriptions)) {
      expect(wanted.length, reader).toBeGreaterThan(0);
      for (const type of wanted) expect(types, reader).toContain(type);
    }
  });
  it('is found by the type of the event', () => {
    expect(readersOf('ReleasePublished').sort()).toEqual([
      'duties',
      'followers',
      'mail',
      'publication',
      'search-index',
    ]);
    expect(readersOf('UploadReceived')).toEqual([]);
    expect(readersOf('toString')).toEqual([]);
  });
});
