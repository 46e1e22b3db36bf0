/** What the pages about openings say, in plain Dutch. */
import { dateWords, dutchDay } from '../../../dutch-time.ts';
import type { Category, OpeningState, Scope } from '../../../oversight/opening.ts';
import { roleWords as ROLES } from '../admin/words.ts';
import type { OpeningNotice } from './opening-views.ts';

export const OPENINGS_PATH = '/beheer/inzage';
export const ASK_PATH = `${OPENINGS_PATH}/nieuw`;
export const COUNCIL_PATH = '/werk/inzage';
export const COUNCIL_FILE_PATH = `${COUNCIL_PATH}/inzages.csv`;

export const openingPath = (number: number) => `${OPENINGS_PATH}/${number}`;
export const decidePath = (number: number) => `${openingPath(number)}/besluit`;
export const endPath = (number: number) => `${openingPath(number)}/intrekken`;
export const lookPath = (number: number, conversation: string) => `${openingPath(number)}/gesprekken/${conversation}`;

export const categoryWords: Readonly<Record<Category, string>> = {
  fault: 'Een fout in een antwoord uitzoeken',
  complaint: 'Een klacht of bezwaar',
  incident: 'Misbruik of een incident',
  quality: 'De kwaliteit van antwoorden',
  'data-subject': 'Een verzoek van degene zelf (AVG)',
  other: 'Iets anders',
};

export const stateWords: Readonly<Record<OpeningState, string>> = {
  waiting: 'wacht op een besluit', withdrawn: 'niet meer gevraagd', refused: 'geweigerd', open: 'geldt nu', ended: 'ingetrokken', over: 'voorbij',
};

export const stateTones = { waiting: 'warning', withdrawn: 'calm', refused: 'bad', open: 'good', ended: 'calm', over: 'calm' } as const satisfies Readonly<Record<OpeningState, string>>;

export const noticeWords: Readonly<Record<OpeningNotice, string>> = {
  gevraagd: 'Uw verzoek is verstuurd. U ziet hier wat er is besloten.',
  goedgekeurd: 'De inzage is goedgekeurd. Wie haar vroeg, kan nu lezen wat eronder valt.',
  geweigerd: 'De inzage is geweigerd.',
  ingetrokken: 'De inzage is ingetrokken. Niemand kan er nog iets mee lezen.',
};

/** Of what was recorded: also of a role that is none any more. */
export function roleWords(role: string): string {
  return new Map(Object.entries(ROLES)).get(role) ?? role;
}

export function rolesWords(all: readonly string[], word: 'en' | 'of' = 'en'): string {
  const words = all.map(roleWords);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${word} ${words.at(-1)}`;
}

/** How much an opening shows, without saying of whom. */
export function scopeWords(scope: Scope): string {
  switch (scope.kind) {
    case 'turn':
      return 'Eén vraag';
    case 'conversation':
      return 'Eén gesprek';
    case 'assistant': {
      const [first, last] = [dutchDay(scope.from), dutchDay(new Date(scope.until.getTime() - 1))];
      return `Wat aan ${scope.assistant} is gevraagd ${first === last ? `op ${dateWords(first)}` : `van ${dateWords(first)} tot en met ${dateWords(last)}`}`;
    }
    case 'review':
      return 'Antwoorden beoordelen: wat in de lijst staat, door iedereen die mag beoordelen';
  }
}

/** The number that the scope names; for who may see the request. */
export function scopeNumber(scope: Scope): string | undefined {
  if (scope.kind === 'turn') return scope.turnId;
  return scope.kind === 'conversation' ? scope.conversationId : undefined;
}

export function durationWords(hours: number): string {
  if (hours % 24 === 0 && hours >= 48) return `${hours / 24} dagen`;
  return `${hours} uur`;
}
