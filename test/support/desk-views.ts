/** Views of a fictional municipality, for tests of the pages. */
import { keepsOf } from '../../src/retention/plan.ts';
import { retentionRules } from '../../src/retention/rules.ts';
import type { AboutView, ExaminedView } from '../../src/web/pages/about/views.ts';
import type { FaultView, SourceView, TurnView } from '../../src/web/turn-views.ts';
import type { DeskView, DocumentView, MunicipalityView } from '../../src/web/views.ts';

export const municipality: MunicipalityView = {
  name: 'Gemeente Lindewaarde',
  website: 'https://www.lindewaarde.example/',
  phone: '0123 456 789',
  phoneHours: 'maandag tot en met vrijdag, 8.30 tot 17.00 uur',
  email: 'balie@lindewaarde.example',
  address: 'Stadhuis, Lindeplein 1\n1234 AB Lindewaarde',
  isSample: true,
  privacyOfficer: 'privacy@lindewaarde.example',
  keeps: keepsOf(retentionRules.parse({ said: 'P28D' }), [], 'loket'),
};

export const sources: readonly SourceView[] = [
  {
    number: 1,
    title: 'Paspoort aanvragen',
    url: '/documenten/paspoort#passage-2',
    quote: 'U vraagt een paspoort persoonlijk aan bij de balie.\nNeem uw oude paspoort en een recente pasfoto mee.',
    headings: ['Paspoort aanvragen', 'Wat neemt u mee?'],
    validFrom: '2026-01-01',
    validUntil: '2026-12-31',
    actions: [
      { label: 'Afspraak maken', url: 'https://www.lindewaarde.example/afspraak' },
      { label: 'Kijk waar u paspoorten kwijt of gestolen kunt melden', url: 'https://www.een-andere-website-met-een-lange-naam.example/melden' },
    ],
  },
  {
    number: 2,
    title: 'Legesverordening Lindewaarde 2026',
    url: '/documenten/leges#passage-9',
    quote: 'Het tarief voor een nationaal paspoort voor personen van 18 jaar of ouder is € 86,85.',
    page: 4,
    headings: ['Hoofdstuk 2', 'Reisdocumenten'],
  },
];

export const answer = `U vraagt een nieuw paspoort **persoonlijk** aan bij de balie van het stadhuis. Maak daarvoor eerst een afspraak. [1]

Neem dit mee:

- uw oude paspoort of identiteitskaart [1]
- een recente pasfoto in kleur [1]
- **€ 86,85** als u 18 jaar of ouder bent [2]

Na vijf werkdagen ligt uw paspoort klaar. U haalt het zelf op. [1]`;

export const fault: FaultView = {
  code: 'model-unavailable',
  message: 'Het taalmodel is nu niet bereikbaar.',
  action: 'Probeer het later opnieuw.',
  requestId: 'req-7f3a91',
};

export function turn(change: Partial<TurnView> = {}): TurnView {
  return { id: 't1', question: 'Hoe vraag ik een paspoort aan?', outcome: 'answered', answer, sources, ...change };
}

export const turnsOfAllKinds: readonly TurnView[] = [
  turn(),
  turn({
    question: 'Wat kost een parkeervergunning?',
    outcome: 'quoted',
    answer: 'Dit staat in onze documenten over uw vraag:\n\n> Een parkeervergunning voor bewoners kost € 42,00 per jaar.\n>\n> Een tweede vergunning kost € 84,00. [2]\n\n> Zone: A: Centrum; Eerste vergunning: € 96,00; Tweede vergunning: € 192,00; Bezoekers: € 24,00; Bedrijven: op aanvraag\n> Zone: B: Schil; Eerste vergunning: € 66,00; Tweede vergunning: € 132,00; Bedrijven: € 210,00 [2]',
    sources: sources.slice(1),
  }),
  turn({ question: 'Hoe laat gaat het zwembad open?', outcome: 'abstained', answer: 'Daarover staat niets in de documenten die wij mogen gebruiken.', sources: [] }),
  turn({ question: 'En op zondag?', outcome: 'interrupted', answer: 'Op zondag is het stadhuis', sources: [] }),
  turn({ question: 'Kan ik bezwaar maken?', outcome: 'failed', answer: '', sources: [], fault }),
];

