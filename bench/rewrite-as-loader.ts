import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import * as z from 'zod';

const Cost = z.object({ seconds: z.number(), cpuSeconds: z.number() });

/**
 * What ckanext-xloader does with a CSV before PostgreSQL sees it, by the library it does it with: every row is read,
 * its cells are stripped of blanks, and all is written again as UTF-8.
 */
const program = `
import json, resource, sys, tempfile, time
from tabulator import Stream
begun = time.perf_counter()
def stripped(rows):
    for row in rows:
        yield [cell.strip() if isinstance(cell, str) else cell for cell in row]
with tempfile.NamedTemporaryFile(suffix='.csv') as out:
    with Stream(sys.argv[1], format='csv', encoding='utf-8', skip_rows=[{'type': 'preset', 'value': 'blank'}]) as stream:
        rows = stream.iter
        stream.iter = lambda: stripped(rows())
        stream.save(out.name, format='csv', encoding='utf-8', delimiter=',')
usage = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({'seconds': time.perf_counter() - begun, 'cpuSeconds': usage.ru_utime + usage.ru_stime}))
`;

/** `BENCH_PYTHON` names a Python that has `tabulator` (1.53.5 with setuptools); throws where it has not. */
export const rewriteAsLoader = async (csv: string): Promise<z.infer<typeof Cost>> => {
  const python = process.env['BENCH_PYTHON'] ?? 'python3';
  const { stdout } = await promisify(execFile)(python, ['-c', program, csv]);
  return Cost.parse(JSON.parse(stdout));
};
