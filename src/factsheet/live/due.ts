/** What must be written down after a look at what assistants have and lack. */
import { dayAfter } from '../statements/exception.ts';
import type { Exception, Kept, NewException } from './exceptions.ts';

/** An assistant for residents at a look. */
export interface Looked {
  readonly name: string;
  readonly isComplete: boolean;
  /** Whether nobody turned it off by itself. All together may be off: that says nothing of one. */
  readonly isOn: boolean;
}

export interface Due {
  readonly exceptions: readonly NewException[];
  readonly ended: readonly Exception[];
  readonly becameLive: readonly string[];
  readonly notLive: readonly string[];
  readonly isUpgrade: boolean;
}

interface Rules {
  /** Of the configuration. */
  readonly configured: readonly Pick<Exception, 'assistant' | 'reason' | 'until'>[];
  readonly days: number;
  /** YYYY-MM-DD. */
  readonly today: string;
}

export const UPGRADED = 'Deze assistent stond al aan voordat Balie dit controleerde.';
export const LAPSED = 'Deze assistent had alles wat nodig is. Daarna is er iets veranderd.';

export function holds({ until }: Pick<Exception, 'until'>, today: string): boolean {
  return until === undefined || until >= today;
}

/** What was on before this was asked for, and what was complete and is no more, stays on for a while: nobody's desk goes off unseen. */
export function dueOf(looked: readonly Looked[], kept: Kept, { configured, days, today }: Rules): Due {
  const holding = new Set([...kept.exceptions, ...configured].filter((one) => holds(one, today)).map(({ assistant }) => assistant));
  const automatic = looked.flatMap(({ name, isComplete, isOn }): NewException[] => {
    if (isComplete || !isOn || holding.has(name)) return [];
    const rest = { assistant: name, until: dayAfter(today, days) };
    if (kept.isUpgrade) return [{ ...rest, reason: UPGRADED, origin: 'upgrade' }];
    return kept.live.has(name) ? [{ ...rest, reason: LAPSED, origin: 'lapse' }] : [];
  });
  const isKnown = (one: Rules['configured'][number]) => kept.configured.some(({ assistant, reason, until }) => assistant === one.assistant && reason === one.reason && until === one.until);
  const live = new Set(looked.filter(({ isComplete, isOn }) => isComplete && isOn).map(({ name }) => name));
  return {
    exceptions: [...automatic, ...configured.filter((one) => !isKnown(one)).map((one) => ({ ...one, origin: 'configuration' as const }))],
    ended: kept.exceptions.filter((one) => !one.isEnded && !holds(one, today)),
    becameLive: [...live].filter((name) => !kept.live.has(name)),
    notLive: [...kept.live].filter((name) => !live.has(name)),
    isUpgrade: kept.isUpgrade,
  };
}

export function isNothing({ exceptions, ended, becameLive, notLive, isUpgrade }: Due): boolean {
  return exceptions.length + ended.length + becameLive.length + notLive.length === 0 && !isUpgrade;
}
