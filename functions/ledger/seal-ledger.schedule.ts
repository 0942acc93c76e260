import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { s3Evidence } from '../../shared/adapters/ledger-evidence.ts';
import { dynamoDayReading } from '../../shared/adapters/ledger-reading.ts';
import { localDate } from '../../shared/kernel/local-date.ts';
import { setting } from '../_entry/environment.ts';
import { runSchedule } from '../_entry/schedule.ts';
import { logger } from '../_entry/telemetry.ts';
import { sealLedger } from './seal-ledger.ts';

/** Older than the portal, so than any event. A day without events costs the first run one empty query. */
const BEFORE_THE_FIRST_EVENT = localDate('2025-01-01');

const seal = sealLedger({
  days: dynamoDayReading(documentClient(), setting('LEDGER_TABLE')),
  evidence: s3Evidence(setting('EVIDENCE_BUCKET')),
  since: BEFORE_THE_FIRST_EVENT,
  onChangedHead: (sealed, found) => logger.error('sealed-event-changed', { sealed, found }),
});

export const handler = runSchedule(async (at) => {
  const { day, manifest } = await seal(at);
  if (manifest) logger.info('ledger-sealed', { ...manifest });
  else logger.info('ledger-sealed-before', { day });
});
