import { beforeEach, describe, expect } from 'vitest';
import { capabilitiesByKind } from '../../functions/ledger/capabilities.ts';
import { sealLedger } from '../../functions/ledger/seal-ledger.ts';
import { auditLedger } from '../../shared/adapters/ledger-audit.ts';
import {
  headsIn,
  Manifest,
  manifestKey,
  MANIFESTS,
  sealOf,
  type Head,
} from '../../shared/adapters/ledger-heads.ts';
import { canonicalJson } from '../../shared/kernel/canonical-json.ts';
import { GENESIS, linkOf, sha256 } from '../../shared/kernel/hash-chain.ts';
import type { CaseId } from '../../shared/kernel/ids.ts';
import { Instant, localDate } from '../../shared/kernel/local-date.ts';
import { claimsFor, type Lacks } from '../fixtures/claims.ts';
import { releaseReturned, someMetadata, untilPublished } from '../fixtures/datasets.ts';
import { aDataset, aSmallLedger, record } from './a-small-ledger.ts';
import type { LedgerGround } from './ground.ts';

/** A quarter past midnight in the province, at the beginning of a day. */
const afterMidnightOf = (day: string): Instant =>
  Instant.parse(new Date(`${day}T00:15:00+07:00`).toISOString());

const aMetadataChange = (title: string) => ({
  type: 'MetadataChanged' as const,
  data: { metadata: someMetadata({ title }) },
});

