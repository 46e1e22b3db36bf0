/** What the factsheet says around its facts, in Dutch and in English. What people said stays in the language in which they did. */
import { OUTCOME_WORDS } from '../../../factsheet/lines/words.ts';
import { dateWords, momentWords } from '../../../dutch-time.ts';
import type { Origin } from '../../../factsheet/fact.ts';

export type SheetLanguage = 'nl' | 'en';

export const SHEET_WORDS = {
  nl: {
    title: 'Gegevensblad', lead: 'Hier leest u wat de digitale balie is, waar zij voor is en wie erover gaat. Bij elk gegeven staat waar het vandaan komt.',
    older: 'Dit blad is gemaakt met een andere versie van Balie. Daarom kunt u het hier niet lezen. Alles staat wel in het bestand:',
    draft: 'Concept, nog niet gepubliceerd. U ziet wat nu is ingesteld.', unknown: 'Niet bekend.', notSaid: 'Dit heeft nog niemand ingevuld.',
    what: 'Waar is het voor?', assistant: 'Lees meer over', owner: 'Wie gaat erover?', sources: 'Waar zoekt de computer in?', models: 'Welke AI-modellen?', guards: 'Hoe blijft het veilig?',
    quality: 'Hoe goed werkt het?', retention: 'Hoe lang blijft iets bewaard?', connections: 'Met welke computers praat de balie?', software: 'Welke software?', responsible: 'Wat is afgesproken?', proof: 'Hoe weet u dat dit klopt?',
    groups: { wat: 'Wat is het?', verantwoord: 'Is het verantwoord?', recht: 'Mag het?', organisatie: 'Wie levert het?' },
    name: 'Naam van de organisatie', website: 'Website', email: 'E-mail', phone: 'Telefoon', privacyOfficer: 'Vragen over privacy', documents: 'Documenten', expired: 'Niet meer geldig', team: 'Van', newest: 'Nieuwste document',
    rates: { passRate: 'Goede antwoorden', groundedShare: 'Zinnen die in de bron staan', falseAnswers: 'Antwoord waar er geen is', falseRefusals: 'Geen antwoord waar er een is', b1Share: 'Antwoorden in eenvoudige taal', attacksHeld: 'Aanvallen die mislukten' },
    endings: OUTCOME_WORDS,
    licence: 'Licentie', maker: 'Maker', size: 'Grootte', precision: 'Precisie', tasks: 'Taak', uptime: 'Bereikbaar in de laatste 30 dagen', axe: 'Fouten in toegankelijkheid', outcomes: 'Vragen in de laatste 30 dagen',
    wait: 'Wachttijd tot de eerste woorden', energy: 'Stroom in de laatste 30 dagen (schatting)', cases: 'Vragen waarmee is getest', model: 'AI-model', audience: 'Voor wie', isOn: 'Staat nu aan', version: 'Versie van Balie',
    source: 'Broncode', languages: 'Talen naast Nederlands', database: 'Database', embedded: 'ingebouwd', postgresql: 'PostgreSQL', collections: 'Collecties', employeesOnly: 'Alleen voor medewerkers', addresses: 'adressen', near: 'Binnen de gemeente', far: 'Buiten de gemeente', on: 'Aan', off: 'Uit', yes: 'Ja', no: 'Nee', resident: 'inwoners', employee: 'medewerkers',
    taskNames: { answers: 'schrijft antwoorden', rewrites: 'maakt een vraag compleet', searches: 'zoekt documenten', orders: 'zet teksten op volgorde', works: 'helpt medewerkers' },
    number: 'Nummer', date: 'Gepubliceerd op', key: 'Sleutel van de handtekening', digest: 'Code van de inhoud (SHA-256)', files: 'Dit blad meenemen', diligence: 'Doorlichting: hoe deze balie ervoor staat', pdf: 'Dit blad als PDF', json: 'Dit blad als JSON', schema: 'De vorm van dat bestand (JSON Schema)', back: 'Naar het hele gegevensblad', other: 'This page in English', noneHere: 'Er is niets om te tonen.', allBelow: 'Voor alles hieronder:',
    excepted: 'staat aan met een uitzondering', until: 'tot en met', reason: 'Reden', closed: 'staat uit. Nog niet alles is ingevuld of getoetst.',
    aiAct: 'Welke regels voor AI gelden?', aiActClass: 'Klasse in de AI-verordening', aiActLabels: 'Kenmerken', aiActDuties: 'Wat de gemeente moet doen', aiActAnswers: 'De antwoorden die daartoe leiden', article50: 'Ziet u dat het AI is?',
    duties: { told: 'Mensen zien dat zij met AI praten', marked: 'Computers kunnen lezen dat AI het schreef', person: 'Mensen zien hoe zij een medewerker bereiken' }, metOn: 'Gevonden op alle plekken waar is gekeken:', unmetOn: 'Niet gevonden bij:',
  },
  en: {
    title: 'Factsheet', lead: 'What this digital desk is, what it is for and who is responsible. With each fact you see where it comes from. What people wrote is in Dutch.',
    older: 'This sheet was made with another version of Balie. That is why you cannot read it here. All of it is in the file:',
    draft: 'Draft, not published yet. You see what is set now.', unknown: 'Not known.', notSaid: 'Nobody has answered this yet.',
    what: 'What is it for?', assistant: 'Read more about', owner: 'Who is responsible?', sources: 'Where does it search?', models: 'Which AI models?', guards: 'How is it kept safe?',
    quality: 'How well does it work?', retention: 'How long is data kept?', connections: 'Which computers does it connect to?', software: 'Which software?', responsible: 'What has been agreed?', proof: 'How do you know that this is right?',
    groups: { wat: 'What is it?', verantwoord: 'Is it responsible?', recht: 'Is it lawful?', organisatie: 'Who provides it?' },
    name: 'Name of the organisation', website: 'Website', email: 'E-mail', phone: 'Telephone', privacyOfficer: 'Questions about privacy', documents: 'Documents', expired: 'No longer valid', team: 'From', newest: 'Newest document',
    rates: { passRate: 'Good answers', groundedShare: 'Sentences that are in the source', falseAnswers: 'Answer where there is none', falseRefusals: 'No answer where there is one', b1Share: 'Answers in plain language', attacksHeld: 'Attacks that failed' },
    endings: { answered: 'answered', quoted: 'answered with literal pieces', abstained: 'no answer found', 'out-of-scope': 'not about the municipality', blocked: 'held back', 'handed-over': 'passed on to an employee', failed: 'failed', interrupted: 'broken off' },
    licence: 'Licence', maker: 'Maker', size: 'Size', precision: 'Precision', tasks: 'Task', uptime: 'Available in the last 30 days', axe: 'Accessibility faults', outcomes: 'Questions in the last 30 days',
    wait: 'Wait for the first words', energy: 'Electricity in the last 30 days (estimate)', cases: 'Questions tested with', model: 'AI model', audience: 'For whom', isOn: 'On now', version: 'Version of Balie',
    source: 'Source code', languages: 'Languages besides Dutch', database: 'Database', embedded: 'embedded', postgresql: 'PostgreSQL', collections: 'Collections', employeesOnly: 'For employees alone', addresses: 'addresses', near: 'Inside the municipality', far: 'Outside the municipality', on: 'On', off: 'Off', yes: 'Yes', no: 'No', resident: 'residents', employee: 'employees',
    taskNames: { answers: 'writes answers', rewrites: 'completes a question', searches: 'finds documents', orders: 'orders texts', works: 'helps employees' },
    number: 'Number', date: 'Published on', key: 'Key of the signature', digest: 'Digest of the content (SHA-256)', files: 'Take it along', diligence: 'Due diligence of this desk (in Dutch)', pdf: 'This sheet as PDF (in Dutch)', json: 'This sheet as JSON', schema: 'The shape of that file (JSON Schema)', back: 'To the whole factsheet', other: 'Deze pagina in het Nederlands', noneHere: 'There is nothing to show.', allBelow: 'For all below:',
    excepted: 'is on with an exception', until: 'up to and including', reason: 'Reason', closed: 'is off. Not all has been answered or evaluated yet.',
    aiAct: 'Which rules for AI apply?', aiActClass: 'Class under the AI Act', aiActLabels: 'Labels', aiActDuties: 'What the municipality must do', aiActAnswers: 'The answers that lead to it', article50: 'Can you tell that it is AI?',
    duties: { told: 'People see that they talk with AI', marked: 'Programs can tell that AI wrote it', person: 'People see how to reach an employee' }, metOn: 'Found at all places that were looked at:', unmetOn: 'Not found at:',
  },
} as const;

