import type { Envelope } from '../../events/envelope.ts';
import { RecomputationAdvanced } from '../../events/recomputation.ts';
import { currentBook } from '../../shared/adapters/current-book.ts';
import type { CaseStore, CommandContext } from '../../shared/capabilities/case-store.ts';
import { changeCase } from '../../shared/capabilities/change-case.ts';
import { duties } from '../../shared/capabilities/duties/capability.ts';
import { dutyKeys } from '../../shared/capabilities/duties/indexes.ts';
import type { Duty } from '../../shared/capabilities/duties/model.ts';
import { recomputations } from '../../shared/capabilities/duties/recomputation/capability.ts';
import * as recomputation from '../../shared/capabilities/duties/recomputation/decide.ts';
import {
  recomputationCaseId,
  type Recomputation,
} from '../../shared/capabilities/duties/recomputation/model.ts';
import { recomputeDuty } from '../../shared/capabilities/duties/recompute.ts';
import type { NewId } from '../../shared/kernel/ids.ts';
import type { LocalDate } from '../../shared/kernel/local-date.ts';
import { isRefusal } from '../../shared/kernel/refusal.ts';
import { fingerprintOf } from '../../shared/regulation/fingerprint.ts';
import { type Rulebook, rulebook } from '../../shared/regulation/rulebook.ts';
import { logger } from '../_entry/telemetry.ts';
import { sideBySide } from './side-by-side.ts';

/** How many duties one message computes again: a few seconds of work. */
export const PAGE = 100;

type Services = {
  readonly store: CaseStore;
  readonly newId: NewId;
  /** The rulebook of this version of the portal. */
  readonly shipped?: Rulebook;
};

type Decide = Parameters<typeof changeCase<Recomputation, RecomputationFact>>[3]['decide'];
type RecomputationFact = Exclude<ReturnType<typeof recomputation.begin>, undefined>[number];

/**
 * Computes open duties again when the rulebook is another than the one they were last computed by: a value was entered, or
 * a version of the portal shipped a calendar or a rule. A page a message, each message caused by the fact of the page
 * before: killed in the middle it begins that page again, and a duty that was computed already does not change twice.
 */
export const recomputeOpen = ({ store, newId, shipped = rulebook }: Services) => {
  const change = async (context: CommandContext, decide: Decide): Promise<void> => {
    const changed = await changeCase<Recomputation, RecomputationFact>(store, newId, recomputations, {
      caseId: recomputationCaseId,
      context,
      decide,
    });
    if (isRefusal(changed)) throw new Error(`The recomputation met ${changed.refused}`);
  };

  /** Reads one case, and nothing more while open duties are computed by this rulebook. */
  const begin = (book: Rulebook, on: LocalDate, context: CommandContext): Promise<void> =>
    change(context, (state) => recomputation.begin({ book: fingerprintOf(book), on }, state));

  const nextPage = async (event: Envelope, context: CommandContext): Promise<void> => {
    const { on, place, book: wanted } = RecomputationAdvanced.data.parse(event.data);
    const standing = await store.load<Recomputation>(event.caseId);
    // Told again, or late: this page is behind us.
    if (standing?.version !== event.version) return;
    const book = await currentBook(store, shipped);
    if (fingerprintOf(book) !== wanted) return begin(book, on, context);

    const page = await store.list<Duty>('status', dutyKeys.all('open'), {
      limit: PAGE,
      ...(place === undefined ? {} : { cursor: place }),
    });
    const cause = { eventId: event.id, type: event.type };
    const decide = (duty: Duty | undefined) => recomputeDuty({ on, book, cause }, duty);
    const moving = page.items.filter(({ state }) => {
      const decided = decide(state);
      return !isRefusal(decided) && decided.length > 0;
    });
    let moved = 0;
    await sideBySide(moving, async ({ caseId }) => {
      const changed = await changeCase(store, newId, duties, { caseId, context, decide });
      if (isRefusal(changed)) throw new Error(`Computing ${caseId} again met ${changed.refused}`);
      if (changed.changed) moved += 1;
    });
    await change(context, (state) =>
      recomputation.advance({ from: standing.state, moved, next: page.next }, state),
    );
    logger.info('duties-recomputed', { looked: page.items.length, moved, isLast: page.next === undefined });
  };

  return { begin, nextPage };
};
