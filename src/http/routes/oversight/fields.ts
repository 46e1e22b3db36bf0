import { CATEGORIES, type Scope } from '../../../oversight/opening.ts';
import type { OversightRules } from '../../../oversight/rules.ts';
import { dutchDay, endOfDutchDay } from '../../../dutch-time.ts';
import type { OpeningDraft } from '../../../web/pages/oversight/opening-views.ts';
import { isUuid } from '../../../uuid.ts';
import { FormReader } from '../review/form-reader.ts';

const MIN_REASON = 10;
const MAX_REASON = 1_000;
const DAY_MS = 24 * 60 * 60 * 1_000;
const SCOPES = ['turn', 'conversation', 'assistant', 'review'] as const;

interface Known {
  readonly assistants: readonly string[];
  readonly rules: OversightRules;
  readonly now: Date;
}

interface Filled {
  readonly draft: OpeningDraft;
  readonly faults: Readonly<Record<string, string>>;
  /** Undefined where something is wrong. */
  readonly complete: { readonly scope: Scope; readonly category: (typeof CATEGORIES)[number]; readonly hours: number; readonly reason: string } | undefined;
}

/** Reads the form of a request. */
export function readOpening(fields: URLSearchParams, { assistants, rules, now }: Known): Filled {
  const form = new FormReader(fields);
  const kind = SCOPES.find((one) => one === fields.get('soort'));
  const category = CATEGORIES.find((one) => one === fields.get('categorie'));
  const reason = form.shortText('waarom', MAX_REASON);
  const unit = fields.get('eenheid') === 'dagen' ? 'dagen' : 'uren';
  const draft: OpeningDraft = {
    scope: kind ?? '', id: form.text('nummer').toLowerCase().slice(0, 100), assistant: form.text('assistent').slice(0, 200), from: form.text('van').slice(0, 20), until: form.text('tot').slice(0, 20),
    category: category ?? '', duration: form.text('duur').slice(0, 10), unit, reason: reason.slice(0, 2 * MAX_REASON),
  };
  if (kind === undefined) form.faults['soort'] = 'Kies wat u wilt lezen.';
  if (category === undefined) form.faults['categorie'] = 'Kies waarvoor het is.';
  if (reason.length < MIN_REASON) form.faults['waarom'] = 'Leg uit waarom het nodig is.';
  const hours = hoursOf(draft, rules, form.faults);
  const scope = kind === undefined ? undefined : scopeOf(kind, draft, { assistants, rules, now }, form.faults);
  const isFine = Object.keys(form.faults).length === 0;
  return { draft, faults: form.faults, complete: isFine && scope !== undefined && category !== undefined && hours !== undefined ? { scope, category, hours, reason } : undefined };
}

function hoursOf({ scope, duration, unit }: OpeningDraft, { maxHours, maxReviewDays }: OversightRules, faults: Record<string, string>): number | undefined {
  if (!/^[1-9]\d{0,3}$/.test(duration)) {
    faults['duur'] = 'Vul een heel getal in, zoals 4.';
    return undefined;
  }
  const hours = Number(duration) * (unit === 'dagen' ? 24 : 1);
  const most = scope === 'review' ? maxReviewDays * 24 : maxHours;
  if (hours > most) faults['duur'] = scope === 'review' ? `Hoogstens ${maxReviewDays} dagen.` : `Hoogstens ${maxHours} uur.`;
  return hours;
}

function scopeOf(kind: Scope['kind'], { id, assistant, from, until }: OpeningDraft, { assistants, rules, now }: Known, faults: Record<string, string>): Scope | undefined {
  switch (kind) {
    case 'review':
      return { kind };
    case 'turn':
    case 'conversation':
      if (!isUuid(id)) faults['nummer'] = 'Vul het hele nummer in, zoals in het voorbeeld.';
      return kind === 'turn' ? { kind, turnId: id } : { kind, conversationId: id };
    case 'assistant': {
      if (!assistants.includes(assistant)) faults['assistent'] = 'Kies een assistent.';
      const begin = startOfDutchDay(from);
      const end = endOfDutchDay(until);
      if (begin === undefined) faults['van'] = 'Vul een datum in.';
      if (end === undefined) faults['tot'] = 'Vul een datum in.';
      if (begin === undefined || end === undefined) return undefined;
      if (begin >= end) faults['tot'] = 'Deze dag ligt voor de eerste dag.';
      else if (end.getTime() - begin.getTime() > (rules.maxPeriodDays + 0.5) * DAY_MS) faults['tot'] = `Hoogstens ${rules.maxPeriodDays} dagen.`;
      // What is yet to be asked is nobody's to read in advance.
      else if (until > dutchDay(now)) faults['tot'] = 'Deze dag moet nog komen.';
      return { kind, assistant, from: begin, until: end };
    }
  }
}

function startOfDutchDay(day: string): Date | undefined {
  if (endOfDutchDay(day) === undefined) return undefined;
  return endOfDutchDay(new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10));
}
