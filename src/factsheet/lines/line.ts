import type { Fact, Origin } from '../fact.ts';

export const LINE_GROUPS = ['desk', 'assistants', 'models', 'collections', 'guards', 'retention', 'connections'] as const;
export type LineGroup = (typeof LINE_GROUPS)[number];

export const GROUP_WORDS: Readonly<Record<LineGroup, string>> = {
  desk: 'De balie',
  assistants: 'Assistenten',
  models: 'Modellen',
  collections: 'Documenten',
  guards: 'Bescherming',
  retention: 'Bewaartermijnen',
  connections: 'Verbindingen naar buiten',
};

/**
 * What a change of a line means. `exact`: each one is a drift. `known`: so too, but where nobody can tell it now (a model server that is away)
 * that is none. `share`: a number, of which a small change is none. `never`: a figure that is another each day.
 */
export type Weight = 'exact' | 'known' | 'share' | 'never';

/** A fact in words: what pages, files and the drift alarm go by. */
export interface FactLine {
  /** `assistants/loket/model`: of what, then which fact of it. */
  readonly id: string;
  readonly group: LineGroup;
  /** What it is of, in Dutch: `assistent Digitale balie`. */
  readonly subject: string;
  /** In Dutch, with a capital. */
  readonly label: string;
  readonly value: string;
  /** The number, of a line that is one. */
  readonly amount?: number;
  readonly origin: Origin;
  readonly weight: Weight;
}

/** Makes lines of one thing. @param item its id within the group; none of the desk itself. */
export function lineMaker(group: LineGroup, item: string | undefined, subject: string) {
  return <Value>(name: string, label: string, fact: Fact<Value> | undefined, words: (value: Value) => string, weight: Weight = 'exact'): FactLine[] => {
    if (fact === undefined) return [];
    const { value, origin } = fact;
    return [{ id: [group, ...(item === undefined ? [] : [escaped(item)]), name].join('/'), group, subject, label, value: words(value), ...(typeof value === 'number' && { amount: value }), origin, weight }];
  };
}

/** Names may have slashes, and parts of ids may not. */
function escaped(item: string): string {
  return item.replaceAll('%', '%25').replaceAll('/', '%2F');
}
