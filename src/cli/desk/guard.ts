import { randomBytes } from 'node:crypto';
import { ShortMemory } from '../../answer/short-memory.ts';
import type { TaskPorts } from '../../answer/task/ports.ts';
import type { Guard } from '../../answer/safety/port.ts';
import type { Config } from '../../config/config.ts';
import { explain } from '../../guard/injection/reasons.ts';
import { isMachineTalk, isSuspect, scoreInjection } from '../../guard/injection/score.ts';
import { allow, type Allowed } from '../../guard/personal/allowed.ts';
import { findPersonalData } from '../../guard/personal/find.ts';
import { kindTaker, maskPersonalData, namedPersonalData, withoutMaskWords } from '../../guard/personal/mask.ts';
import { withoutOrders } from '../../guard/screening/orders.ts';
import { derived } from '../../settings/living.ts';

/** What hears of the guard's work: kinds and numbers, never what was said. */
export interface GuardMetrics {
  masked(kinds: readonly string[]): void;
  stopped(kind: string): void;
}

/** Passages, titles and headings: some megabytes at most. */
const REMEMBERED_TEXTS = 5_000;

export const UNHEARD: GuardMetrics = { masked: () => undefined, stopped: () => undefined };

/** The guard as the configuration sets it, at each question. */
export function openGuard(config: Pick<Config, 'municipality' | 'guard'>, metrics: GuardMetrics = UNHEARD): Guard & { forget(): void } {
  const withoutNumber = kindTaker('bsn');
  const allowed = ownData(config);
  // The same passages are found again and again.
  const presentable = new ShortMemory<string>(REMEMBERED_TEXTS);
  return {
    mask(question, audience) {
      const { default: other, types } = config.guard.personalData[audience];
      const result = maskPersonalData(question, { allowed: allowed(), actionOf: (type) => types[type] ?? other });
      metrics.masked(result.masked);
      return result;
    },
    withoutMasks: withoutMaskWords,
    named: namedPersonalData,
    suspect(question, earlier) {
      const found = scoreInjection(question, earlier);
      return { ...found, isSuspect: isSuspect(found), explained: explain(found.reasons) };
    },
    presentable: (text) => presentable.of(text, () => withoutNumber(withoutOrders(text).text)),
    // Those of somebody's own files are among them.
    forget: () => presentable.forget(),
    personalIn: (text) => findPersonalData(text, allowed()).map(({ start, end }) => text.slice(start, end)),
    isMachineTalk,
    canary: `k${randomBytes(6).toString('hex')}`,
    stopped: (kind) => metrics.stopped(kind),
  };
}

/** The guard of tasks: what is pasted there is text of people, of which nothing may be remembered. */
export function taskGuard(guard: Guard): TaskPorts['guard'] {
  return { mask: guard.mask, named: guard.named, canary: guard.canary, stopped: guard.stopped, withoutOrders: (text) => withoutOrders(text).text };
}

/** What the municipality says of itself, now, is nobody's secret. */
export function ownData(config: Pick<Config, 'municipality' | 'guard'>): () => Allowed {
  const ofMunicipality = derived(() => config.municipality, ({ phone, email, address, privacyOfficer, website }) => ({
    values: [phone, email, address, privacyOfficer],
    // Not that of the privacy officer, who may have a box at a provider where residents have theirs.
    domains: [new URL(website).hostname.replace(/^www\./, ''), email.slice(email.lastIndexOf('@') + 1)],
  }));
  const withList = (values: readonly string[]) => derived(ofMunicipality, (own) => allow([...own.values, ...values], own.domains));
  const current = derived(() => config.guard, (rules) => withList(rules.allow));
  return () => current()();
}
