import { count, wattHours } from '../../lines/words.ts';
import type { DiligenceQuestion } from '../question.ts';
import { atLeast, atMost, byRecords, bySettings } from './measures.ts';

/** Two searches on the web and a lamp for ten minutes are about as much. */
const WATT_HOURS = { yes: 3, partly: 10 };
/** In billions of parameters: up to this a model with its context fits on one common card of 24 GB, and in this on one of 80 GB. */
const PARAMETERS = { yes: 14, partly: 75 };
/** In five minutes from all together: as much as a small city asks on its busiest day. */
const TOTAL = { yes: 2_000, partly: 10_000 };
/** What has to be kept up with: each part gets new versions. */
const COMPONENTS = { yes: 400, partly: 1_000 };
/** A month; less does not carry what it costs to run. */
const QUESTIONS = { yes: 300, partly: 50 };
/** Fewer say nothing of each. */
const FEWEST = 20;

export const costsQuestions: readonly DiligenceQuestion[] = [
  {
    id: 'costs-01', theme: 'costs', text: 'Is bekend wat de balie per jaar kost?', yesWhen: 'Beheer, machines, stroom en ondersteuning staan in een overzicht van het laatste jaar.',
    answeredBy: 'teammanager', evidence: 'Het overzicht van kosten.', kader: ['urn:nl:ak:mtr:pba-03', 'urn:nl:ak:mtr:owp-36'],
  },
  {
    id: 'costs-02', theme: 'costs', text: 'Is bekend wat de balie oplevert?', yesWhen: 'Van minstens een doel, zoals minder telefoontjes, is gemeten hoe het was en hoe het nu is.',
    answeredBy: 'teammanager', evidence: 'De meting van voor en na.', kader: ['urn:nl:ak:mtr:pba-01', 'urn:nl:ak:mtr:pba-03', 'urn:nl:ak:mtr:mon-04'],
  },
  {
    id: 'costs-03', theme: 'costs', text: 'Wordt gemeten hoeveel stroom de modellen gebruiken?', yesWhen: 'Het verbruik van de laatste 30 dagen is geschat uit het vermogen van de modelservers.',
    answeredBy: 'functioneel beheerder', evidence: 'De schatting.', kader: ['urn:nl:ak:mtr:mon-06', 'urn:nl:ak:mtr:owp-12', 'urn:nl:ak:mtr:dat-06'],
    measure: (all) => {
      const { energyWh } = all.facts.desk;
      return energyWh === undefined ? bySettings(all, 'no', 'Het verbruik is niet geschat.') : bySettings(all, 'yes', `${wattHours(energyWh.value)} in 30 dagen, voor vragen van medewerkers.`, 'desk/energy');
    },
  },
  {
    id: 'costs-04', theme: 'costs', text: 'Kost een vraag weinig stroom?', yesWhen: 'Een vraag van een medewerker kost hoogstens 3 wattuur. Deels: hoogstens 10.',
    answeredBy: 'functioneel beheerder', evidence: 'De schatting, gedeeld door het aantal vragen.', kader: ['urn:nl:ak:mtr:mon-06', 'urn:nl:ak:mtr:owk-05'],
    measure: ({ facts }) => {
      const { energyWh } = facts.desk;
      const asked = facts.assistants.filter(({ audience }) => audience.value === 'employee').reduce((sum, { outcomes }) => sum + Object.values(outcomes?.value ?? {}).reduce((all, turns) => all + turns, 0), 0);
      if (energyWh === undefined || asked < FEWEST) return undefined;
      return { verdict: atMost(energyWh.value / asked, WATT_HOURS), text: `${wattHours(energyWh.value / asked)} per vraag, over ${count(asked)} vragen.`, by: 'schatting uit het vermogen van de modelservers', at: facts.madeAt, evidence: ['desk/energy'] };
    },
  },
  {
    id: 'costs-05', theme: 'costs', text: 'Passen de modellen op een gewone machine?', yesWhen: 'Elk model dat antwoordt heeft hoogstens 14 miljard parameters en past op een videokaart van 24 GB. Deels: hoogstens 75 miljard.',
    answeredBy: 'functioneel beheerder', evidence: 'De grootte van de modellen.', kader: ['urn:nl:ak:mtr:owk-05', 'urn:nl:ak:mtr:owp-13', 'urn:nl:ak:mtr:dat-09'],
    measure: ({ facts }) => {
      const sizes = facts.models.filter(({ tasks }) => tasks.value.includes('answers')).flatMap(({ name, parameters }) => (parameters === undefined ? [] : [{ name, billions: billionsOf(parameters.value) }]));
      const known = sizes.flatMap(({ name, billions }) => (billions === undefined ? [] : [{ name, billions }]));
      if (known.length === 0) return undefined;
      return { verdict: atMost(Math.max(...known.map(({ billions }) => billions)), PARAMETERS), text: `${known.map(({ name, billions }) => `${name}: ${count(billions)} miljard parameters`).join('; ')}.`, by: 'opgave van de modelserver', at: facts.madeAt, evidence: known.map(({ name }) => `models/${name}/parameters`) };
    },
  },
  {
    id: 'costs-06', theme: 'costs', text: 'Is begrensd hoeveel werk de balie op een dag kan krijgen?', yesWhen: 'Zonder rekenpuzzel komen er hoogstens 2.000 vragen in vijf minuten door. Deels: hoogstens 10.000.',
    answeredBy: 'functioneel beheerder', evidence: 'De ingestelde grenzen.', kader: ['urn:nl:ak:mtr:owk-05', 'urn:nl:ak:mtr:owk-10'],
    measure: (all) => all.running && bySettings(all, atMost(all.running.settings.freeInTotal, TOTAL), `${count(all.running.settings.freeInTotal)} vragen in vijf minuten.`, 'guards/limits/rules'),
  },
  {
    id: 'costs-07', theme: 'costs', text: 'Leest de balie nieuwe documenten vanzelf in?', yesWhen: 'Elke collectie komt uit een map of een website die de balie zelf bijhoudt. Deels: niet allemaal.',
    answeredBy: 'eigenaar van de documenten', evidence: 'De herkomst van de documenten.', kader: ['urn:nl:ak:mtr:dat-01', 'urn:nl:ak:mtr:mon-05'],
    measure: (all) => {
      if (all.running === undefined || all.running.settings.collections === 0) return undefined;
      const { collections, readCollections } = all.running.settings;
      return bySettings(all, readCollections === collections ? 'yes' : readCollections > 0 ? 'partly' : 'no', `${count(readCollections)} van ${count(collections)} collecties leest de balie zelf.`, ...all.facts.collections.map(({ id }) => `collections/${id}/sources`));
    },
  },
  {
    id: 'costs-08', theme: 'costs', text: 'Blijft de software klein genoeg om bij te houden?', yesWhen: 'De software heeft hoogstens 400 onderdelen van anderen. Deels: hoogstens 1.000.',
    answeredBy: 'functioneel beheerder', evidence: 'De stuklijst (SBOM).', kader: ['urn:nl:ak:mtr:owp-13', 'urn:nl:ak:mtr:owp-34', 'urn:nl:ak:mtr:mon-02'],
    measure: ({ running }) => (running === undefined || running.components.all === 0 ? undefined : { verdict: atMost(running.components.all, COMPONENTS), text: `${count(running.components.all)} onderdelen.`, by: 'de stuklijst van de software', at: running.at, evidence: ['sbom'] }),
  },
  {
    id: 'costs-09', theme: 'costs', text: 'Wordt de balie genoeg gebruikt?', yesWhen: 'Minstens 300 vragen in 30 dagen. Deels: minstens 50.',
    answeredBy: 'teammanager', evidence: 'De telling in het logboek.', kader: ['urn:nl:ak:mtr:pba-03', 'urn:nl:ak:mtr:mon-04'],
    measure: ({ facts }) => {
      const counted = facts.assistants.filter(({ outcomes }) => outcomes !== undefined);
      if (counted.length === 0) return undefined;
      const asked = counted.reduce((sum, { outcomes }) => sum + Object.values(outcomes?.value ?? {}).reduce((all, turns) => all + turns, 0), 0);
      return byRecords(facts.madeAt, atLeast(asked, QUESTIONS), `${count(asked)} vragen in 30 dagen.`, ...counted.map(({ name }) => `assistants/${name}/outcomes`));
    },
  },
  {
    id: 'costs-10', theme: 'costs', text: 'Is afgesproken wie helpt als de balie stuk is, en wat dat kost?', yesWhen: 'Er is een afspraak met een prijs, een termijn waarbinnen hulp komt, en hoe die afspraak stopt.',
    answeredBy: 'inkoper', evidence: 'De afspraak, zonder namen van personen.', kader: ['urn:nl:ak:mtr:owp-28', 'urn:nl:ak:mtr:owp-16', 'urn:nl:ak:mtr:owp-19'],
  },
];

/** `3.8B` is 3.8, `350M` is .35; undefined for what is written otherwise, or where hosts differ. */
function billionsOf(parameters: string): number | undefined {
  const { size, unit } = /^(?<size>\d+(?:\.\d+)?)\s?(?<unit>[BM])$/i.exec(parameters.trim())?.groups ?? {};
  return size === undefined ? undefined : Number(size) / (unit?.toUpperCase() === 'M' ? 1_000 : 1);
}
