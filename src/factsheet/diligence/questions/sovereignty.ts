import { count, list } from '../../lines/words.ts';
import { isOfModels } from '../../model-connections.ts';
import type { DiligenceQuestion, Measurements } from '../question.ts';
import { atMost, bySettings } from './measures.ts';

/** Licences of models by which anybody may run, change and pass on: no limits on who, or on what for. */
const OPEN_MODELS = new Set(['Apache-2.0', 'MIT', 'BSD-2-Clause', 'BSD-3-Clause', 'EUPL-1.2', 'CC-BY-4.0']);
/** Makers in the European Union, by the country that the fact names: others' law may reach what they make. */
const EUROPEAN = /\((?:België|Bulgarije|Cyprus|Denemarken|Duitsland|Estland|Finland|Frankrijk|Griekenland|Hongarije|Ierland|Italië|Kroatië|Letland|Litouwen|Luxemburg|Malta|Nederland|Oostenrijk|Polen|Portugal|Roemenië|Slovenië|Slowakije|Spanje|Tsjechië|Zweden)\)/;

const lineOf = ({ host, mark, purpose }: Measurements['facts']['connections'][number]) => `connections/${host ?? `adres ${mark ?? ''}`} ${purpose}/near`;

export const sovereigntyQuestions: readonly DiligenceQuestion[] = [
  {
    id: 'sovereignty-01', theme: 'sovereignty', text: 'Draaien alle taalmodellen binnen het eigen netwerk?', yesWhen: 'Geen modelserver staat buiten het eigen netwerk. Deels: een deel.',
    answeredBy: 'functioneel beheerder', evidence: 'De lijst van verbindingen.', kader: ['urn:nl:ak:mtr:owk-01', 'urn:nl:ak:mtr:dat-08', 'urn:nl:ak:ver:avg-12'],
    measure: (all) => {
      const hosts = all.facts.connections.filter(isOfModels);
      if (hosts.length === 0) return undefined;
      const near = hosts.filter(({ isNear }) => isNear.value);
      return bySettings(all, near.length === hosts.length ? 'yes' : near.length > 0 ? 'partly' : 'no', `${count(near.length)} van ${count(hosts.length)} modelservers staan in het eigen netwerk.`, ...hosts.map(lineOf));
    },
  },
  {
    id: 'sovereignty-02', theme: 'sovereignty', text: 'Werkt de balie zonder verbindingen naar buiten?', yesWhen: 'Geen enkele verbinding gaat naar buiten. Deels: hoogstens drie, en geen daarvan naar een model.',
    answeredBy: 'functioneel beheerder', evidence: 'De lijst van verbindingen.', kader: ['urn:nl:ak:mtr:owk-01', 'urn:nl:ak:mtr:owp-34'],
    measure: (all) => {
      const outside = all.facts.connections.filter(({ isNear }) => !isNear.value);
      const verdict = outside.some(isOfModels) ? 'no' : atMost(outside.length, { yes: 0, partly: 3 });
      return bySettings(all, verdict, outside.length === 0 ? 'Geen enkele verbinding gaat naar buiten.' : `Naar buiten: ${list([...new Set(outside.map(({ purpose }) => purpose))])}.`, ...outside.map(lineOf));
    },
  },
  {
    id: 'sovereignty-03', theme: 'sovereignty', text: 'Zijn de licenties van alle modellen open?', yesWhen: 'Elk model heeft een licentie waarmee iedereen het mag gebruiken, veranderen en doorgeven. Deels: niet allemaal.',
    answeredBy: 'jurist', evidence: 'De licenties van de modellen.', kader: ['urn:nl:ak:mtr:owk-12', 'urn:nl:ak:mtr:owp-18', 'urn:nl:ak:ver:aut-01'],
    measure: (all) => {
      const { models } = all.facts;
      if (models.length === 0) return undefined;
      const open = models.filter(({ licence }) => licence !== undefined && OPEN_MODELS.has(licence.value));
      const text = models.map(({ name, licence }) => `${name}: ${licence?.value ?? 'niet bekend'}`).join('; ');
      return bySettings(all, open.length === models.length ? 'yes' : open.length > 0 ? 'partly' : 'no', `${text}.`, ...models.filter(({ licence }) => licence !== undefined).map(({ name }) => `models/${name}/licence`));
    },
  },
  {
    id: 'sovereignty-04', theme: 'sovereignty', text: 'Is precies bekend welke bestanden van modellen draaien?', yesWhen: 'Van elk model dat antwoordt geeft de modelserver het kenmerk. Deels: niet van alle.',
    answeredBy: 'functioneel beheerder', evidence: 'De kenmerken van de modellen.', kader: ['urn:nl:ak:mtr:owk-11', 'urn:nl:ak:mtr:owk-07', 'urn:nl:ak:mtr:owp-34', 'urn:nl:ak:mtr:owp-04'],
    measure: ({ facts }) => {
      const answering = facts.models.filter(({ tasks }) => tasks.value.includes('answers'));
      if (answering.length === 0) return undefined;
      const known = answering.filter(({ digest }) => digest !== undefined);
      const verdict = known.length === answering.length ? 'yes' : known.length > 0 ? 'partly' : 'no';
      return { verdict, text: `Van ${count(known.length)} van ${count(answering.length)} modellen is het kenmerk bekend. Een modelserver die er niet is, geeft er geen.`, by: 'opgave van de modelserver', at: facts.madeAt, evidence: known.map(({ name }) => `models/${name}/digest`) };
    },
  },
  {
    id: 'sovereignty-05', theme: 'sovereignty', text: 'Komt het model dat antwoordt uit de Europese Unie?', yesWhen: 'De maker van elk model dat antwoordt staat in de Europese Unie. Deels: niet van alle.',
    answeredBy: 'functioneel beheerder', evidence: 'De makers van de modellen.', kader: ['urn:nl:ak:mtr:owk-11', 'urn:nl:ak:mtr:owp-34'],
    measure: (all) => {
      const answering = all.facts.models.filter(({ tasks }) => tasks.value.includes('answers'));
      if (answering.length === 0) return undefined;
      const european = answering.filter(({ origin }) => origin !== undefined && EUROPEAN.test(origin.value));
      const text = answering.map(({ name, origin }) => `${name}: ${origin?.value ?? 'niet bekend'}`).join('; ');
      return bySettings(all, european.length === answering.length ? 'yes' : european.length > 0 ? 'partly' : 'no', `${text}.`, ...answering.filter(({ origin }) => origin !== undefined).map(({ name }) => `models/${name}/origin`));
    },
  },
  {
    id: 'sovereignty-06', theme: 'sovereignty', text: 'Is er een tweede model als het eerste wegvalt?', yesWhen: 'Minstens twee modellen kunnen antwoorden geven.',
    answeredBy: 'functioneel beheerder', evidence: 'De lijst van modellen.', kader: ['urn:nl:ak:mtr:owp-33', 'urn:nl:ak:mtr:owk-02'],
    measure: (all) => {
      const able = all.facts.models.filter(({ tasks }) => tasks.value.includes('answers') || tasks.value.includes('works'));
      return all.facts.models.length === 0 ? undefined : bySettings(all, able.length >= 2 ? 'yes' : 'no', `${count(able.length)} ${able.length === 1 ? 'model kan' : `modellen kunnen`} antwoorden geven.`, ...able.map(({ name }) => `models/${name}/tasks`));
    },
  },
  {
    id: 'sovereignty-07', theme: 'sovereignty', text: 'Kan iedereen de broncode bekijken en overnemen?', yesWhen: 'De licentie is de EUPL, en de balie noemt waar de broncode staat. Deels: alleen de licentie.',
    answeredBy: 'functioneel beheerder', evidence: 'De link naar de broncode.', kader: ['urn:nl:ak:mtr:dat-12', 'urn:nl:ak:ver:woo-01', 'urn:nl:ak:mtr:owp-36'],
    measure: (all) => {
      const { licence, sourceCode } = all.facts.desk;
      const isOpen = licence.value.startsWith('EUPL-');
      return bySettings(all, isOpen ? (sourceCode === undefined ? 'partly' : 'yes') : 'no', `Licentie ${licence.value}; de broncode staat ${sourceCode === undefined ? 'nergens genoemd' : `op ${sourceCode.value}`}.`, 'desk/licence');
    },
  },
  {
    id: 'sovereignty-08', theme: 'sovereignty', text: 'Is precies te zien welke broncode draait?', yesWhen: 'De balie noemt de commit van haar broncode.',
    answeredBy: 'functioneel beheerder', evidence: 'De versie en de commit.', kader: ['urn:nl:ak:mtr:org-14', 'urn:nl:ak:mtr:owk-07'],
    measure: (all) => {
      const { commit, version } = all.facts.desk;
      return bySettings(all, commit === undefined ? 'no' : 'yes', `Versie ${version.value}, ${commit === undefined ? 'zonder commit' : `commit ${commit.value.slice(0, 12)}`}.`, 'desk/version');
    },
  },
  {
    id: 'sovereignty-09', theme: 'sovereignty', text: 'Zijn de licenties van alle onderdelen open?', yesWhen: 'Elk onderdeel van de software heeft een open licentie. Deels: hoogstens drie niet, of zonder licentie erbij.',
    answeredBy: 'jurist', evidence: 'De stuklijst (SBOM).', kader: ['urn:nl:ak:mtr:owp-34', 'urn:nl:ak:mtr:owk-12'],
    measure: ({ running }) => {
      if (running === undefined || running.components.all === 0) return undefined;
      const { all, notOpen } = running.components;
      const text = notOpen.length === 0 ? `Alle ${count(all)} onderdelen hebben een open licentie.` : `Van ${count(all)} onderdelen niet: ${list(notOpen.slice(0, 10))}.`;
      return { verdict: atMost(notOpen.length, { yes: 0, partly: 3 }), text, by: 'de stuklijst van de software', at: running.at, evidence: ['sbom'] };
    },
  },
  {
    id: 'sovereignty-10', theme: 'sovereignty', text: 'Kan de organisatie de balie zelf laten draaien en aanpassen?', yesWhen: 'Minstens twee mensen, van de organisatie of van verschillende leveranciers, kunnen haar installeren, bijwerken en aanpassen.',
    answeredBy: 'functioneel beheerder', evidence: 'Wie dat kan, in rollen, en wanneer zij het deden.', kader: ['urn:nl:ak:mtr:org-01', 'urn:nl:ak:mtr:pba-06', 'urn:nl:ak:mtr:owp-01'],
  },
  {
    id: 'sovereignty-11', theme: 'sovereignty', text: 'Kan de organisatie weg met al haar gegevens?', yesWhen: 'In de laatste twee jaar zijn documenten, logboek en instellingen overgezet naar een andere machine, zonder hulp van een leverancier.',
    answeredBy: 'functioneel beheerder', evidence: 'Een verslag van het overzetten.', kader: ['urn:nl:ak:mtr:owp-29', 'urn:nl:ak:mtr:uit-01', 'urn:nl:ak:mtr:dat-08'],
  },
];
