/** What must be written down after a look at what assistants have and lack. */
import { dayAfter } from '../../dutch-time.ts';
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
  const [all, until] = [[...kept.exceptions, ...configured], dayAfter(today, days)];
  const isHeld = (name: string, day: string) => all.some((one) => one.assistant === name && holds(one, day));
  const automatic = looked.flatMap(({ name, isComplete, isOn }): NewException[] => {
    if (isComplete || !isOn) return [];
    // What holds of before may end sooner, and at its end nothing tells any more that this one was complete.
    if (kept.live.has(name)) return isHeld(name, until) ? [] : [{ assistant: name, until, reason: LAPSED, origin: 'lapse' }];
    return kept.isUpgrade && !isHeld(name, today) ? [{ assistant: name, until, reason: UPGRADED, origin: 'upgrade' }] : [];
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
