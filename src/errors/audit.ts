import type { ErrorEntry } from './entry.ts';

/** Faults of the audit log, and of what proves it to outsiders. */
export const auditFaults = {
  'log-full': {
    status: 503,
    message: 'De digitale balie kan nu niets vastleggen. Daarom beantwoordt zij geen vragen.',
    action: 'Probeer het later opnieuw, of bel ons. Beheert u de balie? De schijf van de database is vol: maak ruimte.',
    retryable: true,
  },
  'anchor-refused': {
    status: 502,
    message: 'Een ankerpunt van het logboek nam de controlepunten niet aan.',
    action: 'Kijk naar de oorzaak die erbij staat, en vraag de beheerder van het ankerpunt. De balie probeert het vanzelf opnieuw.',
    retryable: true,
  },
  'anchor-unreachable': {
    status: 502,
    message: 'Een ankerpunt van het logboek is niet bereikbaar.',
    action: 'Controleer het adres en de verbinding. De balie probeert het vanzelf opnieuw; er gaat niets verloren.',
    retryable: true,
  },
  'anchor-conflict': {
    status: 409,
    message: 'Van deze regel is al een ander controlepunt bewaard: het logboek is daar herschreven, of de sleutel waarmee het ondertekent is een andere.',
    action: 'Vergelijk de controlepunten met de auditor. Het eerder bewaarde controlepunt blijft staan.',
  },
  'checkpoint-unsigned': {
    status: 400,
    message: 'Een controlepunt is niet ondertekend met de sleutel die erbij staat.',
    action: 'Stuur controlepunten zoals de balie ze maakt, met haar openbare sleutel.',
  },
  'anchors-full': {
    status: 409,
    message: 'Voor deze sleutel zijn al te veel controlepunten bewaard.',
    action: 'Maak voor het logboek een nieuwe sleutel, of maak minder vaak een controlepunt.',
  },
  'log-wish-invalid': {
    status: 400,
    message: 'Wij kunnen niet zoeken naar wat u hebt ingevuld.',
    action: 'Ga terug naar het logboek, en controleer de nummers en de datums.',
  },
  'export-unwritable': {
    status: 500,
    message: 'Het logboek kan niet in dit bestand worden geschreven.',
    action: 'Kies een bestand dat er nog niet is, in een map waarin u mag schrijven.',
  },
  'anchor-invalid': {
    status: 400,
    message: 'Dit bestand met controlepunten is niet te lezen.',
    action: 'Geef een bestand met op elke regel een controlepunt, zoals de balie ze zelf schrijft.',
  },
} as const satisfies Record<string, ErrorEntry>;
