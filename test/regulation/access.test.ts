import { describe, expect, test } from 'vitest';
import { InformationForm } from '../../shared/contract/request-forms.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { bodyFaults, heirsOn } from '../../shared/regulation/bodies.ts';
import { citeInVietnamese } from '../../shared/regulation/cite.ts';
import { inForce, valueOn } from '../../shared/regulation/in-force.ts';
import { RegulationGap } from '../../shared/regulation/gap.ts';
import { placeCodes, placeOn } from '../../shared/regulation/places.ts';
import { rulebook } from '../../shared/regulation/rulebook.ts';

const { data, instruments } = rulebook;
const underOldLaw = localDate('2026-08-31');
const underNewLaw = localDate('2026-09-01');

describe('refusal grounds (Luật 104 Điều 28, 6, 7)', () => {
  test('the six grounds of Article 28, each with its point', () => {
    const refusals = data.refusalGrounds.filter(({ kind }) => kind === 'refusal');
    expect(
      refusals.map((ground) => [
        ground.id,
        citeInVietnamese(inForce(ground, underOldLaw).cites[0]!, instruments),
      ]),
    ).toEqual(
      [
        'not-accessible',
        'already-public',
        'not-this-agency',
        'given-twice',
        'beyond-capacity',
        'cost-unpaid',
      ].map((id, i) => [id, `điểm ${'abcdđe'[i]} Điều 28 Luật Tiếp cận thông tin 104/2016/QH13`]),
    );
  });

  test('only “not accessible” asks which kind, and the kinds are those of Articles 6 and 7', () => {
    expect(data.refusalGrounds.filter((ground) => ground.needsDetail).map(({ id }) => id)).toEqual([
      'not-accessible',
    ]);
    const articles = (kind: string) =>
      data.refusalGrounds
        .filter((ground) => ground.kind === kind)
        .map((ground) => inForce(ground, underOldLaw).cites[0]!.article);
    expect(new Set(articles('no-access'))).toEqual(new Set(['6']));
    expect(new Set(articles('conditional'))).toEqual(new Set(['7']));
    for (const ground of data.refusalGrounds)
      expect(ground.opensWith !== undefined, ground.id).toBe(ground.kind === 'conditional');
  });

  test('from 01/09/2026 no ground is known, and each says so', () => {
    for (const ground of data.refusalGrounds)
      expect(valueOn(ground, underNewLaw)).toBeInstanceOf(RegulationGap);
  });
});

describe('what an information request says, and the forms', () => {
  test('the fields of Article 24(2): fax, phone and e-mail only where there are any', () => {
    const { fields } = data.requestFields;
    expect(fields.filter(({ required }) => !required).map(({ id }) => id)).toEqual(['fax', 'phone', 'email']);
    expect(fields).toHaveLength(9);
  });

  test('and the form people fill asks for each of the nine, and refuses to go without those the law requires', () => {
    const asked: Record<string, string> = {
      'full-name': 'person.name',
      address: 'person.address',
      'identity-number': 'person.idNumber',
      fax: 'person.fax',
      phone: 'person.phone',
      email: 'person.email',
      information: 'information',
      'form-of-provision': 'provision',
      reason: 'purpose',
    };
    const filled = {
      form: '01a',
      person: {
        name: 'Nguyễn Thị Hạnh',
        address: '12 Lê Lợi, Thái Bình',
        idNumber: '034188000001',
        fax: '0227 3830 000',
        phone: '0912 345 678',
        email: 'hanh@example.vn',
      },
      information: 'Quyết định phê duyệt quy hoạch của huyện năm 2023',
      provision: 'electronic',
      purpose: 'Chuẩn bị hồ sơ cấp phép',
      subject: 'public',
    };
    const without = (path: string) => {
      const copy = structuredClone(filled) as Record<string, unknown>;
      const [first, second] = path.split('.') as [string, string?];
      delete (second ? (copy[first] as Record<string, unknown>) : copy)[second ?? first];
      return copy;
    };
    // What the form does not know is dropped: what comes back whole, it has a place for.
    expect(InformationForm.parse(filled)).toEqual(filled);
    expect(data.requestFields.fields.map(({ id }) => id).sort()).toEqual(Object.keys(asked).sort());
    for (const { id, required } of data.requestFields.fields)
      expect(InformationForm.safeParse(without(asked[id]!)).success, id).toBe(!required);
  });

  test('forms 01a to 06, with no layout made up', () => {
    expect(data.templates.map(({ id }) => id)).toEqual(
      ['01a', '01b', '02', '03', '04', '05', '06'].map((n) => `mau-${n}`),
    );
    for (const template of data.templates) {
      expect(template.layout).toBe('unknown');
      expect(template.fieldsAreAll).toBe(false);
      expect(valueOn(template, underNewLaw)).toBeInstanceOf(RegulationGap);
    }
  });

  test('the figures of Decree 13/2018, Article 12', () => {
    expect(data.requestRecords.statistics.items.map(({ id }) => id)).toEqual([
      'received',
      'resolved',
      'refused',
      'complaints',
      'lawsuits',
    ]);
  });
});

describe('bodies over time', () => {
  const heirs = (id: string, day: string) => heirsOn(id, localDate(day), data.bodies).map((body) => body.id);

  test.each([
    ['so-ttt', '2025-02-28', 'so-ttt'],
    ['so-ttt', '2025-03-01', 'so-khcn'],
    ['so-khdt', '2025-03-01', 'so-tc'],
    ['so-tnmt', '2025-03-01', 'so-nnmt'],
    ['so-nnptnt', '2025-03-01', 'so-nnmt'],
    ['so-gtvt', '2025-03-01', 'so-xd'],
    ['so-ldtbxh', '2025-03-01', 'so-nv'],
    ['ubnd-cap-huyen', '2025-06-30', 'ubnd-cap-huyen'],
    ['ubnd-cap-huyen', '2025-07-01', 'ubnd-cap-xa-thai-binh-cu'],
    ['ubnd-tinh-thai-binh', '2025-07-01', 'ubnd-tinh-hung-yen'],
  ])('the work of %s on %s is with %s', (id, day, heir) => expect(heirs(id, day)).toEqual([heir]));

  test('the 65 communes of former Thái Bình are units of today', () => {
    const communes = placeCodes.find(({ level }) => level === 'commune')!.codes;
    const { places } = data.bodies.find(({ id }) => id === 'ubnd-cap-xa-thai-binh-cu')!;
    expect(new Set(places).size).toBe(65);
    for (const code of places!) {
      expect(placeOn(communes, code, localDate('2025-07-01')), code).toBeDefined();
      expect(placeOn(communes, code, localDate('2026-11-23')), code).toBeDefined();
    }
  });

  test.each([
    ['ended into nothing', { until: localDate('2025-01-01') }, /nothing took over/],
    ['went into one nobody knows', { until: localDate('2025-01-01'), into: ['so-moi'] }, /is not there/],
    ['went into one already gone', { until: localDate('2025-07-01'), into: ['so-ttt'] }, /which was gone/],
    ['went into others and stayed', { into: ['so-tc'] }, /has not ended/],
  ])('a body that %s is a fault', (_, change, message) => {
    const bodies = [...data.bodies, { ...data.bodies[1]!, id: 'so-thu', ...change }];
    expect(bodyFaults(bodies).join()).toMatch(message);
    expect(bodyFaults(data.bodies)).toEqual([]);
  });
});
