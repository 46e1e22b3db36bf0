/**
 * What the desk's page says around a conversation, in plain Dutch. In other languages: `page` and `faults` in `prompts/talen`.
 * The server draws the page in one language; the browser module gets the words of that language with the page.
 */
import type { FaultView } from '../../turn-views.ts';
import { browserFaults, words } from '../words.ts';

export const DUTCH_PAGE = {
  skipContent: 'Naar de inhoud',
  skipQuestion: 'Naar het vak voor uw vraag',
  language: 'Taal',
  quickContact: 'Snel contact',
  preferPerson: 'Liever een mens?',
  contact: 'Contact',
  display: 'Weergave',
  letterSize: 'Grootte van de letters',
  lettersNormal: 'Gewoon',
  lettersLarge: 'Groot',
  lettersLarger: 'Nog groter',
  colours: 'Kleuren',
  coloursDevice: 'Zoals uw apparaat',
  coloursLight: 'Licht',
  coloursDark: 'Donker',
  displayHint: 'Dit geldt voor deze pagina. Wij onthouden niets.',
  contactAside: 'Contact met de gemeente',
  service: 'Digitale balie',
  sample: 'Voorbeeld.',
  sampleNote: 'Deze gemeente bestaat niet.',
  phone: 'Telefoon',
  email: 'E-mail',
  about: 'Over deze balie',
  privacy: 'Privacy: zo gaan wij om met uw vraag',
  aboutDesk: 'Over de digitale balie: wat zij kan en niet kan',
  accessibility: 'Toegankelijkheid',
  website: 'Website van {{municipality}}',
  staff: 'Voor medewerkers',
  aiNotice: 'U praat met een computer (AI), niet met een medewerker.',
  aiNoticeMore: 'De AI zoekt in documenten van {{municipality}} en kan fouten maken. Controleer het antwoord bij de bronnen.',
  howItWorks: 'Hoe werkt dit?',
  conversation: 'Uw gesprek',
  newConversation: 'Nieuw gesprek beginnen',
  ask: 'Stel uw vraag',
  askMore: 'Stel een vervolgvraag',
  noPersonal: 'Vul geen persoonlijke gegevens in',
  noPersonalMore: ', zoals uw naam of burgerservicenummer.',
  kept: 'Wij bewaren uw vraag versleuteld.',
  morePrivacy: 'Meer over privacy',
  keys: 'Enter verstuurt, Shift + Enter geeft een nieuwe regel.',
  send: 'Vraag stellen',
  themes: 'Of kies een onderwerp',
  proving: words.proving as string,
  searching: words.searching as string,
  writing: words.writing as string,
  slow: words.slow as string,
  ready: words.ready as string,
  stopped: words.stopped as string,
  stop: 'Stop',
  nextUp: 'U bent zo aan de beurt.',
  oneBefore: 'Er is nog 1 vraag voor u.',
  moreBefore: 'Er zijn nog {{count}} vragen voor u.',
  seconds: 'Het duurt ongeveer {{count}} seconden.',
  oneMinute: 'Het duurt ongeveer 1 minuut.',
  minutes: 'Het duurt ongeveer {{count}} minuten.',
  noConnection: 'Uw apparaat lijkt geen verbinding met internet te hebben. Uw vraag blijft staan als versturen niet lukt.',
  left: 'Nog {{count}} tekens over.',
  tooLong: 'Uw vraag is {{count}} tekens te lang.',
  tooLongSaid: 'Uw vraag is te lang.',
  faultNumber: 'Nummer van deze melding:',
  wiped: 'Uw gesprek is gewist.',
  wipedMore: 'De digitale balie kan uw vragen en onze antwoorden niet meer lezen. In reservekopieën kunnen ze nog even staan: op de pagina Privacy leest u daar meer over. U kunt hieronder opnieuw beginnen.',
};

export type PageWords = Readonly<typeof DUTCH_PAGE>;

/** What goes wrong on a resident's way, as far as other languages tell it apart: message and what to do, by name. */
export const FAULT_KINDS = ['question-empty', 'question-too-long', 'conversation-unknown', 'busy', 'offline', 'network', 'unfinished', 'feedback', 'feedback-too-long', 'handover-limit', 'other'] as const;
type FaultKind = (typeof FAULT_KINDS)[number];
type PageFaults = Readonly<Record<FaultKind, readonly [message: string, action: string]>>;

/** The language that a page is in. */
export interface SpokenPage {
  readonly language: string;
  readonly words: PageWords;
  /** Absent: Dutch, in which each fault has words of its own. */
  readonly faults?: PageFaults;
}

export const DUTCH: SpokenPage = { language: 'nl', words: DUTCH_PAGE };

/** A fault as the page says it. */
export function saidFault(fault: FaultView, { language, words: said, faults }: SpokenPage): FaultView {
  if (faults === undefined) return fault;
  const [message, action] = faults[kindOf(fault)];
  return { ...fault, message, action, spoken: { language, number: said.faultNumber } };
}

const BUSY = new Set(['desk-busy', 'desk-stopping', 'turns-at-once', 'queue-full', 'queue-deadline', 'proof-needed', 'too-many-questions', 'too-many-requests']);
/** The question is there still, and is sent again as it is. */
const SEND_AGAIN = new Set(['widget-token-late', 'widget-token-expired']);

function kindOf({ code, action }: FaultView): FaultKind {
  if (action === browserFaults.feedback.action) return 'feedback';
  if (isKind(code)) return code;
  if (BUSY.has(code)) return 'busy';
  if (SEND_AGAIN.has(code)) return 'network';
  return code.startsWith('feedback-') || code === 'turn-unknown' || code === 'turn-running' ? 'feedback' : 'other';
}

function isKind(code: string): code is FaultKind {
  return FAULT_KINDS.some((kind) => kind === code);
}

export function counted(text: string, count: number): string {
  return text.replace('{{count}}', String(count));
}
