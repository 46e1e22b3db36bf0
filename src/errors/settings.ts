import type { ErrorEntry } from './entry.ts';

/** Faults of settings that are changed while the desk runs. */
export const settingFaults = {
  'settings-moved': {
    status: 409,
    message: 'Iemand anders heeft deze instelling intussen veranderd.',
    action: 'Kijk wat er veranderde en beslis of uw wijziging nog klopt. Bewaar haar dan opnieuw.',
  },
  'settings-same': {
    status: 409,
    message: 'Er is niets veranderd: dit geldt al.',
    action: 'Verander eerst iets, of ga terug naar de lijst.',
  },
  'settings-unfit': {
    status: 409,
    message: 'Deze oude versie past niet meer bij deze balie.',
    action: 'Neem over wat u nodig hebt in een nieuwe versie.',
  },
  'settings-version-unknown': {
    status: 404,
    message: 'Deze versie is er niet.',
    action: 'Kies een versie uit de geschiedenis.',
  },
  'trial-running': {
    status: 409,
    message: 'Er wordt al een concept gemeten.',
    action: 'Wacht tot die meting klaar is, of stop haar. Er kan er één tegelijk lopen, want zij gebruikt dezelfde modellen als de balie.',
  },
  'trial-without-cases': {
    status: 409,
    message: 'Er zijn geen toetsvragen voor deze assistent.',
    action: 'Zet een bestand cases.jsonl in de map van de assistent, of laat een beoordelaar toetsvragen maken.',
  },
} as const satisfies Record<string, ErrorEntry>;
