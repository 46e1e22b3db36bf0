/** What the pages for who judges answers say, in plain Dutch. */
import { errorCatalogue } from '../../../errors.ts';
import type { Judgement } from '../../../review/choices.ts';
import type { Why } from '../../../review/queue.ts';

export const QUEUE_PATH = '/beheer/beoordelen';
export const CASES_PATH = '/beheer/toetsvragen';
export const EXPORT_PATH = '/beheer/toetsvragen/bestand';

export const turnPath = (id: string) => `${QUEUE_PATH}/${encodeURIComponent(id)}`;
export const casePath = (id: number) => `${CASES_PATH}/${id}`;

export const whyTitles: Readonly<Record<Why, string>> = {
  'not-helpful': 'Dit hielp niet',
  refused: 'Vaak gevraagd, niet beantwoord',
  sample: 'Steekproef',
};

export const whyWords: Readonly<Record<Why, string>> = {
  'not-helpful': 'De vraagsteller zei dat dit antwoord niet helpt.',
  refused: 'Hier vroegen meer mensen naar, en de balie gaf geen antwoord. U ziet één van die vragen; na uw oordeel gaan ze alle uit de lijst.',
  sample: 'De balie gaf antwoord, en niemand klaagde. Deze antwoorden zijn door het lot gekozen.',
};

export const judgementWords: Readonly<Record<Judgement, string>> = {
  good: 'Goed',
  incomplete: 'Niet volledig',
  wrong: 'Fout',
  'should-not-answer': 'Hier had de balie geen antwoord op mogen geven',
  'should-answer': 'Hier had de balie wel antwoord op kunnen geven',
};

const outcomes: Readonly<Record<string, string>> = {
  answered: 'Beantwoord door de AI',
  quoted: 'Letterlijk geciteerd uit een bron',
  abstained: 'Geen antwoord gevonden',
  'out-of-scope': 'Niet voor deze balie',
  blocked: 'Tegengehouden',
  'handed-over': 'Doorverwezen naar een persoon',
  interrupted: 'Afgebroken',
  failed: 'Mislukt',
};

export function outcomeWords(outcome: string): string {
  return outcomes[outcome] ?? outcome;
}

/** Those that a test question may expect. */
export const EXPECTED: readonly string[] = ['answered', 'quoted', 'abstained', 'out-of-scope', 'blocked', 'handed-over'];

const kinds: Readonly<Record<string, string>> = {
  bsn: 'een burgerservicenummer', iban: 'een rekeningnummer', email: 'een e-mailadres', phone: 'een telefoonnummer', address: 'een adres',
  plate: 'een kenteken', document: 'een documentnummer', case: 'een zaaknummer', birthdate: 'een geboortedatum', name: 'een naam',
};

/** A kind of personal data. */
export function kindWords(kind: string): string {
  return kinds[kind] ?? kind;
}

const OTHER_REASONS: Readonly<Record<string, string>> = {
  'not-carried': 'Wat het model schreef, stond in geen bron.',
  length: 'Het antwoord van het model was te lang.',
};

/** Why a turn was not simply answered. */
export function whyNot(reason: string): string {
  const known = Object.entries(errorCatalogue).find(([code]) => code === reason);
  return OTHER_REASONS[reason] ?? known?.[1].message ?? reason;
}
