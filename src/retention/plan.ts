import { before, type Duration } from '../durations.ts';
import type { Audience, DataKind, RetentionRules } from './rules.ts';

/** An assistant of which something is kept. */
export interface KnownAssistant {
  readonly name: string;
  /** Absent: it is none of the installation any more, and nobody logged in to ask it. */
  readonly audience?: Audience | undefined;
}

/** Of what there is something kept. */
export interface Known {
  readonly assistants: readonly KnownAssistant[];
  readonly collections: readonly string[];
}

/** A rule as it holds at a moment. */
export interface Rule {
  readonly kind: DataKind;
  /** Absent for what ends by itself: it goes as soon as it has. */
  readonly duration?: Duration;
  /** What is from before this goes. */
  readonly before: Date;
  /** Of these assistants, or these collections; absent: of all. */
  readonly of?: readonly string[];
}

/** How long what was said with an assistant is kept: by the rule for it, else by the one for whom it is of, else by the one for all. */
export function ofAssistant(rules: RetentionRules, { name, audience }: KnownAssistant): Duration {
  return (Object.hasOwn(rules.assistants, name) ? rules.assistants[name] : undefined) ?? (audience && rules.audiences[audience]) ?? rules.said;
}

type OfKind = 'handovers' | 'files' | 'reports' | 'calls';
const AUDIENCES: Readonly<Record<OfKind, Audience | undefined>> = { handovers: 'resident', files: 'employee', reports: 'employee', calls: undefined };

/** How long one of the kinds is kept that go as what was said, where it has no rule of its own. */
export function ofKind({ kinds, audiences, said }: RetentionRules, kind: OfKind): Duration {
  const audience = AUDIENCES[kind];
  return kinds[kind] ?? (audience && audiences[audience]) ?? said;
}

/** All rules at a moment, in the order in which they are carried out: what leads to something else goes before it. */
export function rulesAt(rules: RetentionRules, { assistants, collections }: Known, now: Date): Rule[] {
  const { kinds } = rules;
  const rule = (kind: DataKind, duration: Duration | undefined, of?: readonly string[]): Rule[] => (duration === undefined ? [] : [{ kind, duration, before: before(duration, now), ...(of && { of }) }]);
  const names = assistants.map(({ name }) => name);
  const said = together(assistants.map((assistant) => [assistant.name, ofAssistant(rules, assistant)] as const));
  const ofCollection = (kind: 'runs' | 'documents') =>
    together(collections.map((id) => [id, (Object.hasOwn(rules.collections, id) ? rules.collections[id]?.[kind] : undefined) ?? kinds[kind]] as const)).flatMap(([duration, of]) => rule(kind, duration, of));
  return [
    ...said.flatMap(([duration, of]) => rule('conversations', duration, of)),
    ...(names.length > 0 ? rule('feedback', kinds.feedback, names) : []),
    ...said.flatMap(([duration, of]) => rule('turns', duration, of)),
    ...(['calls', 'handovers', 'files', 'reports'] as const).flatMap((kind) => rule(kind, ofKind(rules, kind))),
    ...rule('prompts', kinds.prompts),
    ...ofCollection('runs'),
    ...ofCollection('documents'),
    ...(['energy', 'use', 'people', 'openings', 'changes', 'trials', 'holds', 'requests', 'records', 'erasures'] as const).flatMap((kind) => rule(kind, kinds[kind])),
    { kind: 'expired', before: now },
  ];
}

/** Those that are kept equally long, together: one statement for all of them, and one word of it in the chain. */
function together(each: readonly (readonly [string, Duration | undefined])[]): [Duration, string[]][] {
  const groups = Map.groupBy(each, ([, duration]) => duration?.iso);
  return [...groups.values()]
    .flatMap((group) => {
      const duration = group[0]?.[1];
      return duration === undefined ? [] : [[duration, group.map(([name]) => name).toSorted()] satisfies [Duration, string[]]];
    })
    .toSorted(([, [a = '']], [, [b = '']]) => (a < b ? -1 : 1));
}

/** What pages tell of it to who asks. */
export interface Keeps {
  readonly resident: Duration;
  readonly employee: Duration;
  /** Assistants of employees for which something else holds, by their titles. */
  readonly besides: readonly { readonly title: string; readonly kept: Duration }[];
  readonly handovers: Duration;
  readonly files: Duration;
  readonly reports: Duration;
}

/** @param publicAssistant the one that residents ask. */
export function keepsOf(rules: RetentionRules, assistants: readonly (KnownAssistant & { readonly title: string })[], publicAssistant: string): Keeps {
  const employee = rules.audiences.employee ?? rules.said;
  const others = assistants.filter(({ audience }) => audience === 'employee').map((one) => ({ title: one.title, kept: ofAssistant(rules, one) }));
  return {
    resident: ofAssistant(rules, { name: publicAssistant, audience: 'resident' }),
    employee,
    besides: others.filter(({ kept }) => kept.iso !== employee.iso),
    handovers: ofKind(rules, 'handovers'),
    files: ofKind(rules, 'files'),
    reports: ofKind(rules, 'reports'),
  };
}
