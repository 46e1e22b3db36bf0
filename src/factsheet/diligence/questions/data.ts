import { count, duration, share } from '../../lines/words.ts';
import { monthsOf } from './keeps.ts';
import type { DiligenceQuestion } from '../question.ts';
import { atLeast, atMost, byEvaluation, byProbe, byRecords, bySettings, dayOf, daysSince } from './measures.ts';

/** One number that gets through is one too many; a name that no list has may slip by. */
const KEPT_OUT = { yes: 1, partly: 0.9 };
/** Of fifty sentences one may be put more freely than its source has it. */
const GROUNDED = { yes: 0.98, partly: 0.95 };
/** A complaint comes within a year; who keeps longer needs a reason for it. */
const KEPT_MONTHS = { yes: 12, partly: 36 };
/** It runs each hour: two days without it is a fault. */
const ERASED_DAYS = 2;
const OUTDATED = { yes: 0, partly: 0.05 };
/** Rates and rules of a municipality change each year. */
const RENEWED_DAYS = 365;
/** What was erased stands in backups for as long. */
const BACKUP_DAYS = { yes: 90, partly: 365 };
const PERSONAL = 'personal-data/';
const STAYS = 'blijft staan';

export const dataQuestions: readonly DiligenceQuestion[] = [
  {
    id: 'data-01', theme: 'data', text: 'Blijven persoonsgegevens in een vraag bij de balie?', yesWhen: 'In geen enkele proefvraag ziet een model de gegevens, of herhaalt het antwoord ze. Deels: bij minstens 90% niet.',
    answeredBy: 'functionaris gegevensbescherming', evidence: 'De uitkomst van de proef met verzonnen gegevens.', kader: ['urn:nl:ak:mtr:dat-04', 'urn:nl:ak:mtr:owk-10', 'urn:nl:ak:mtr:owk-03', 'urn:nl:ak:ver:avg-03', 'urn:nl:ak:ver:avg-08'],
    measure: byProbe('personal-data', 'gegevens bleven bij de balie in', KEPT_OUT),
  },
  {
    id: 'data-02', theme: 'data', text: 'Staat de bescherming van alle soorten persoonsgegevens aan?', yesWhen: 'Voor inwoners en medewerkers wordt elk soort onleesbaar gemaakt of geweigerd. Deels: een soort blijft staan. Nee: de bescherming is uit voor een van beide.',
    answeredBy: 'functioneel beheerder', evidence: 'De instellingen van de bescherming.', kader: ['urn:nl:ak:mtr:dat-04', 'urn:nl:ak:ver:avg-11', 'urn:nl:ak:ver:avg-03'],
    measure: (all) => {
      const guards = all.facts.guards.filter(({ name }) => name === `${PERSONAL}inwoners` || name === `${PERSONAL}medewerkers`);
      if (guards.length === 0) return undefined;
      const off = guards.filter(({ isOn }) => !isOn.value);
      const stay = guards.flatMap(({ rules }) => rules.value.filter((rule) => rule.endsWith(STAYS)));
      const text = off.length > 0 ? `Uit: ${off.map(({ label }) => label.toLowerCase()).join(', ')}.` : stay.length === 0 ? 'Alle soorten gegevens worden weggehaald.' : `Niet weggehaald: ${stay.join('; ')}.`;
      return bySettings(all, off.length > 0 ? 'no' : stay.length > 0 ? 'partly' : 'yes', text, ...guards.map(({ name }) => `guards/${name}/rules`));
    },
  },
  {
    id: 'data-03', theme: 'data', text: 'Worden vragen en antwoorden hoogstens een jaar bewaard?', yesWhen: 'Geen enkele termijn voor wat is gezegd is langer dan 12 maanden. Deels: hoogstens 3 jaar.',
    answeredBy: 'archivaris', evidence: 'De bewaartermijnen.', kader: ['urn:nl:ak:mtr:dat-03', 'urn:nl:ak:ver:avg-02', 'urn:nl:ak:ver:arc-01', 'urn:nl:ak:mtr:owp-09'],
    measure: (all) => {
      const terms = all.facts.retention.filter(({ id }) => id === 'said' || id.startsWith('said/'));
      const longest = terms.toSorted((a, b) => monthsOf(b.term.value) - monthsOf(a.term.value))[0];
      if (longest === undefined) return undefined;
      return bySettings(all, atMost(monthsOf(longest.term.value), KEPT_MONTHS), `De langste termijn is ${duration(longest.term.value)} (${longest.label.toLowerCase()}).`, `retention/${longest.id}/term`);
    },
  },
  {
    id: 'data-04', theme: 'data', text: 'Wordt op tijd gewist wat te oud is?', yesWhen: 'De laatste keer dat de balie wiste is hoogstens twee dagen geleden, en alles lukte. Deels: een deel lukte niet.',
    answeredBy: 'functioneel beheerder', evidence: 'Het verslag van het wissen.', kader: ['urn:nl:ak:mtr:dat-03', 'urn:nl:ak:ver:avg-02', 'urn:nl:ak:ver:avg-06'],
    measure: ({ running, now }) => {
      if (running?.erased === undefined) return undefined;
      const { at, hasFailed } = running.erased;
      const isLate = daysSince(at, now) > ERASED_DAYS;
      return byRecords(at, isLate ? 'no' : hasFailed ? 'partly' : 'yes', `Het laatst gewist op ${dayOf(at)}${hasFailed ? '; een deel lukte niet' : ''}.`, 'retention');
    },
  },
  {
    id: 'data-05', theme: 'data', text: 'Gelden alle documenten nog?', yesWhen: 'Geen enkel document is over zijn laatste dag heen. Deels: hoogstens 5%.',
    answeredBy: 'eigenaar van de documenten', evidence: 'De telling van documenten per collectie.', kader: ['urn:nl:ak:mtr:dat-01', 'urn:nl:ak:ver:avg-05', 'urn:nl:ak:mtr:mon-05'],
    measure: ({ facts }) => {
      const sum = (of: 'documents' | 'expired') => facts.collections.reduce((all, one) => all + one[of].value, 0);
      const [documents, expired] = [sum('documents'), sum('expired')];
      if (documents === 0) return undefined;
      return { verdict: atMost(expired / documents, OUTDATED), text: `${count(expired)} van ${count(documents)} documenten gelden niet meer.`, by: 'een telling in de database', at: facts.madeAt, evidence: facts.collections.map(({ id }) => `collections/${id}/expired`) };
    },
  },
  {
    id: 'data-06', theme: 'data', text: 'Zijn alle collecties in het laatste jaar bijgewerkt?', yesWhen: 'Elke collectie met documenten is hoogstens een jaar geleden veranderd. Deels: niet allemaal.',
    answeredBy: 'eigenaar van de documenten', evidence: 'De laatste wijziging per collectie.', kader: ['urn:nl:ak:mtr:dat-01', 'urn:nl:ak:mtr:mon-05', 'urn:nl:ak:mtr:dat-08'],
    measure: ({ facts, now }) => {
      const filled = facts.collections.filter(({ newest }) => newest !== undefined);
      if (filled.length === 0) return undefined;
      const fresh = filled.filter(({ newest }) => newest !== undefined && daysSince(newest.value, now) <= RENEWED_DAYS);
      const verdict = fresh.length === filled.length ? 'yes' : fresh.length > 0 ? 'partly' : 'no';
      return { verdict, text: `${count(fresh.length)} van ${count(filled.length)} collecties zijn in het laatste jaar bijgewerkt.`, by: 'een telling in de database', at: facts.madeAt, evidence: filled.map(({ id }) => `collections/${id}/newest`) };
    },
  },
  {
    id: 'data-07', theme: 'data', text: 'Staat wat de balie zegt in haar bronnen?', yesWhen: 'Minstens 98% van de zinnen staat in de bron die erbij genoemd is. Deels: minstens 95%.',
    answeredBy: 'teammanager', evidence: 'De toets van de antwoorden.', kader: ['urn:nl:ak:mtr:owp-35', 'urn:nl:ak:mtr:ver-02', 'urn:nl:ak:mtr:owp-32', 'urn:nl:ak:ver:awb-02'],
    measure: byEvaluation('groundedShare', 'zinnen die in de bron staan', (value) => atLeast(value, GROUNDED)),
  },
  {
    id: 'data-08', theme: 'data', text: 'Worden fouten in documenten binnen twee weken opgelost?', yesWhen: 'Geen melding van een medewerker staat langer dan 14 dagen open. Deels: hoogstens drie.',
    answeredBy: 'eigenaar van de documenten', evidence: 'De lijst van meldingen.', kader: ['urn:nl:ak:mtr:dat-01', 'urn:nl:ak:mtr:owk-08'],
    measure: ({ running }) => running && byRecords(running.at, atMost(running.lateReports, { yes: 0, partly: 3 }), `${count(running.lateReports)} meldingen staan langer dan 14 dagen open.`),
  },
  {
    id: 'data-09', theme: 'data', text: 'Worden verzoeken over iemands gegevens binnen een maand behandeld?', yesWhen: 'In het laatste jaar is elk verzoek (AVG) binnen 31 dagen beslist, en geen staat langer open. Deels: minstens 90%.',
    answeredBy: 'functionaris gegevensbescherming', evidence: 'De lijst van verzoeken.', kader: ['urn:nl:ak:mtr:imp-10', 'urn:nl:ak:ver:avg-09'],
    measure: ({ running }) => {
      if (running === undefined) return undefined;
      const { decided, inTime, late } = running.requests;
      const all = decided + late;
      return all === 0 ? undefined : byRecords(running.at, atLeast(inTime / all, { yes: 1, partly: 0.9 }), `${count(inTime)} van ${count(all)} verzoeken zijn binnen een maand beslist (${share(inTime / all)}).`);
    },
  },
  {
    id: 'data-10', theme: 'data', text: 'Is gezegd hoe lang reservekopieën blijven?', yesWhen: 'De privacypagina noemt een termijn van hoogstens 90 dagen. Deels: hoogstens een jaar.',
    answeredBy: 'functioneel beheerder', evidence: 'De afspraak over reservekopieën.', kader: ['urn:nl:ak:mtr:mon-01', 'urn:nl:ak:mtr:imp-05', 'urn:nl:ak:ver:avg-07'],
    measure: (all) => {
      if (all.running === undefined) return undefined;
      const { backupDays } = all.running.settings;
      return backupDays === undefined ? bySettings(all, 'no', 'Er is geen termijn ingesteld.') : bySettings(all, atMost(backupDays, BACKUP_DAYS), `Hoogstens ${count(backupDays)} dagen.`);
    },
  },
  {
    id: 'data-11', theme: 'data', text: 'Staat de verwerking in het verwerkingsregister, en is een DPIA gedaan of niet nodig?', yesWhen: 'De functionaris gegevensbescherming heeft de verwerking en de DPIA, of de reden dat die niet nodig is, bekeken.',
    answeredBy: 'functionaris gegevensbescherming', evidence: 'Het advies, of de link naar het verwerkingsregister.', kader: ['urn:nl:ak:mtr:imp-07', 'urn:nl:ak:mtr:owp-03', 'urn:nl:ak:ver:avg-13', 'urn:nl:ak:ver:avg-06'],
  },
  {
    id: 'data-12', theme: 'data', text: 'Mag de organisatie alle documenten zo gebruiken?', yesWhen: 'Van elke collectie is nagegaan van wie de teksten zijn, en dat zij zo gebruikt mogen worden.',
    answeredBy: 'jurist', evidence: 'Een lijst van collecties met van wie de rechten zijn.', kader: ['urn:nl:ak:mtr:dat-05', 'urn:nl:ak:mtr:dat-08', 'urn:nl:ak:ver:aut-01', 'urn:nl:ak:ver:dat-01'],
  },
];
