import { describe, expect, it } from 'vitest';
import datasets from '../../local/demo/datasets.json' with { type: 'json' };
import { allCommunes, communes } from '../../local/demo/datasets/places.ts';
import { demonstrationFile } from '../../local/demo/datasets/index.ts';
import { registrySeed } from '../../local/demo/registry-seed.ts';
import { readPersonas } from '../../local/issuer/personas.ts';
import { inForceOn } from '../../shared/capabilities/registry/model.ts';
import { Slug } from '../../shared/kernel/ids.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';

const files = datasets.map((dataset) => ({ dataset, file: demonstrationFile(dataset) }));
const rowsOf = (text: string): string[][] =>
  text
    .trimEnd()
    .split('\r\n')
    .map(
      (line) =>
        line.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g)?.slice(0, line.endsWith(',') ? undefined : -1) ?? [],
    );

describe('the demonstration', () => {
  it('has at least 12 agencies in force in June 2025, and knows those before 1 March 2025 by their successors', () => {
    const { agencies } = registrySeed(readPersonas());
    const june = localDate('2025-06-16');
    expect(agencies.filter((agency) => inForceOn(agency, june)).length).toBeGreaterThanOrEqual(12);
    for (const agency of agencies.filter((one) => !inForceOn(one, june))) {
      const successor = agencies.find((one) => one.code === agency.successor);
      expect(successor?.predecessors, agency.name).toContain(agency.code);
    }
  });

  it('gives every agency that provides data two officers, one of them its focal officer', () => {
    const personas = readPersonas();
    const { agencies, people } = registrySeed(personas);
    for (const { focal } of datasets) {
      const persona = personas.find((one) => one.id === focal);
      expect(
        personas.some((one) => one.id === `${focal}-2` && one.agency === persona?.agency),
        focal,
      ).toBe(true);
      const agency = agencies.find((one) => one.code === persona?.agency);
      expect(people.find((one) => one.ref === agency?.focalOfficer)?.sub, focal).toBe(persona?.sub);
    }
    for (const id of ['department', 'department-2', 'chairman', 'ops', 'app-demo'])
      expect(personas.map((one) => one.id)).toContain(id);
    expect(new Set(people.map((one) => one.ref)).size).toBe(personas.length);
  });

  it('has 30 datasets whose terms the rulebook knows, at least two of them points', () => {
    expect(datasets.map((dataset) => dataset.number)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    expect(new Set(datasets.map((dataset) => Slug.parse(dataset.slug))).size).toBe(30);
    for (const { topic, updateFrequency, title } of datasets)
      expect([rulebook.topics.has(topic), rulebook.updateFrequencies.has(updateFrequency)], title).toEqual([
        true,
        true,
      ]);
    expect(files.filter(({ file }) => file.name.endsWith('.geojson')).length).toBeGreaterThanOrEqual(2);
  });

  it('restates the 104 communes, each with its own code', () => {
    expect([allCommunes.length, communes.length, new Set(allCommunes.map((one) => one.code)).size]).toEqual([
      104, 65, 104,
    ]);
  });

  it('makes the same bytes every time, so that a run cut off can go on', () => {
    for (const { dataset, file } of files)
      expect(demonstrationFile(dataset).bytes.equals(file.bytes), dataset.slug).toBe(true);
  });

  it('makes tables without a ragged row, and says of every invented row that it is one', () => {
    for (const { dataset, file } of files.filter((one) => one.file.name.endsWith('.csv'))) {
      const [head = [], ...rows] = rowsOf(file.bytes.toString('utf8'));
      expect(rows.length, dataset.slug).toBeGreaterThan(20);
      expect(new Set(rows.map((row) => row.length)), dataset.slug).toEqual(new Set([head.length]));
      if (dataset.slug !== 'don-vi-hanh-chinh')
        expect(
          rows.every((row) => row.at(-1) === 'Số liệu trình diễn'),
          dataset.slug,
        ).toBe(true);
    }
  });

  it('puts its points inside the province', () => {
    for (const { dataset, file } of files.filter((one) => one.file.name.endsWith('.geojson'))) {
      const { features } = JSON.parse(file.bytes.toString('utf8')) as {
        features: { geometry: { coordinates: [number, number] }; properties: Record<string, string> }[];
      };
      for (const { geometry, properties } of features) {
        const [longitude, latitude] = geometry.coordinates;
        expect(longitude > 106 && longitude < 106.7 && latitude > 20.2 && latitude < 20.8, dataset.slug).toBe(
          true,
        );
        expect(properties['ghi chú']).toBe('Số liệu trình diễn');
      }
    }
  });
});
