import { resolve } from 'node:path';
import { capabilitiesByKind } from '../../functions/ledger/capabilities.ts';
import { auditLedger } from '../../shared/adapters/ledger-audit.ts';
import { s3Evidence } from '../../shared/adapters/ledger-evidence.ts';
import { dynamoAuditReading } from '../../shared/adapters/ledger-reading.ts';
import { reportOf } from './ledger-report.ts';
import { reach } from './reach.ts';

/** `npm run ledger:verify`: exit code 0 when nothing is wrong, 1 when something is, 2 when it could not look. */
const verify = async (): Promise<number> => {
  const system = await reach(resolve(process.env['LOCAL_DIR'] ?? '.local'));
  try {
    const audit = await auditLedger(
      dynamoAuditReading(system.db, { ledger: system.name('Ledger'), cases: system.name('Cases') }),
      s3Evidence(system.name('EvidenceBucket'), system.s3),
      capabilitiesByKind,
    );
    console.log(reportOf(audit, system.where).join('\n'));
    return audit.findings.length > 0 ? 1 : 0;
  } finally {
    await system.close();
  }
};

try {
  process.exitCode = await verify();
} catch (error) {
  console.error(`Không đối chiếu được: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 2;
}
