import type { Candidate } from '../personal/detector.ts';

const OTHER = [
  'kvk', 'k\\.v\\.k', 'kamer van koophandel', 'rsin', 'btw', 'vat', 'order', 'bestel', 'factuur', 'invoice', 'klant', 'debiteur', 'artikelnummer', 'artikelnr', 'product', 'serie', 'serial',
  'ean', 'barcode', 'isbn', 'issn', 'polis', 'contract', 'transactie', 'betalingskenmerk', 'dossier', 'zaak', 'kenmerk', 'referentie', 'ref', 'aanvraag', 'melding', 'ticket', 'incident', 'vestigings',
  'besluit', 'vergunning', 'project', 'lot', 'perceel', 'kadas\\p{L}{2,8}', 'meter', 'track', 'pakket', 'zending', 'versie', 'imei', 'agb', 'big', 'onderwijs', 'brin', 'doi', 'pmid', 'bag', 'pand', 'fiscaal', 'loonheffing', 'relatie', 'lidmaatschap', 'klantenkaart', 'bonuskaart', 'coördina\\p{L}{2,4}', 'bedrag', 'budget', 'omzet', 'totaal', 'inwoneraantal',
].join('|');

/** A word, short before a number, that says it is a number of something else. */
export const OTHER_NUMBER = new RegExp(`(?<![\\p{L}])(?:${OTHER})(?:s|en)?(?:[ -]?(?:nummer|nr|id|code|no))?s?\\.?(?![\\p{L}])[^\\d\\n.!?]{0,16}$`, 'iu');

/** Whether the words before a number say that it is of something else than a person. */
export function isAboutOther({ before }: Candidate): boolean {
  return OTHER_NUMBER.test(before.slice(-60));
}
