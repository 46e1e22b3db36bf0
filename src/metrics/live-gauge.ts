import type { Registry } from './registry.ts';

interface Standing {
  readonly name: string;
  readonly standing: 'complete' | 'excepted' | 'closed';
  readonly daysLeft?: number;
}

/** Tells of each assistant for residents whether it is kept off for what is missing, and of one with an exception when that ends. */
export function watchLiveStates(registry: Pick<Registry, 'gauge'>, states: () => readonly Standing[]): void {
  registry.gauge({ name: 'balie_assistant_closed', help: '1 while an assistant for residents is off since its factsheet or its evaluation is not complete.', labels: ['assistant'] }, () =>
    states().map(({ name, standing }) => [[name], standing === 'closed' ? 1 : 0] as const),
  );
  registry.gauge({ name: 'balie_assistant_exception_days', help: 'Days until the exception ends by which an assistant is on that is not complete; below 0: it ended.', labels: ['assistant'] }, () =>
    states().flatMap(({ name, daysLeft }) => (daysLeft === undefined ? [] : [[[name], daysLeft] as const])),
  );
}
