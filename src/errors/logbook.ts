import type { ErrorEntry } from './entry.ts';

/** Faults of the Logboek Dataverwerkingen, and of what is sent on of the audit log. */
export const logbookFaults = {
  'logbook-off': {
    status: 404,
    message: 'Deze balie houdt geen Logboek Dataverwerkingen bij.',
    action: 'De beheerder zet het aan met logbook in de configuratie.',
  },
  'logbook-unreachable': {
    status: 502,
    message: 'De ontvanger van het Logboek Dataverwerkingen is niet bereikbaar.',
    action: 'Controleer het adres bij logbook, het certificaat en de headers. Balie bewaart alles en probeert het vanzelf opnieuw.',
    retryable: true,
  },
  'logbook-refused': {
    status: 502,
    message: 'De ontvanger van het Logboek Dataverwerkingen neemt een of meer regels niet aan.',
    action: 'Vraag de beheerder van de ontvanger waarom. Balie bewaart die regels en biedt ze steeds opnieuw aan; andere regels wachten daar niet op.',
    retryable: true,
  },
  'logbook-warning': {
    status: 502,
    message: 'De ontvanger van het Logboek Dataverwerkingen nam alles aan, met een waarschuwing.',
    action: 'De beheerder van de ontvanger kan zien wat die waarschuwing is.',
  },
  'siem-unreachable': {
    status: 502,
    message: 'Het SIEM is niet bereikbaar.',
    action: 'Controleer het adres en het certificaat bij siem. Balie probeert het vanzelf opnieuw, vanaf de laatste regel die aankwam.',
    retryable: true,
  },
  'siem-silent': {
    status: 502,
    message: 'Het SIEM sluit de verbinding niet nadat alles verstuurd is. Daardoor is niet zeker dat alles is aangekomen.',
    action: 'Stel de ontvanger van syslog zo in dat hij de verbinding sluit als Balie dat doet. Tot die tijd krijgt hij dezelfde regels opnieuw.',
    retryable: true,
  },
  'siem-file': {
    status: 502,
    message: 'Het bestand voor het SIEM is niet te schrijven.',
    action: 'Controleer de map, de rechten en de ruimte op de schijf. Balie probeert het vanzelf opnieuw, vanaf de laatste regel die erin kwam.',
    retryable: true,
  },
} as const satisfies Record<string, ErrorEntry>;
