/** What the desk says about a turn, in plain Dutch: read by the server's pages and by the browser. */
import { DUTCH, wordsIn } from './words-in.ts';

interface OutcomeWords {
  /** Short mark beside the name of the answerer. */
  readonly mark: string;
  /** One sentence that puts the answer in its place. */
  readonly note?: string;
  /** Whether the way to a person is repeated under the answer. */
  readonly person: boolean;
  /** Whether the text is a model's own. */
  readonly isByAi: boolean;
}

/** Outcomes after which somebody has to be called, most often. What is handed over says itself whom to call. */
const PERSON = new Set(['abstained', 'out-of-scope', 'blocked', 'failed']);

/** Outcomes that come later are shown as an answer of the AI, which is the careful reading. */
export function wordsFor(outcome: string, language?: string): OutcomeWords {
  const { marks, notes } = wordsIn(language);
  const mark = marks[outcome];
  const note = notes[outcome];
  return { mark: mark ?? 'AI', person: mark === undefined || PERSON.has(outcome), isByAi: mark === undefined || outcome === 'answered', ...(note !== undefined && { note }) };
}

export const words = {
  byline: DUTCH.byline,
  newTab: DUTCH.newTab,
  terms: 'Moeilijke woorden',
  proving: 'Wij controleren of u geen robot bent. Dit duurt een paar tellen.',
  searching: 'We zoeken in de documenten…',
  writing: 'We schrijven het antwoord…',
  slow: 'Het duurt wat langer dan anders. Uw vraag staat nog in behandeling, u hoeft niets te doen.',
  ready: 'Het antwoord is klaar.',
  stopped: 'U hebt het antwoord gestopt. Uw vraag staat weer in het vak.',
} as const;

const LINE = new Set(['offline', 'network', 'unfinished']);

/** Whether the desk never said how a turn ended, because the line broke. */
export function isOfTheLine({ code }: { readonly code: string }): boolean {
  return LINE.has(code);
}

/** Faults that only the browser can see; the words for all others come from the server's catalogue. */
export const browserFaults = {
  offline: {
    code: 'offline',
    message: 'U bent niet verbonden met internet.',
    action: 'Uw vraag staat weer in het vak. Verstuur hem opnieuw zodra u weer verbinding hebt.',
    requestId: '',
  },
  network: {
    code: 'network',
    message: 'De verbinding met de digitale balie is verbroken.',
    action: 'Uw vraag staat weer in het vak. Controleer uw internetverbinding en verstuur hem opnieuw.',
    requestId: '',
  },
  unproven: {
    code: 'proof-needed',
    message: 'Er komen nu veel vragen binnen. Uw browser kan niet laten zien dat u geen robot bent, omdat de verbinding niet beveiligd is (https).',
    action: 'Uw vraag staat weer in het vak. Wacht een paar minuten en verstuur hem opnieuw, of bel de gemeente.',
    requestId: '',
  },
  feedback: {
    code: 'network',
    message: 'De verbinding met de digitale balie is verbroken.',
    action: 'Wat u zei over dit antwoord is niet bewaard. Probeer het opnieuw.',
    requestId: '',
  },
  unfinished: {
    code: 'unfinished',
    message: 'Het antwoord is onderweg afgebroken en is niet compleet.',
    action: 'Uw vraag staat weer in het vak. Verstuur hem opnieuw.',
    requestId: '',
  },
  empty: {
    code: 'question-empty',
    message: 'U hebt nog geen vraag gesteld.',
    action: 'Typ uw vraag in het vak en verstuur hem opnieuw.',
    requestId: '',
  },
} as const;
