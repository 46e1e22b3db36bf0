import { count, languageList, seconds, share } from '../../lines/words.ts';
import type { DiligenceQuestion } from '../question.ts';
import { atLeast, atMost, byEvaluation, byRecords, bySettings } from './measures.ts';

/** Of ten answers, one may have a hard sentence. */
const PLAIN = { yes: 0.9, partly: 0.75 };
const REFUSED = { yes: 0.05, partly: 0.15 };
/** An answer that is not in the documents does harm: less is allowed. */
const INVENTED = { yes: 0.02, partly: 0.1 };
/** After ten seconds people look away (Nielsen); after twenty they leave. */
const WAIT_MS = { yes: 10_000, partly: 20_000 };
const HELPFUL = { yes: 0.8, partly: 0.6 };
const ANSWERED = { yes: 0.8, partly: 0.6 };
/** Fewer say nothing of all. */
const FEWEST = 20;
/** Of the larger groups of people who do not read Dutch well: English, Polish, Turkish, Arabic. */
const LANGUAGES = { yes: 4, partly: 1 };
/** Three and a half hours in a month. */
const UPTIME = { yes: 0.995, partly: 0.98 };
const GIVEN = ['answered', 'quoted'];
/** The desk was no help, though it might have been. */
const WITHHELD = ['abstained', 'failed', 'interrupted'];