const longWord = 'arbeidsongeschiktheidsverzekeringsmaatschappij'.repeat(12);

/** A long conversation of long questions and answers, with words that know no end. */
export const longTurns: readonly TurnView[] = Array.from({ length: 12 }, (_, index) =>
  turn({
    question: index % 3 === 0 ? `Mag ik ${longWord}?` : 'Ik woon sinds kort in de gemeente en wil graag weten wat ik moet regelen. '.repeat(12),
    answer: `${answer}\n\n> ${longWord}\n\n- ${longWord}\n- **${longWord}** [1]\n\n${answer}`,
    sources: sources.map((source) => ({ ...source, title: index % 2 === 0 ? longWord : source.title, headings: [longWord] })),
  }),
);

export function desk(change: Partial<DeskView> = {}): DeskView {
  return {
    municipality,
    assistant: {
      name: 'loket',
      title: 'Waarmee kunnen we u helpen?',
      greeting: 'Stel uw vraag in uw eigen woorden. De digitale balie zoekt het antwoord in de documenten van de gemeente en laat zien waar het staat.',
      themes: [
        { title: 'Paspoort en verhuizen', questions: ['Hoe vraag ik een paspoort aan?', 'Hoe geef ik een verhuizing door?'] },
        { title: 'Afval', questions: ['Wanneer wordt het gft-afval opgehaald?'] },
        { title: 'Parkeren', questions: ['Wat kost een parkeervergunning?'] },
      ],
    },
    turns: [],
    maxQuestionLength: 2000,
    ...change,
  };
}

export const documentView: DocumentView = {
  municipality,
  title: 'Legesverordening Lindewaarde 2026',
  collection: 'Verordeningen',
  url: 'https://www.lindewaarde.example/leges',
  original: { path: '/documenten/leges/origineel', kind: 'PDF', bytes: 182_340 },
  owner: 'Afdeling Financiën',
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
  passages: Array.from({ length: 12 }, (_, index) => ({
    ordinal: index + 1,
    page: Math.floor(index / 3) + 1,
    headings: ['Legesverordening Lindewaarde 2026', `Hoofdstuk ${Math.floor(index / 4) + 1}`, index % 4 < 2 ? 'Algemeen' : 'Reisdocumenten'],
    text: `Artikel ${index + 1}. Het tarief voor een nationaal paspoort voor personen van 18 jaar of ouder is € 86,85.\nDe gemeente stelt dit tarief elk jaar vast. Wie jonger is dan 18 jaar betaalt minder.${index === 0 ? '\n\nPaspoort: 18 jaar of ouder; Prijs in 2026: € 86,85; Hoe lang geldig: 10 jaar\nPaspoort: Jonger dan 18 jaar; Prijs in 2026: € 65,10; Hoe lang geldig: 5 jaar' : ''}`,
  })),
};

export const aboutView: AboutView = {
  municipality,
  models: [
    { name: 'ministral-3:3b', task: 'answers', billions: '3', licence: 'Apache-2.0', origin: 'Mistral AI (Frankrijk)', places: 2, software: ['Ollama'], isNear: true },
    { name: 'bge-m3', task: 'searches', places: 0, software: [], isNear: true },
  ],
  holdings: [{ title: 'Producten', owner: 'Team Publiekszaken', documents: 1_204, newest: '2026-11-25' }],
  languages: ['Engels', 'Turks'],
  links: { factsheet: 'https://www.lindewaarde.example/gegevensblad' },
  version: '0.1.0',
};

export const examinedView: ExaminedView = { date: '2026-11-26', tool: 'axe 4', browser: 'Chromium 156', widths: [375, 1280], pages: [{ page: 'De balie', rules: 48, violations: 0 }] };
