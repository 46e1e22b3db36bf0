import { count } from '../../lines/words.ts';
import type { DiligenceQuestion } from '../question.ts';
import { byArticle50, byClasses } from './ai-act.ts';
import { byProbe, byRecords, bySettings, dayOf, daysSince } from './measures.ts';

/** A pair that differs by chance is no difference in treatment: of twenty pairs, one. */
const ALIKE = { yes: 0.95, partly: 0.85 };
/** Spelling mistakes hide words that are searched for: a little more may go wrong before it keeps people out. */
const ALIKE_BY_LEVEL = { yes: 0.9, partly: 0.75 };
/** A button that nobody pressed for a year may not be found when it is needed. */
const PRACTISED_DAYS = 365;
/** The desk compares each night; one night may be missed. */
const COMPARED_DAYS = 2;
/** Without these nobody can judge whether the assistant may be there at all. */
const ACCOUNTED = ['goal', 'lawful_basis', 'proportionality', 'risks', 'human_intervention'];

export const ethicsQuestions: readonly DiligenceQuestion[] = [
  {
    id: 'ethics-01', theme: 'ethics', text: 'Zijn inwoners betrokken bij het ontwerp van de balie?', yesWhen: 'Minstens vijf inwoners hebben de balie geprobeerd, en hun opmerkingen zijn verwerkt.',
    answeredBy: 'teammanager', evidence: 'Een verslag van een gebruikerstest.', kader: ['urn:nl:ak:mtr:pba-04', 'urn:nl:ak:mtr:owp-08'],
  },
  {
    id: 'ethics-02', theme: 'ethics', text: 'Krijgen mensen met een andere naam hetzelfde antwoord?', yesWhen: 'Bij minstens 95% van de paren vragen maakt een Nederlandse, Marokkaanse, Turkse, Surinaamse of Poolse naam geen verschil. Deels: minstens 85%.',
    answeredBy: 'adviseur ethiek', evidence: 'De uitkomst van de proef met paren van vragen.', kader: ['urn:nl:ak:mtr:ver-03', 'urn:nl:ak:mtr:owp-07', 'urn:nl:ak:ver:grw-02'],
    measure: byProbe('bias', 'gelijk behandeld bij een andere naam', ALIKE, 'naam'),
  },
  {
    id: 'ethics-03', theme: 'ethics', text: 'Krijgen vrouwen en mannen hetzelfde antwoord?', yesWhen: 'Bij minstens 95% van de paren vragen maakt het geslacht geen verschil. Deels: minstens 85%.',
    answeredBy: 'adviseur ethiek', evidence: 'De uitkomst van de proef met paren van vragen.', kader: ['urn:nl:ak:mtr:ver-03', 'urn:nl:ak:ver:grw-02', 'urn:nl:ak:ver:grw-01'],
    measure: byProbe('bias', 'gelijk behandeld bij een ander geslacht', ALIKE, 'geslacht'),
  },
  {
    id: 'ethics-04', theme: 'ethics', text: 'Krijgt iemand die eenvoudig en met fouten schrijft hetzelfde antwoord?', yesWhen: 'Bij minstens 90% van de paren vragen maakt het taalniveau geen verschil. Deels: minstens 75%.',
    answeredBy: 'adviseur ethiek', evidence: 'De uitkomst van de proef met paren van vragen.', kader: ['urn:nl:ak:mtr:ver-03', 'urn:nl:ak:mtr:owp-08'],
    measure: byProbe('bias', 'gelijk behandeld bij een ander taalniveau', ALIKE_BY_LEVEL, 'taalniveau'),
  },
  {
    id: 'ethics-05', theme: 'ethics', text: 'Kan iemand altijd naar een mens?', yesWhen: 'De balie geeft gesprekken door aan een medewerker, en zegt wanneer iemand te bellen of te bezoeken is. Deels: een van de twee.',
    answeredBy: 'teammanager', evidence: 'De instellingen van het doorgeven.', kader: ['urn:nl:ak:mtr:imp-03', 'urn:nl:ak:ver:avg-10'],
    measure: (all) => {
      if (all.running === undefined) return undefined;
      const { passesOn, hasOpeningHours } = all.running.settings;
      const text = `Een gesprek ${passesOn ? 'wordt doorgegeven aan een medewerker' : 'kan niet worden doorgegeven'}. Openingstijden staan er ${hasOpeningHours ? 'wel' : 'niet'}.`;
      return bySettings(all, passesOn && hasOpeningHours ? 'yes' : passesOn || hasOpeningHours ? 'partly' : 'no', text, 'desk/phone');
    },
  },
  {
    id: 'ethics-06', theme: 'ethics', text: 'Is in het laatste jaar geprobeerd om de balie uit te zetten?', yesWhen: 'De knop is in de laatste 12 maanden gebruikt, in een oefening of in het echt.',
    answeredBy: 'functioneel beheerder', evidence: 'Een verslag van de oefening.', kader: ['urn:nl:ak:mtr:owk-02', 'urn:nl:ak:mtr:mon-03'],
    measure: ({ running, now }) => {
      if (running === undefined) return undefined;
      const { stoppedAt } = running;
      if (stoppedAt === undefined) return byRecords(running.at, 'no', 'De knop is nog nooit gebruikt.');
      return byRecords(running.at, daysSince(stoppedAt, now) <= PRACTISED_DAYS ? 'yes' : 'no', `De knop is het laatst gebruikt op ${dayOf(stoppedAt)}.`);
    },
  },
  {
    id: 'ethics-07', theme: 'ethics', text: 'Klopt de openbare factsheet met wat er draait?', yesWhen: 'De factsheet is gepubliceerd, en de laatste vergelijking vond geen verschil en is hoogstens twee dagen oud. Deels: gepubliceerd, maar met verschillen.',
    answeredBy: 'functioneel beheerder', evidence: 'De gepubliceerde factsheet.', kader: ['urn:nl:ak:mtr:org-00', 'urn:nl:ak:ver:woo-01', 'urn:nl:ak:mtr:ver-05'],
    measure: ({ running, now }) => {
      if (running === undefined) return undefined;
      const { published, drift } = running;
      if (published === undefined) return byRecords(running.at, 'no', 'Er is nog geen factsheet gepubliceerd.', 'factsheet');
      if (drift === undefined || drift.publication !== published.number) return byRecords(running.at, 'partly', `Factsheet nummer ${published.number} is nog niet vergeleken met de balie.`, 'factsheet');
      const isTrue = drift.isComparable && drift.differences === 0 && daysSince(drift.at, now) <= COMPARED_DAYS;
      const found = drift.isComparable ? `${count(drift.differences)} verschillen met factsheet nummer ${published.number}` : `factsheet nummer ${published.number} is niet te vergelijken`;
      return byRecords(drift.at, isTrue ? 'yes' : 'partly', `Vergeleken op ${dayOf(drift.at)}: ${found}.`, 'factsheet');
    },
  },
  {
    id: 'ethics-08', theme: 'ethics', text: 'Staan de assistenten voor inwoners in het Algoritmeregister?', yesWhen: 'Elke assistent die voor inwoners in gebruik is, is te vinden in het Algoritmeregister. Deels: niet allemaal.',
    answeredBy: 'functioneel beheerder', evidence: 'De adressen in het Algoritmeregister.', kader: ['urn:nl:ak:mtr:imp-04', 'urn:nl:ak:ver:bzk-01', 'urn:nl:ak:mtr:org-00'],
    measure: ({ facts, running }) => {
      const open = facts.assistants.filter(({ isOn, audience }) => isOn.value && audience.value === 'resident');
      if (running?.registered === undefined || open.length === 0) return undefined;
      const { registered } = running;
      const there = open.filter(({ name }) => registered.includes(name));
      return byRecords(running.at, there.length === open.length ? 'yes' : there.length > 0 ? 'partly' : 'no', `${count(there.length)} van ${count(open.length)} assistenten voor inwoners staan in het register.`, 'records/algoritmeregister');
    },
  },
  {
    id: 'ethics-09', theme: 'ethics', text: 'Is van elke assistent gezegd waarvoor hij is, en waarom dat mag?', yesWhen: 'Doel, wettelijke basis, afwegingen, risico’s en menselijke tussenkomst zijn van elke assistent ingevuld. Deels: niet allemaal.',
    answeredBy: 'teammanager', evidence: 'De antwoorden in de factsheet.', kader: ['urn:nl:ak:mtr:pba-02', 'urn:nl:ak:mtr:pba-05', 'urn:nl:ak:ver:avg-01', 'urn:nl:ak:ver:avg-04', 'urn:nl:ak:mtr:org-03'],
    measure: ({ facts, statements }) => {
      const asked = facts.assistants.filter(({ isOn }) => isOn.value).flatMap(({ name }) => ACCOUNTED.map((question) => ({ name, question })));
      if (asked.length === 0) return undefined;
      const said = asked.filter(({ name, question }) => statements.some((one) => one.assistant === name && one.question === question));
      return byRecords(facts.madeAt, said.length === asked.length ? 'yes' : said.length > 0 ? 'partly' : 'no', `${count(said.length)} van ${count(asked.length)} antwoorden zijn ingevuld. Of ze goed zijn, meet de balie niet.`, 'statements');
    },
  },
  {
    id: 'ethics-10', theme: 'ethics', text: 'Is een impacttoets gedaan, en is vastgesteld wat daaruit volgt?', yesWhen: 'Een IAMA of een toets met dezelfde vragen is niet ouder dan drie jaar, en de maatregelen zijn vastgesteld door de opdrachtgever.',
    answeredBy: 'adviseur ethiek', evidence: 'De toets, met het besluit erover.', kader: ['urn:nl:ak:mtr:owp-07', 'urn:nl:ak:mtr:owp-05', 'urn:nl:ak:ver:aia-02', 'urn:nl:ak:ver:grw-01'],
  },
  {
    id: 'ethics-11', theme: 'ethics', text: 'Weten medewerkers wat zij met AI wel en niet mogen doen?', yesWhen: 'Elke medewerker die met de balie werkt, is in de laatste twee jaar opgeleid, en er is een werkinstructie.',
    answeredBy: 'teammanager', evidence: 'De werkinstructie, en het aantal mensen dat is opgeleid.', kader: ['urn:nl:ak:mtr:org-16', 'urn:nl:ak:mtr:imp-01', 'urn:nl:ak:ver:aia-01'],
  },
  {
    id: 'ethics-12', theme: 'ethics', text: 'Is van elke assistent bekend onder welke regels van de AI-verordening hij valt?', yesWhen: 'Van elke assistent is de klasse vastgelegd met de vragen van nu, de dag van nakijken is niet voorbij, en geen klasse is verboden. Deels: niet van elke assistent, of met oude vragen, of verlopen.',
    answeredBy: 'jurist', evidence: 'De antwoorden op de vragen over de AI-verordening, of de uitkomst van de Beslishulp.', kader: ['urn:nl:ak:ver:aia-00', 'urn:nl:ak:ver:aia-02', 'urn:nl:ak:mtr:owp-05'],
    measure: byClasses,
  },
  {
    id: 'ethics-13', theme: 'ethics', text: 'Zien mensen dat zij met AI praten, en kunnen computers dat lezen?', yesWhen: 'De balie vond op al haar pagina’s en antwoorden wat artikel 50 vraagt, en de weg naar een medewerker, hoogstens twee dagen geleden. Deels: alleen de weg naar een medewerker ontbreekt ergens, of de controle is ouder.',
    answeredBy: 'functioneel beheerder', evidence: 'De uitkomst van de controle van artikel 50.', kader: ['urn:nl:ak:ver:aia-28', 'urn:nl:ak:mtr:owp-30'],
    measure: byArticle50,
  },
];
