import { displayDay, type LocalDate } from '../kernel/local-date.ts';

/**
 * The rulebook has no answer for a day. It is never papered over with a default; callers at the edge of a case turn
 * it into `deadline: unknown` so that no person is stopped by it.
 */
export class RegulationGap extends Error {
  override readonly name = 'RegulationGap';
  readonly rule: string;
  readonly day: LocalDate;
  /** In Vietnamese, fit to be shown. */
  readonly why: string;

  constructor(rule: string, day: LocalDate, why: string) {
    super(`${rule} on ${displayDay(day)}: ${why}`);
    this.rule = rule;
    this.day = day;
    this.why = why;
  }
}
