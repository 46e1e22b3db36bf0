const SERVICES = new Set(
  `aanvragen aanvraag aanvraagt verlengen verlenging vernieuwen wijzigen wijziging doorgeven opzeggen betalen betaal betaald betaalt melden melding indienen ophalen
  inleveren veranderen zoeken invullen regelen overschrijven berekenen berekend stoppen stopzetten starten beginnen verlopen nieuwe nieuw geld recht hulp
  informatie uitkering formulier online digitaal gemeente mijn aangifte doen nodig gestolen verloren kwijt vervangen aangeven plaatsen maken`.split(/\s+/),
);

/** What people do with all that organisations give: no question or title is about these. */
export const isService = (word: string): boolean => SERVICES.has(word);
