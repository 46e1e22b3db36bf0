import { plainLetters } from './plain.ts';
import { stemOf } from './stem.ts';

/**
 * Words that a plain rewriting uses for each other, in what a municipality writes: a group on a line. Only what changes no claim:
 * "boete" and "kosten" are not the same, nor are "direct" and "snel".
 */
const GROUPS = `
  aanvragen aanvraag regelen
  aanmelden opgeven inschrijven
  doorgeven melden laten_weten vertellen
  krijgen ontvangen krijgt ontvangt
  besluit beslissing uitspraak
  besluit antwoord bericht reactie
  identiteitskaart id-kaart idkaart id
  identiteitsbewijs legitimatie legitimatiebewijs
  open geopend openingstijden opening terecht bereikbaar bereiken
  kosten kost prijs tarief bedrag betalen betaalt bedraagt leges
  gratis kosteloos
  ophalen afhalen
  ophalen inzamelen inzameling inzameldag inzameldagen
  meenemen meebrengen
  sturen opsturen versturen mailen toesturen indienen
  bellen telefonisch telefoon telefoonnummer telefoneren
  mailen mail e-mail email e-mailadres mailadres
  duren duurt duur
  geldig geldigheid
  binnenkort spoedig
  partner echtgenoot echtgenote
  nodig vereist moeten
  vergoeding vergoeden vergoedt
  stadhuis gemeentehuis
  gemeente gemeentelijke lindewaarde
  inwoner bewoner
  wonen woont woonachtig
  werkgever baas
  formulier papieren_formulier
  online internet website digitaal
  afspraak afspreken
  maken maakt
  zonder
  hoorzitting zitting
  verlengen verlenging
  verhuizen verhuizing verhuist verhuisd
  huwelijk trouwen trouwt getrouwd
  partnerschap
  overlijden overleden
  geboorte geboren
  kopie afschrift
  handtekening ondertekenen ondertekend
  toestemming toestemmen toestemmingsformulier
  uitkering bijstand bijstandsuitkering
  geld bedrag
  termijn duur
  ouder ouders
  auto voertuig
  vergunning
  klacht klachten klagen
  boete
  container bak
  afval vuilnis
  verloren kwijt verlies verliezen kwijtraken
  diefstal gestolen
  beroep
  rekening bankrekening
  belasting belastingen aanslag
  hond honden hondenbelasting
  controleren controleur controle
  klaarliggen ligt klaar
  begint starten start
  ingaan start begint
  verplicht moeten verplichting
  toegestaan mogen mag
  nieuw
  jaarlijks jaar
  maandelijks maand
  wekelijks week
  dagelijks dag
  dierenarts
  langskomen komen bezoeken
  opschrijven schrijven
  hoogte bedrag
  kind kinderen minderjarig minderjarigen minderjarige
  volwassen volwassene volwassenen meerderjarig meerderjarige
  inkomen verdienen verdient
  vermogen spaargeld
  mens persoon iemand
  legen geleegd leegmaken
  reizen reis reist
  stoppen stopt eindigen eindigt vervalt vervallen
  extra bovenop boven bij
  weg
  inleveren terugbrengen
  tijd uur
`;

/** Words that say nothing of their own, whatever they stand beside. */
const LIGHT = `
  de het een en of maar ook dus want als dan dat die deze dit er hier daar wat wie waar hoe welke welk om te in op aan van voor met bij naar uit over door
  af mee langs toe na tot onder per sinds volgens ik u uw je jij jouw wij we ons onze hij zij ze zijn hun hen haar het zich men iemand
  ben bent is was waren wordt worden heb hebt heeft hebben ga gaat gaan kan kun kunt kunnen mag mogen moet moeten wil wilt willen zal zult zullen zou hoeft hoeven
  doet doe doen laat laten dient dienen via oud zo hiervoor daarvoor ervoor hierbij daarbij erbij hiermee daarmee ermee daarna vervolgens eerst verder nog al wel even nu
  namelijk bijvoorbeeld bijv zoals onder andere etc enz uiteraard graag let manier wijze geval vraag vragen kost kosten
  ongeveer circa maximaal minimaal minstens hoogstens hooguit uiterlijk vanaf binnen tussen ten minste hoogste meer minder dan ouder jonger hoger lager langer korter
  niet geen niets nooit zonder nee uur jaar jaren dag dagen week weken werkdag werkdagen maand maanden keer euro procent meter kilo m cm
  t m s elke ieder iedere allebei samen totaal eigen stap raakt mensen personen tijd hele gewoon precies wanneer indien omdat zodat terwijl nadat voordat zodra zolang tenzij behalve
  nodig krijgt krijgen komt komen neemt nemen neem kom geeft geef geven maak maakt maken staat staan sta zet brengt breng brengen ligt
`;

const groups = new Map<string, number[]>();
for (const [number, line] of GROUPS.trim().split('\n').entries()) {
  for (const word of line.trim().split(/\s+/)) {
    const stem = stemOf(plainLetters(word)).whole;
    groups.set(stem, [...(groups.get(stem) ?? []), number]);
  }
}
const light = new Set(LIGHT.trim().split(/\s+/));

/** The groups that a stem is in: two stems of one group say the same. */
export function groupsOf(stem: string): readonly number[] {
  return groups.get(stem) ?? [];
}

/** @param word in lower case without accents. */
export function isLight(word: string): boolean {
  return light.has(word) || word.length === 1;
}