/** Sealing and auditing, on any storage. `begin` gives a fresh one before every test; `lacks` names what it can not. */
export const ledgerSuite = (begin: () => Promise<LedgerGround>, lacks: Lacks = {}): void => {
  const it = claimsFor(lacks);
  let ground: LedgerGround;
  let cases: Awaited<ReturnType<typeof aSmallLedger>>;
  let changedHeads: [Head, Head][];
  beforeEach(async () => {
    ground = await begin();
    changedHeads = [];
    cases = await aSmallLedger(ground.store);
  });

  const seal = (day: string) =>
    sealLedger({
      days: ground.reading,
      evidence: ground.evidence,
      since: localDate('2025-06-01'),
      onChangedHead: (...pair) => changedHeads.push(pair),
    })(afterMidnightOf(day));
  const audit = () => auditLedger(ground.reading, ground.evidence, capabilitiesByKind);
  const found = async () =>
    (await audit()).findings.map(({ code, where, version }) =>
      [code, where, ...(version === undefined ? [] : [version])].join(' '),
    );
  const text = async (key: string) => Buffer.from((await ground.evidence.read(key)) ?? []).toString('utf8');
  const manifestOf = async (day: string) =>
    Manifest.parse(JSON.parse(await text(manifestKey(localDate(day)))));

  describe('the seal of a day', () => {
    it('counts every case and event up to the day before, and names their heads', async () => {
      await seal('2025-06-18');
      const manifest = await manifestOf('2025-06-17');
      expect(manifest).toMatchObject({ cases: 4, events: 6 + 3 + 6 + 1, previous: GENESIS });
      const heads = headsIn((await ground.evidence.read(manifest.headsKey)) ?? new Uint8Array());
      const state = await ground.store.load(cases.pharmacies);
      expect(heads).toContainEqual({ caseId: cases.pharmacies, version: 6, hash: state?.head });
    });

    it('leaves the running day to tomorrow', async () => {
      await seal('2025-06-17');
      expect(await manifestOf('2025-06-16')).toMatchObject({ cases: 2, events: 9 });
      expect(await ground.evidence.keys(MANIFESTS)).toEqual([manifestKey(localDate('2025-06-16'))]);
    });

    it('is chained to the one before and carries its heads on', async () => {
      await seal('2025-06-17');
      await seal('2025-06-18');
      const next = await manifestOf('2025-06-17');
      expect(next.previous).toBe(sha256(await text(manifestKey(localDate('2025-06-16')))));
      expect(next.cases).toBe(4);
    });

    it('changes nothing when it comes again', async () => {
      await seal('2025-06-18');
      const before = await text(manifestKey(localDate('2025-06-17')));
      await record(ground.store, cases.roads, [aMetadataChange('Đường tỉnh')], '2025-06-17');
      expect((await seal('2025-06-18')).manifest).toBeUndefined();
      expect((await seal('2025-06-17')).manifest).toBeUndefined();
      expect(await text(manifestKey(localDate('2025-06-17')))).toBe(before);
      expect(await ground.evidence.versions(MANIFESTS)).toHaveLength(1);
    });

    it('lets one of two that run at once write it', async () => {
      const both = await Promise.all([seal('2025-06-18'), seal('2025-06-18')]);
      expect(both.filter(({ manifest }) => manifest)).toHaveLength(1);
      expect(await found()).toEqual([]);
    });

    it('covers the days that were missed', async () => {
      await seal('2025-06-17');
      await seal('2025-08-01');
      expect(await manifestOf('2025-07-31')).toMatchObject({ cases: 4, events: 16 });
      expect(await found()).toEqual([]);
    });

    it('takes what came late into the next manifest, and the audit says so until then', async () => {
      await seal('2025-06-18');
      await record(ground.store, cases.roads, [aMetadataChange('Đường tỉnh')], '2025-06-17');
      const between = await audit();
      expect(between.findings).toEqual([]);
      expect(between.late).toEqual([{ caseId: cases.roads, version: 7, day: '2025-06-17' }]);
      await seal('2025-06-19');
      expect(await manifestOf('2025-06-18')).toMatchObject({ events: 17 });
      expect((await audit()).late).toEqual([]);
    });

    it('stops when the heads it should go on from are not those that were sealed', async () => {
      await seal('2025-06-17');
      const { headsKey } = await manifestOf('2025-06-16');
      await ground.intruder.layOver(headsKey, sealOf(localDate('2025-06-16'), [], GENESIS).headsFile);
      await expect(seal('2025-06-18')).rejects.toThrow(/ledger:verify/);
    });
  });

  describe('an audit', () => {
    beforeEach(async () => {
      await seal('2025-06-17');
      await seal('2025-06-18');
      await record(ground.store, cases.schools, [aMetadataChange('Trường học')], '2025-06-18');
    });
    const edited = async (caseId: CaseId, version: number, edit: (body: string) => string) => {
      const row = await ground.intruder.row(caseId, version);
      return { ...row, body: edit(row.body) };
    };
    /** Writes a case's history anew from a version on, with every hash and the state in order. */
    const rewriteFrom = async (caseId: CaseId, version: number, edit: (body: string) => string) => {
      let previous = version === 1 ? GENESIS : (await ground.intruder.row(caseId, version - 1)).hash;
      const last = (await ground.store.load(caseId))?.version ?? 0;
      for (let v = version; v <= last; v++) {
        const row = await ground.intruder.row(caseId, v);
        const body = v === version ? edit(row.body) : row.body;
        previous = linkOf(previous, body);
        await ground.intruder.putRow({ ...row, body, hash: previous });
      }
      await ground.intruder.changeState(caseId, { head: previous });
    };

    it('of an untouched ledger finds nothing, and says what it read', async () => {
      expect(await audit()).toEqual({
        findings: [],
        late: [],
        cases: 4,
        events: 17,
        manifests: 2,
        unsealed: 1,
        sealedThrough: '2025-06-17',
      });
    });

    it('finds a changed event', async () => {
      await ground.intruder.putRow(
        await edited(cases.pharmacies, 6, (body) => body.replace('quý II', 'quý III')),
      );
      expect(await found()).toEqual([
        `changed-event ${cases.pharmacies} 6`,
        `state-differs ${cases.pharmacies} 6`,
      ]);
    });

    it('finds a changed event that left no trace in the state', async () => {
      await ground.intruder.putRow(
        await edited(cases.pharmacies, 4, (body) => body.replace('quý II', 'quý III')),
      );
      expect(await found()).toEqual([`changed-event ${cases.pharmacies} 4`]);
    });

    it('finds a changed event whose hash was changed with it', async () => {
      const row = await edited(cases.pharmacies, 4, (body) => body.replace('quý II', 'quý III'));
      const before = await ground.intruder.row(cases.pharmacies, 3);
      await ground.intruder.putRow({ ...row, hash: linkOf(before.hash, row.body) });
      expect(await found()).toContain(`changed-event ${cases.pharmacies} 5`);
    });

    it('finds a history written anew in good order, by what was sealed', async () => {
      await rewriteFrom(cases.schools, 2, (body) => body.replace('48213', '48214'));
      await ground.intruder.changeState(cases.schools, {
        state: canonicalJson(
          JSON.parse(
            JSON.stringify((await ground.store.load(cases.schools))?.state).replace('48213', '48214'),
          ),
        ),
      });
      expect(await found()).toEqual([`rewritten-history ${cases.schools} 3`]);
    });

    it('finds it still after later seals, which keep what was sealed first', async () => {
      await rewriteFrom(cases.schools, 2, (body) => body.replace('48213', '48214'));
      await seal('2025-06-19');
      expect(await found()).toContain(`rewritten-history ${cases.schools} 3`);
    });

    it('finds two events that changed places', async () => {
      const [two, three] = [
        await ground.intruder.row(cases.roads, 2),
        await ground.intruder.row(cases.roads, 3),
      ];
      await ground.intruder.putRow({ ...three, version: 2 });
      await ground.intruder.putRow({ ...two, version: 3 });
      const codes = await found();
      expect(codes).toContain(`misplaced-event ${cases.roads} 2`);
      expect(codes).toContain(`misplaced-event ${cases.roads} 3`);
    });

    it('finds an event filed under another day, which would hide it from the seal', async () => {
      const row = await ground.intruder.row(cases.schools, 4);
      await ground.intruder.putRow({ ...row, day: '2019-01-01' });
      expect(await found()).toEqual([`misplaced-event ${cases.schools} 4`]);
    });

    it('finds an event taken out of the middle', async () => {
      await ground.intruder.removeRow(cases.roads, 3);
      const codes = await found();
      expect(codes).toContain(`missing-version ${cases.roads} 3`);
      expect(codes).toContain(`changed-event ${cases.roads} 4`);
    });

    it('finds a tail cut off, by the state', async () => {
      await ground.intruder.removeRow(cases.schools, 4);
      expect(await found()).toEqual([`cut-tail ${cases.schools} 4`]);
    });

    it('finds a tail cut off and the state set back, by the manifest', async () => {
      await ground.intruder.removeRow(cases.pharmacies, 6);
      const fifth = await ground.intruder.row(cases.pharmacies, 5);
      await ground.intruder.changeState(cases.pharmacies, { version: 5, head: fifth.hash });
      expect(await found()).toContain(`cut-tail ${cases.pharmacies} 6`);
    });

    it('finds a case removed from the ledger, by its state', async () => {
      for (let version = 1; version <= 4; version++) await ground.intruder.removeRow(cases.schools, version);
      expect(await found()).toContain(`removed-case ${cases.schools} 4`);
    });

    it('finds a case removed from ledger and states, which only the manifest still knows', async () => {
      for (let version = 1; version <= 6; version++) await ground.intruder.removeRow(cases.roads, version);
      await ground.intruder.removeState(cases.roads);
      expect(await found()).toEqual([`removed-case ${cases.roads} 6`]);
    });

    it('finds it still after later seals', async () => {
      for (let version = 1; version <= 6; version++) await ground.intruder.removeRow(cases.roads, version);
      await ground.intruder.removeState(cases.roads);
      await seal('2025-06-19');
      expect(await found()).toEqual([`removed-case ${cases.roads} 6`]);
    });

    it('finds an altered state', async () => {
      const state = (await ground.store.load(cases.roads))?.state as object;
      await ground.intruder.changeState(cases.roads, {
        state: canonicalJson({ ...state, demonstration: false }),
      });
      expect(await found()).toEqual([`state-differs ${cases.roads} 6`]);
    });

    it('finds a state that would be shown under another agency', async () => {
      await ground.intruder.changeState(cases.roads, { ownerKey: 'dataset#H54.08', ownerSort: 'x' });
      expect(await found()).toEqual([`found-elsewhere ${cases.roads} 6`]);
    });

    it('finds a state set back behind its events', async () => {
      const fifth = await ground.intruder.row(cases.roads, 5);
      await ground.intruder.changeState(cases.roads, { version: 5, head: fifth.hash });
      expect(await found()).toEqual([`state-behind ${cases.roads} 5`]);
    });

    it('finds a removed state', async () => {
      await ground.intruder.removeState(cases.duty);
      expect(await found()).toEqual([`state-missing ${cases.duty} 1`]);
    });

    it('finds a case of a kind nobody knows', async () => {
      const row = await ground.intruder.row(cases.duty, 1);
      await ground.intruder.putRow({ ...row, caseId: 'forged:1' });
      expect(await found()).toEqual(['unknown-case forged:1']);
    });

    it('finds an event forged onto the end', async () => {
      const last = await ground.intruder.row(cases.schools, 4);
      const body = canonicalJson({ ...JSON.parse(last.body), version: 5, ...releaseReturned() });
      await ground.intruder.putRow({ ...last, version: 5, body, hash: linkOf(last.hash, body) });
      expect(await found()).toContain(`state-behind ${cases.schools} 4`);
    });

    const first = manifestKey(localDate('2025-06-16'));
    const second = manifestKey(localDate('2025-06-17'));

    it('finds a manifest that another was laid over, and goes by the one retention kept', async () => {
      const manifest = await manifestOf('2025-06-16');
      await ground.intruder.layOver(first, canonicalJson({ ...manifest, events: 8 }));
      expect(await found()).toEqual([`manifest-overwritten ${first}`]);
    });

    it('finds a removed manifest', async () => {
      await ground.intruder.removeFile(second);
      expect(await found()).toEqual([`manifest-removed ${second}`]);
    });

    it('finds a manifest that is not chained to the one before', async () => {
      const {
        manifest,
        headsFile,
        text: forged,
      } = sealOf(
        localDate('2025-06-18'),
        headsIn((await ground.evidence.read((await manifestOf('2025-06-17')).headsKey)) ?? new Uint8Array()),
        sha256('another manifest'),
      );
      await ground.evidence.putOnce(manifest.headsKey, headsFile, 'application/gzip');
      await ground.evidence.putOnce(manifestKey(manifest.day), forged, 'application/json');
      expect(await found()).toEqual([`manifest-chain-broken ${manifestKey(manifest.day)}`]);
    });

    it('finds a manifest that counts otherwise than its heads', async () => {
      const next = await manifestOf('2025-06-17');
      const key = manifestKey(localDate('2025-06-18'));
      const lie = {
        ...next,
        day: '2025-06-18',
        events: next.events + 1,
        previous: sha256(await text(second)),
      };
      await ground.evidence.putOnce(key, canonicalJson(lie), 'application/json');
      expect(await found()).toEqual([`heads-altered ${next.headsKey}`]);
    });

    it('finds a manifest that leaves out a case sealed before', async () => {
      const heads = headsIn(
        (await ground.evidence.read((await manifestOf('2025-06-17')).headsKey)) ?? new Uint8Array(),
      );
      const less = sealOf(
        localDate('2025-06-18'),
        heads.filter(({ caseId }) => caseId !== cases.roads),
        sha256(await text(second)),
      );
      await ground.evidence.putOnce(less.manifest.headsKey, less.headsFile, 'application/gzip');
      await ground.evidence.putOnce(manifestKey(less.manifest.day), less.text, 'application/json');
      expect(await found()).toEqual([`manifest-altered ${manifestKey(less.manifest.day)}`]);
    });

    it('finds a manifest that is not one', async () => {
      const key = manifestKey(localDate('2025-06-18'));
      await ground.evidence.putOnce(key, '{"day":"2025-06-18"}', 'application/json');
      expect(await found()).toEqual([`manifest-altered ${key}`]);
    });

    it('is not misled by commands that come while it reads', async () => {
      const writing = (async () => {
        for (let i = 0; i < 10; i++)
          await record(ground.store, cases.schools, [aMetadataChange(`Trường học ${i}`)], '2025-06-18');
      })();
      expect(await found()).toEqual([]);
      await writing;
      expect(await found()).toEqual([]);
    });

    it('sees a sealed event change at the next seal, and keeps the sealed hash', async () => {
      const row = await ground.intruder.row(cases.roads, 6);
      await ground.intruder.putRow({ ...row, hash: sha256('another') });
      await seal('2025-06-19');
      expect(changedHeads.map(([sealed, now]) => [sealed.hash, now.hash])).toEqual([
        [row.hash, sha256('another')],
      ]);
      const { headsKey } = await manifestOf('2025-06-18');
      const heads = headsIn((await ground.evidence.read(headsKey)) ?? new Uint8Array());
      expect(heads.find(({ caseId }) => caseId === cases.roads)?.hash).toBe(row.hash);
    });
  });

  it('audits a ledger that was never sealed by its states alone', async () => {
    await aDataset(ground.store, 'cho-va-sieu-thi', '2025-06-20', untilPublished);
    expect(await audit()).toMatchObject({ findings: [], manifests: 0, unsealed: 22 });
  });
};
