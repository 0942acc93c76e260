import { actsFor } from '../../shared/capabilities/registry/model.ts';
import { requestRegisterOperations as op } from '../../shared/contract/request-register.ts';
import { caller, endpoint, type Endpoint } from '../_entry/request.ts';
import { MOST_ROWS, registerCsv, registerRows, registerXlsx, requestsOf } from './register.ts';
import type { RequestServices } from './services.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The register the law has an agency keep. */
export const registerEndpoints = (services: RequestServices): Endpoint[] => [
  endpoint(op.readRequestRegister, async (request) => {
    const { agency, year, month, format } = request.query;
    // Names and addresses stand in it: the agency's own officers, and no one who watches over it.
    if (!actsFor(caller(request), agency)) return { problem: 'not-your-agency' };
    const period = month === undefined ? `${year}-` : `${year}-${month}-`;
    const found = await requestsOf(services, agency, period, MOST_ROWS);
    if (!found) return { problem: 'register-too-long', facts: { limit: MOST_ROWS } };
    const rows = await registerRows(services, found, request.today);
    const name = `so-theo-doi-${agency}-${month === undefined ? year : `${year}-${month}`}.${format}`;
    return {
      file: format === 'csv' ? registerCsv(rows) : await registerXlsx(rows),
      headers: {
        'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : XLSX,
        'content-disposition': `attachment; filename="${name}"`,
      },
    };
  }),
];
