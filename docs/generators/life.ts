import { isRefusal, type Refusal } from '../../shared/kernel/refusal.ts';

/** An arrow of a state diagram: the fact that leads from one state to another. */
export type Step = { readonly from: string; readonly fact: string; readonly to: string };

type Facts<Fact> = readonly Fact[] | Refusal;

export type Life<State, Fact extends { readonly type: string }> = {
  /** The commands worth trying in a state: every kind of command, in every way that makes a difference. */
  readonly commandsIn: (state: State | undefined) => readonly ((state: State | undefined) => Facts<Fact>)[];
  readonly evolve: (state: State | undefined, fact: Fact) => State;
  /** The state in a word. States of one word are explored once for each key. */
  readonly nameOf: (state: State) => string;
  readonly keyOf: (state: State) => string;
};

const BEFORE = '[*]';

/** Lives every life that the decisions allow and tells its steps: the diagram of what the code does, not of a plan. */
export const stepsOf = <State, Fact extends { readonly type: string }>(life: Life<State, Fact>): Step[] => {
  const steps = new Map<string, Step>();
  const seen = new Set<string>();
  const nameOf = (state: State | undefined) => (state === undefined ? BEFORE : life.nameOf(state));
  const waiting: (State | undefined)[] = [undefined];
  for (let at = 0; at < waiting.length; at++) {
    const from = waiting[at];
    for (const command of life.commandsIn(from)) {
      const facts = command(from);
      if (isRefusal(facts)) continue;
      let state = from;
      for (const fact of facts) {
        const next = life.evolve(state, fact);
        const step = { from: nameOf(state), fact: fact.type, to: nameOf(next) };
        steps.set(JSON.stringify(step), step);
        state = next;
      }
      if (state === undefined || seen.has(life.keyOf(state))) continue;
      seen.add(life.keyOf(state));
      waiting.push(state);
    }
  }
  return [...steps.values()];
};

/** The steps as a Mermaid state diagram; `words` says each state for people. Arrows between the same states are one. */
export const diagramOf = (steps: readonly Step[], words: Readonly<Record<string, string>>): string => {
  const states = [...new Set(steps.flatMap(({ from, to }) => [from, to]))].filter(
    (state) => state !== BEFORE,
  );
  const arrows = Map.groupBy(steps, ({ from, to }) => `${from} --> ${to}`);
  return [
    'stateDiagram-v2',
    ...states.map((state) => `    state "${wordFor(state, words)}" as ${state}`),
    ...[...arrows].map(([arrow, along]) => `    ${arrow}: ${along.map(({ fact }) => fact).join(', ')}`),
  ].join('\n');
};

const wordFor = (state: string, words: Readonly<Record<string, string>>): string => {
  const word = words[state];
  if (word === undefined) throw new Error(`There is no word for the state ${state}`);
  return word;
};