export const usabilityQuestions: readonly DiligenceQuestion[] = [
  {
    id: 'usability-01', theme: 'usability', text: 'Zijn de schermen vrij van fouten in de toegankelijkheid?', yesWhen: 'De laatste controle van alle schermen met axe vond geen fouten. Deels: hoogstens vijf.',
    answeredBy: 'adviseur toegankelijkheid', evidence: 'De uitkomst van axe.', kader: ['urn:nl:ak:mtr:owp-08', 'urn:nl:ak:mtr:imp-09'],
    measure: ({ facts }) => {
      const { value, origin } = facts.desk.axeViolations;
      return { verdict: atMost(value, { yes: 0, partly: 5 }), text: `${count(value)} fouten gevonden.`, by: origin.kind === 'measured' ? origin.by : 'axe', at: origin.kind === 'measured' ? origin.at : facts.madeAt, evidence: ['desk/accessibility'] };
    },
  },
  {
    id: 'usability-02', theme: 'usability', text: 'Heeft de balie een toegankelijkheidsverklaring in het register?', yesWhen: 'De link naar de verklaring in het register van toegankelijkheidsverklaringen is ingesteld.',
    answeredBy: 'adviseur toegankelijkheid', evidence: 'De link naar de verklaring.', kader: ['urn:nl:ak:mtr:ver-05'],
    measure: (all) => all.running && bySettings(all, all.running.settings.hasAccessibilityStatement ? 'yes' : 'no', all.running.settings.hasAccessibilityStatement ? 'De link is ingesteld.' : 'Er is geen link ingesteld.'),
  },
  {
    id: 'usability-03', theme: 'usability', text: 'Zijn antwoorden in eenvoudige taal?', yesWhen: 'Minstens 90% van de antwoorden is op niveau B1. Deels: minstens 75%.',
    answeredBy: 'communicatieadviseur', evidence: 'De toets van de antwoorden.', kader: ['urn:nl:ak:mtr:owp-08', 'urn:nl:ak:mtr:ver-02'],
    measure: byEvaluation('b1Share', 'antwoorden in eenvoudige taal', (value) => atLeast(value, PLAIN)),
  },
  {
    id: 'usability-04', theme: 'usability', text: 'Geeft de balie antwoord waar de documenten dat hebben?', yesWhen: 'Hoogstens 5% van de vragen met een antwoord blijft zonder antwoord. Deels: hoogstens 15%.',
    answeredBy: 'teammanager', evidence: 'De toets van de antwoorden.', kader: ['urn:nl:ak:mtr:ver-01', 'urn:nl:ak:mtr:ver-02', 'urn:nl:ak:mtr:org-12'],
    measure: byEvaluation('falseRefusals', 'geen antwoord waar er een is', (value) => atMost(value, REFUSED)),
  },
  {
    id: 'usability-05', theme: 'usability', text: 'Zwijgt de balie waar de documenten niets zeggen?', yesWhen: 'Hoogstens 2% van de vragen zonder antwoord krijgt er toch een. Deels: hoogstens 10%.',
    answeredBy: 'teammanager', evidence: 'De toets van de antwoorden.', kader: ['urn:nl:ak:mtr:ver-02', 'urn:nl:ak:mtr:ver-06', 'urn:nl:ak:mtr:owp-06', 'urn:nl:ak:ver:awb-01'],
    measure: byEvaluation('falseAnswers', 'antwoord waar er geen is', (value) => atMost(value, INVENTED)),
  },
  {
    id: 'usability-06', theme: 'usability', text: 'Staat een antwoord er binnen tien seconden?', yesWhen: 'De helft van de antwoorden van 30 dagen was binnen 10 seconden klaar. Deels: binnen 20.',
    answeredBy: 'functioneel beheerder', evidence: 'De telling in het logboek.', kader: ['urn:nl:ak:mtr:ver-01', 'urn:nl:ak:mtr:mon-07'],
    measure: ({ facts }) => {
      const known = facts.assistants.flatMap(({ name, waitMs }) => (waitMs === undefined ? [] : [{ name, ms: waitMs.value }]));
      const slowest = known.toSorted((a, b) => b.ms - a.ms)[0];
      return slowest && { verdict: atMost(slowest.ms, WAIT_MS), text: `De helft is klaar binnen ${seconds(slowest.ms)} (de traagste assistent).`, by: 'een telling in het logboek over 30 dagen', at: facts.madeAt, evidence: known.map(({ name }) => `assistants/${name}/wait`) };
    },
  },
  {
    id: 'usability-07', theme: 'usability', text: 'Zeggen mensen dat het antwoord hielp?', yesWhen: 'Minstens 80% van de oordelen van 90 dagen is goed. Deels: minstens 60%.',
    answeredBy: 'teammanager', evidence: 'De oordelen bij de antwoorden.', kader: ['urn:nl:ak:mtr:owk-08', 'urn:nl:ak:mtr:pba-04', 'urn:nl:ak:mtr:mon-07'],
    measure: ({ running }) => {
      if (running === undefined || running.feedback.given < FEWEST) return undefined;
      const { given, helpful } = running.feedback;
      return byRecords(running.at, atLeast(helpful / given, HELPFUL), `${count(helpful)} van ${count(given)} oordelen zijn goed (${share(helpful / given)}).`);
    },
  },
  {
    id: 'usability-08', theme: 'usability', text: 'Krijgen de meeste mensen een antwoord?', yesWhen: 'Minstens 80% van de vragen van 30 dagen die de balie kon beantwoorden, is beantwoord. Deels: minstens 60%.',
    answeredBy: 'teammanager', evidence: 'De telling in het logboek.', kader: ['urn:nl:ak:mtr:mon-07', 'urn:nl:ak:mtr:ver-01'],
    measure: ({ facts }) => {
      const sum = (outcomes: readonly string[]) => facts.assistants.reduce((all, one) => all + outcomes.reduce((some, outcome) => some + (one.outcomes?.value[outcome] ?? 0), 0), 0);
      const given = sum(GIVEN);
      const asked = given + sum(WITHHELD);
      if (asked < FEWEST) return undefined;
      return { verdict: atLeast(given / asked, ANSWERED), text: `${count(given)} van ${count(asked)} vragen zijn beantwoord (${share(given / asked)}).`, by: 'een telling in het logboek over 30 dagen', at: facts.madeAt, evidence: facts.assistants.map(({ name }) => `assistants/${name}/outcomes`) };
    },
  },
  {
    id: 'usability-09', theme: 'usability', text: 'Kunnen inwoners in andere talen vragen?', yesWhen: 'Minstens vier talen naast het Nederlands. Deels: minstens een.',
    answeredBy: 'communicatieadviseur', evidence: 'De ingestelde talen.', kader: ['urn:nl:ak:mtr:owp-08', 'urn:nl:ak:ver:grw-02'],
    measure: (all) => bySettings(all, atLeast(all.facts.desk.languages.value.length, LANGUAGES), `Naast Nederlands: ${languageList(all.facts.desk.languages.value)}.`, 'desk/languages'),
  },
  {
    id: 'usability-10', theme: 'usability', text: 'Is de balie bijna altijd bereikbaar?', yesWhen: 'Minstens 99,5% van de laatste 30 dagen, van buiten gemeten. Deels: minstens 98%.',
    answeredBy: 'functioneel beheerder', evidence: 'De meting van wie van buiten kijkt.', kader: ['urn:nl:ak:mtr:mon-07', 'urn:nl:ak:mtr:owp-28'],
    measure: ({ facts }) => {
      const { uptime } = facts.desk;
      return uptime && { verdict: atLeast(uptime.value, UPTIME), text: `${share(uptime.value)} van de tijd.`, by: uptime.origin.kind === 'measured' ? uptime.origin.by : 'een meting van buiten', at: facts.madeAt, evidence: ['desk/uptime'] };
    },
  },
  {
    id: 'usability-11', theme: 'usability', text: 'Lezen medewerkers een deel van de antwoorden na?', yesWhen: 'Er is een steekproef ingesteld, en in 90 dagen zijn minstens 10 antwoorden beoordeeld. Deels: alleen ingesteld, of minder beoordeeld.',
    answeredBy: 'teammanager', evidence: 'De lijst van oordelen.', kader: ['urn:nl:ak:mtr:mon-04', 'urn:nl:ak:mtr:org-12', 'urn:nl:ak:mtr:imp-02', 'urn:nl:ak:mtr:ver-01'],
    measure: ({ running }) => {
      if (running === undefined) return undefined;
      const { settings: { judgesOneIn }, judged: { all, good } } = running;
      const isDrawn = judgesOneIn > 0;
      const draw = isDrawn ? `Een op de ${count(judgesOneIn)} antwoorden komt in de steekproef.` : 'Er is geen steekproef.';
      return byRecords(running.at, isDrawn && all >= 10 ? 'yes' : isDrawn || all > 0 ? 'partly' : 'no', `${draw} In 90 dagen zijn ${count(all)} antwoorden beoordeeld; ${count(good)} waren goed.`);
    },
  },
  {
    id: 'usability-12', theme: 'usability', text: 'Hebben mensen met een beperking de balie geprobeerd?', yesWhen: 'Mensen die een schermlezer of alleen een toetsenbord gebruiken hebben haar geprobeerd, en wat zij vonden is opgelost.',
    answeredBy: 'adviseur toegankelijkheid', evidence: 'Een verslag van de test.', kader: ['urn:nl:ak:mtr:owp-08', 'urn:nl:ak:mtr:pba-04'],
  },
];
