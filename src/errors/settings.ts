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
} as const satisfies Record<string, ErrorEntry>;