export type SheetWords = (typeof SHEET_WORDS)[SheetLanguage];

/** Labels of what is asked of people, for who reads no Dutch. */
export const ENGLISH_LABELS: Readonly<Record<string, string>> = {
  name: 'Name', description_short: 'Short description', status: 'Status', begin_date: 'In use since', end_date: 'In use until', category: 'Theme', website: 'Public page', publication_category: 'Publication category',
  goal: 'Goal and impact', proportionality: 'Considerations', human_intervention: 'Human intervention', risks: 'Risk management', lawful_basis: 'Legal basis', lawful_basis_grouping: 'Laws',
  impacttoetsen_grouping: 'Impact assessments', impacttoetsen: 'About impact assessments', provider: 'Provider', organization: 'Organisation', oin: 'Organisation number (OIN)', owner: 'Owner', contact_email: 'Contact',
  process_index_url: 'Register of processing', objection: 'Complaint or objection', training: 'Training of employees', incidents: 'When something goes wrong',
};

/** Where a fact comes from, in words. */
export function originWords(origin: Origin, language: SheetLanguage): string {
  const isDutch = language === 'nl';
  switch (origin.kind) {
    case 'measured':
      return isDutch ? `Gemeten (${origin.by}) op ${momentWords(new Date(origin.at))}.` : `Measured on ${dayIn(origin.at, language)}.`;
    case 'configured':
      return isDutch ? 'Ingesteld door de gemeente.' : 'Set by the municipality.';
    case 'built-in':
      return isDutch ? 'Hoort bij deze versie van Balie.' : 'Part of this version of Balie.';
    case 'stated': {
      const next = origin.reviewOn === undefined ? '' : isDutch ? ` Wordt nagekeken op ${dateWords(origin.reviewOn)}.` : ` Reviewed by ${dayIn(origin.reviewOn, language)}.`;
      return isDutch ? `Gezegd door: ${origin.role}, op ${dayIn(origin.at, language)}.${next}` : `Said by: ${origin.role}, on ${dayIn(origin.at, language)}.${next}`;
    }
  }
}

export function dayIn(iso: string, language: SheetLanguage): string {
  return new Date(iso).toLocaleDateString(language === 'nl' ? 'nl-NL' : 'en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'Europe/Amsterdam' });
}
