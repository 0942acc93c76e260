import { documentClient } from '../../shared/adapters/dynamodb/client.ts';
import { s3Evidence } from '../../shared/adapters/ledger-evidence.ts';
import { dynamoDayReading } from '../../shared/adapters/ledger-reading.ts';
import { setting } from '../_entry/environment.ts';
import { runSchedule } from '../_entry/schedule.ts';
import { logger } from '../_entry/telemetry.ts';
import { sealLedger } from './seal-ledger.ts';

const seal = sealLedger({
  days: dynamoDayReading(documentClient(), setting('LEDGER_TABLE')),
  evidence: s3Evidence(setting('EVIDENCE_BUCKET')),
  onChangedHead: (sealed, found) => logger.error('sealed-event-changed', { sealed, found }),
});

export const handler = runSchedule(async (at) => {
  const { day, manifest } = await seal(at);
  if (manifest) logger.info('ledger-sealed', { ...manifest });
  else logger.info('ledger-sealed-before', { day });
});
