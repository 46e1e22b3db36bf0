import type { ErrorEntry } from './entry.ts';

/** Faults of the workplace of employees. */
export const workplaceFaults = {
  'title-empty': {
    status: 400,
    message: 'Een gesprek zonder naam is niet terug te vinden.',
    action: 'Vul een naam in van hoogstens 100 tekens.',
  },
  'conversation-gone': {
    status: 404,
    message: 'Dit gesprek is niet (meer) bekend.',
    action: 'Uw vraag staat nog in het veld. Stelt u die opnieuw, dan begint een nieuw gesprek.',
  },
  'question-replaced': {
    status: 409,
    message: 'Deze vraag staat niet meer in het gesprek.',
    action: 'Open het gesprek opnieuw en kies de vraag die u wilt aanpassen.',
  },
  'comparison-over': {
    status: 409,
    message: 'U kunt bij deze vraag niet meer kiezen met welk antwoord het gesprek verdergaat.',
    action: 'Open het gesprek opnieuw. Met ‘Vraag aanpassen’ kunt u een vraag nog eens stellen.',
  },
  'models-same': {
    status: 400,
    message: 'U vergelijkt een taalmodel met zichzelf.',
    action: 'Kies twee verschillende taalmodellen, of kies ‘Niet vergelijken’.',
  },
  'confidential-over': {
    status: 400,
    message: 'Dit vertrouwelijke gesprek is voorbij.',
    action: 'Wij hebben er niets van bewaard. Begin een nieuw gesprek en stel uw vraag opnieuw.',
  },
  'share-address-wrong': {
    status: 400,
    message: 'Dit is geen volledig e-mailadres.',
    action: 'Vul het adres in waarmee uw collega inlogt, bijvoorbeeld n.dewit@gemeente.nl.',
  },
  'share-group-unknown': {
    status: 400,
    message: 'U kunt alleen delen met een groep waar u zelf in zit.',
    action: 'Kies een groep uit de lijst.',
  },
  'shares-full': {
    status: 409,
    message: 'Dit gesprek is al met 20 groepen of collega’s gedeeld.',
    action: 'Stop eerst het delen met iemand, of deel het met een groep.',
  },
  'model-not-offered': {
    status: 403,
    message: 'Dit taalmodel kunt u hier niet kiezen.',
    action: 'Kies een ander model. Uw beheerder bepaalt welke modellen uw groep mag gebruiken.',
  },
} as const satisfies Record<string, ErrorEntry>;
