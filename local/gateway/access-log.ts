import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { AccessLogDelivery } from '../topology/edge.ts';

/** One request as the gateway answered it. */
export type Served = {
  /** When it ended, by the clock people see, epoch milliseconds: the files are read by schedules that live in it. */
  readonly at: number;
  readonly id: string;
  readonly method: string;
  readonly host: string;
  /** Path as the viewer asked for it, without the query. */
  readonly path: string;
  readonly status: number;
  /** Bytes sent, headers and all. */
  readonly bytes: number;
  readonly seconds: number;
  readonly protocol: string;
  readonly userAgent: string | undefined;
  readonly contentType: string | undefined;
  readonly contentRange: string | undefined;
};

export type AccessLog = {
  readonly note: (served: Served) => void;
  /** Writes what was noted until now; resolves when it lies in the bucket. */
  readonly flush: () => Promise<void>;
  /** Writes the rest and takes nothing more. */
  readonly close: () => Promise<void>;
};

/** Files are written so often while requests come; on AWS it takes minutes. */
const EVERY_MS = 5000;
const MOST_LINES = 5000;
const ABSENT = '-';

/** CloudFront writes these as percent escapes, the percent sign itself too. */
const ESCAPED = /[^!$&()*+,./0-9:;=?@A-Z_a-z-]/gu;

const escaped = (value: string): string =>
  value === ''
    ? ABSENT
    : value.replace(ESCAPED, (char) =>
        [...Buffer.from(char)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
      );

const rangeOf = (contentRange = ''): [string, string] => {
  const [, start, end] = /^bytes (\d+)-(\d+)\//.exec(contentRange) ?? [];
  return [start ?? ABSENT, end ?? ABSENT];
};

/** What each field of CloudFront's log says. A field that is not here is unknown to the local runtime. */
const meanings: Readonly<Record<string, (served: Served) => string>> = {
  date: ({ at }) => new Date(at).toISOString().slice(0, 10),
  time: ({ at }) => new Date(at).toISOString().slice(11, 19),
  'x-edge-location': () => 'LOCAL',
  'x-edge-request-id': ({ id }) => id,
  'x-edge-result-type': ({ status }) => (status >= 400 ? 'Error' : 'Miss'),
  'cs-method': ({ method }) => escaped(method),
  'cs(Host)': ({ host }) => escaped(host),
  'cs-uri-stem': ({ path }) => escaped(path),
  'sc-status': ({ status }) => String(status),
  'sc-bytes': ({ bytes }) => String(bytes),
  'sc-content-type': ({ contentType }) => escaped(contentType ?? ''),
  'sc-range-start': ({ contentRange }) => rangeOf(contentRange)[0],
  'sc-range-end': ({ contentRange }) => rangeOf(contentRange)[1],
  'time-taken': ({ seconds }) => seconds.toFixed(3),
  'cs-protocol-version': ({ protocol }) => `HTTP/${protocol}`,
  'cs(User-Agent)': ({ userAgent }) => escaped(userAgent ?? ''),
};

/**
 * Writes access logs as CloudFront delivers them: W3C lines, gzip, one file an hour and delivery, in folders by day
 * (UTC). `put` stores one file. Throws at the start on a field it does not know.
 */
export const createAccessLog = (options: {
  delivery: AccessLogDelivery;
  distribution: string;
  put: (bucket: string, key: string, body: Buffer) => Promise<void>;
  log: (line: string) => void;
}): AccessLog => {
  const { delivery, distribution, put, log } = options;
  const fields = delivery.fields.map((name) => {
    const meaning = meanings[name];
    if (!meaning) throw new Error(`The access log field ${name} is unknown to the local runtime`);
    return meaning;
  });
  const head = `#Version: 1.0\n#Fields: ${delivery.fields.join(' ')}\n`;
  let waiting = new Map<string, string[]>();
  let lines = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  let closed = false;

  const write = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const now = waiting;
    waiting = new Map();
    lines = 0;
    for (const [hour, noted] of now) {
      const [year, month, day] = hour.split('-');
      const name = `${distribution}.${hour}.${randomBytes(4).toString('hex')}.gz`;
      const body = gzipSync(`${head}${noted.join('\n')}\n`);
      try {
        await put(delivery.bucket, `${delivery.prefix}${year}/${month}/${day}/${name}`, body);
      } catch (fault) {
        // As on AWS: logs come with best effort, and no reader ever waits for them.
        log(`access log ${name}: ${fault instanceof Error ? fault.message : String(fault)}`);
      }
    }
  };
  const flush = (): Promise<void> => (writing = writing.then(write));

  return {
    note: (served) => {
      if (closed) return;
      const hour = new Date(served.at).toISOString().slice(0, 13).replace('T', '-');
      const noted = waiting.get(hour) ?? [];
      noted.push(fields.map((meaning) => meaning(served)).join('\t'));
      waiting.set(hour, noted);
      lines += 1;
      if (lines >= MOST_LINES) void flush();
      else timer ??= setTimeout(() => void flush(), EVERY_MS);
    },
    flush,
    close: async () => {
      closed = true;
      await flush();
    },
  };
};
