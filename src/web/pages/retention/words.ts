/** What the pages and the command line call what is kept. */
import { durationWords } from '../../../durations.ts';
import { momentWords } from '../../../dutch-time.ts';
import type { Figures } from '../../../retention/runs.ts';
import type { Rule } from '../../../retention/plan.ts';
import type { DataKind } from '../../../retention/rules.ts';

export const KIND_WORDS: Readonly<Record<DataKind, string>> = {
  turns: 'Vragen en antwoorden',
  conversations: 'Gesprekken van medewerkers: namen en zoekwoorden',
  feedback: 'Uitleg bij een antwoord dat niet hielp',
  calls: 'Aanroepen van programma’s',
  handovers: 'Doorgegeven gesprekken',
  files: 'Bestanden in gesprekken',
  reports: 'Meldingen van fouten in bronnen',
  prompts: 'Eigen prompts van medewerkers, na de laatste wijziging',
  runs: 'Verwerking van documenten: wat er gebeurde',
  documents: 'Documenten, na de laatste dag dat zij gelden',
  energy: 'Stroomverbruik per medewerker',
  use: 'Gebruik per sleutel en medewerker',
  people: 'Naam en e-mailadres van wie niet meer inlogt',
  expired: 'Sessies, uitnodigingen en begonnen logins',
  openings: 'Redenen om inzage te vragen',
  changes: 'Redenen van wijzigingen in Beheer',
  trials: 'Metingen van een concept van een assistent',
  holds: 'Redenen van blokkades, na het einde',
  requests: 'AVG-verzoeken, na het besluit',
  records: 'Regels van het Logboek Dataverwerkingen',
  erasures: 'Verslagen van het wissen',
};

/** Of which assistants or collections. */
export function scopeWords({ kind, of }: Pick<Rule, 'kind' | 'of'>): string {
  if (of === undefined) return 'alles';
  if (of.length === 0) return 'geen';
  return `${kind === 'runs' || kind === 'documents' ? 'collectie' : 'assistent'} ${of.join(', ')}`;
}

export function keptWords({ duration }: Pick<Rule, 'duration'>): string {
  return duration === undefined ? 'tot zij verlopen' : durationWords(duration);
}

export function beforeWords({ before, duration }: Pick<Rule, 'before' | 'duration'>): string {
  return duration === undefined ? 'wat verlopen is' : `alles van vóór ${momentWords(before)}`;
}

/** `12 vragen en antwoorden, 3 bestanden in gesprekken`; of nothing a word of that. */
export function figureWords(figures: Figures, nothing = 'niets'): string {
  const each = Object.entries(figures) as [DataKind, number][];
  return each.length === 0 ? nothing : each.map(([kind, count]) => `${count} × ${KIND_WORDS[kind].toLowerCase()}`).join(', ');
}

export const BEGAN: Readonly<Record<'start' | 'hour' | 'day' | 'hand', string>> = { start: 'bij het starten', hour: 'elk uur', day: 'dagelijks', hand: 'met de hand' };
