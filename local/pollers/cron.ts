import { Cron } from 'croner';
import { TopologyError } from '../topology/topology-error.ts';

/** The next occurrence strictly after an instant (both epoch milliseconds); undefined when there is none. */
export type Occurrences = (after: number) => number | undefined;

/** EventBridge counts weekdays from 1 = Sunday; cron from 0. Names are the same. */
const weekdays = (field: string): string =>
  field.replace(/(?<![#\w])([1-7])(?=$|[,\-L#])/g, (day) => String(Number(day) - 1));

/**
 * Reads `cron(minutes hours day month weekday year)` in a time zone. Throws `TopologyError` on anything else:
 * `rate(…)` and `at(…)` are not used by our template.
 */
export const readCron = (expression: string, timeZone: string): Occurrences => {
  const inner = /^cron\((.+)\)$/.exec(expression)?.[1]?.trim().split(/\s+/);
  if (inner?.length !== 6)
    throw new TopologyError(`The schedule ${expression} is unknown to the local runtime`);
  const [minutes = '', hours = '', day = '', month = '', weekday = '', year = ''] = inner;
  if (year !== '*')
    throw new TopologyError(`The schedule ${expression}: a year is unknown to the local runtime`);
  if ((day === '?') === (weekday === '?'))
    throw new TopologyError(`The schedule ${expression}: exactly one of day and weekday must be "?"`);
  const pattern = [minutes, hours, day.replace('?', '*'), month, weekdays(weekday).replace('?', '*')].join(
    ' ',
  );
  let cron: Cron;
  try {
    cron = new Cron(pattern, { timezone: timeZone, paused: true, sloppyRanges: true });
    cron.nextRun();
  } catch (cause) {
    throw new TopologyError(`The schedule ${expression} in ${timeZone} can not be read`, { cause });
  }
  return (after) => cron.nextRun(new Date(after))?.getTime();
};
