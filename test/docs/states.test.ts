import { describe, expect, it } from 'vitest';
import { datasetSteps } from '../../docs/generators/dataset-life.ts';
import { dutySteps } from '../../docs/generators/duty-life.ts';
import { diagramOf, stepsOf, type Step } from '../../docs/generators/life.ts';
import { dutyEvents } from '../../events/duties.ts';
import { publishingEvents } from '../../events/publishing.ts';

const lines = (steps: readonly Step[]) => steps.map(({ from, fact, to }) => `${from} ${fact} ${to}`);
const factsIn = (steps: readonly Step[]) => new Set(steps.map(({ fact }) => fact));

describe('the states in the guide', () => {
  it('have an arrow for every fact of publishing, and of duties', () => {
    expect(factsIn(datasetSteps())).toEqual(new Set(publishingEvents.map(({ type }) => type)));
    expect(factsIn(dutySteps())).toEqual(new Set(dutyEvents.map(({ type }) => type)));
  });

  it('lead to publication through approval only, and out of withdrawal nowhere', () => {
    const steps = datasetSteps();
    expect(lines(steps.filter(({ to }) => to === 'published'))).toEqual([
      'approved ReleasePublished published',
      'published MetadataChanged published',
      'published ReleaseWithdrawn published',
    ]);
    expect(lines(steps.filter(({ to }) => to === 'approved'))).toEqual([
      'submitted ReleaseApproved approved',
      'approved ReleaseWithdrawn approved',
    ]);
    expect(steps.filter(({ from }) => from === 'withdrawn')).toEqual([]);
  });

  it('end in fulfilment or waiver, and remind nobody of a day that is not known', () => {
    const steps = dutySteps();
    expect(steps.filter(({ from }) => ['fulfilled', 'waived'].includes(from))).toEqual([]);
    const reminders = ['DutyNoticeDue', 'DutyBecameOverdue'];
    for (const silent of ['unknown', 'paused']) {
      const facts = factsIn(steps.filter(({ from }) => from === silent));
      expect(
        reminders.filter((fact) => facts.has(fact)),
        silent,
      ).toEqual([]);
      expect(facts).toContain('DutyWaived');
    }
    expect(lines(steps)).toContain('unknown DutyRescheduled open');
    expect(lines(steps)).toContain('paused DutyRescheduled open');
    expect(lines(steps)).toContain('overdue DutyFulfilled fulfilled');
  });
});

describe('a life', () => {
  const door = stepsOf<{ open: boolean }, { type: string }>({
    commandsIn: (state) => [
      () => (state ? { refused: 'exists' } : [{ type: 'Built' }]),
      () => (state ? [{ type: state.open ? 'Shut' : 'Opened' }] : []),
    ],
    evolve: (state, fact) => ({ open: fact.type === 'Opened' || (fact.type === 'Built' && !state) }),
    nameOf: ({ open }) => (open ? 'open' : 'shut'),
    keyOf: ({ open }) => String(open),
  });

  it('is lived to its end, refusals being no steps', () => {
    expect(lines(door)).toEqual(['[*] Built open', 'open Shut shut', 'shut Opened open']);
  });

  it('is drawn with a word for each state', () => {
    expect(diagramOf(door, { open: 'Mở', shut: 'Đóng' })).toContain('state "Đóng" as shut');
    expect(() => diagramOf(door, { open: 'Mở' })).toThrow('no word for the state shut');
  });
});
