/** Nouns that everybody knows, and those of the desk that residents use themselves. Own list. */
export const NOUNS = `week dag uur jaar maand kind kinderen maat nest zolder stam tent kraam wc privacy ouders mensen leerling bijdrage waterschap partnerschap nationaliteit handicap rit prijs provincie aanbod aandacht aanhanger aankoop aantal aanvraag aanvrager aardappel aarde abonnement achternaam adres advies adviseur afdeling afspraak afstand afval
afvalpas afwijzing agenda akte alcohol ambtenaar ambulance antwoord apotheek apparaat arbeid arm armoede arts asiel auto avond baan baas baby bad bak baken bal balie band
bank basis bedrag bedrijf bedoeling beeld been beest begin begraafplaats begrafenis begroting behandeling behoefte bekeuring belang belasting belastingdienst beleid belofte
bericht beroep bescherming beslissing besluit bestand bestuur betaling betekenis bevestiging bevalling bewijs bewoner bezit bezoek bezoeker bezorger bezwaar bibliotheek bier
bijlage bijstand blad bladzijde blik bloed bloem bod boek boer boete bon boodschap boom boon boot bord borg bouw bouwplan brand brandweer brief brievenbus bril broek broer
brood brug bruiloft brommer budget buik buis buitenland bureau burger burgemeester burgerzaken bus buur buurman buurvrouw buurt cadeau cafe cel centrum certificaat cheque
cijfer code collega college computer container contact contract controle cursus dak dakkapel dame datum deel deelnemer deur dief diefstal dienst dier ding diploma directeur
document doel dochter dokter donker dood doos dorp draad drank dreumes drempel druk duim duur echtgenoot echtpaar eend eigenaar eigendom einde ei eis eiland elektriciteit
energie enkel envelop erf erfenis ervaring examen familie feest feestdag fiets fietspad film fles folder formulier fout fruit functie gang garage garantie gas gast gat
gebied gebouw gebruik gebruiker geboorte gedrag geduld gegeven geheim gehandicapte geld geloof geluid geluk gemeente gemeentehuis gemeenteraad gesprek getuige gevaar geval
gevangenis gevel gevoel gevolg gewicht gezicht gezin gezondheid gift glas god goed graf grap gras grens groei groep groente grond grootte grofvuil haar hand handtekening
hart haven heer heg hek helft hersenen hoek hoeveelheid hoofd hoogte hotel hond hout huid huis huisarts huishouden huisvuil huur huurder huwelijk idee identiteit
identiteitskaart identiteitsbewijs informatie ingang inhoud initiatief inkomen inkomst inleiding inschrijving instelling inwoner jaar jas jeugd jongen jongere juf jurk kaart
kaartje kabel kachel kamer kans kant kantoor kapper karton kassa kast kat keer kelder kennis keuken keus keuze kerk kerst kind kinderopvang klacht klant klas kleding kleur
klok knop koffie koken kop kosten kopie koning korting kraan krant krediet kruis kruising kwartaal kwestie kliko laan ladder lamp land landbouw lantaarn leden leed leeftijd
leer leerling leerkracht leiding les letter leven lezer lichaam licht lid liefde lift lijn lijst link loket loon lucht maan maand maatregel machine macht man manier map markt
massa materiaal maximum medewerker medicijn meer melding melk meneer mens mening mevrouw meisje meubel middag middel milieu milieustraat minimum ministerie minister minuut
misdaad mobiel moeder moeite moment monument motor mond muur muziek naam nacht nadeel natuur nek net neus nieuws nummer olie onderdeel onderhoud onderneming ondernemer onderwerp
onderwijs onderzoek ongeluk ontslag oog oma oor oordeel oorlog oorzaak opa opdracht opleiding oplossing opmerking opname opvang organisatie ouder oven overheid overlast overlijden
overzicht paar pad pagina pak papier park parkeerplaats parkeervergunning partij partner paspoort pas pasfoto patient pech pen pensioen periode persoon pijn pin plaats plan plant
plas plastic plein plek ploeg poging politie post postbus postcode praktijk prijs probleem product programma project punt raad raam radio rand recht rechtbank rechter
redenen reden regel regio regen reis reisdocument rekening rente reparatie reservering rest resultaat rijbewijs rijk riool risico ring ruimte ruzie rug rij rolstoel samenleving
school schade schaduw schip schoen schoonheid schrift schriftelijk schuld schuldhulp schuur seconde seizoen sfeer signaal situatie slaapkamer slachtoffer slager sleutel slot sloot
sneeuw sociaal soep soort spaargeld spel spelen spoed spoor sport spreekuur spullen staat stad stadhuis stage stap station status steen stem stemming sticker stoel stoep stof
storing straat straf strand stroom student studie stuk subsidie suiker taak taal tafel tak tand tandarts tante tas taxi team tekening teken tekort tekst telefoonnummer termijn terras
terrein thee theater thema thuis tijd tijdstip tip titel toegang toekomst toeslag toestemming toestel toets toilet toon top trap trein trouwdag trui tuin type uitgang uitgave
uitkering uitleg uitnodiging uitslag uitspraak uittreksel uitzondering unie universiteit uur vader vak vakantie vader veiligheid veld verandering verantwoordelijkheid verblijf
verblijfsvergunning verbod verdriet vereniging vergadering vergoeding vergunning verhaal verhuizing verkeer verkering verkiezing verklaring verkoop verlies vermogen verplichting
verschil verslag vertrek vervoer verwachting verzekering verzoek vet vestiging vijand vinger vis vlees vloer voedsel voet voetbal vogel volk volwassene voorbeeld voordeel voornaam
voorraad voorstel voorwaarde voorziening vorm vraag vrede vreemdeling vriend vriendin vrijheid vrijwilliger vrouw vuil vuilnis vuur waarde waarheid waarschuwing wagen wand wandeling
water web wedstrijd weer weg werk werkdag werkgever werknemer werkloosheid wet wethouder wiel wijk wijziging wil wind winkel winter wijn woning woningbouw woonplaats woord
zaak zaal zak zee zegel ziekenhuis ziekte zin zoon zorg zorgverlener zomer zon zorgverzekering zus zuster zwembad tarief leges inkomensgrens huisgenoot mantelzorger jeugdhulp hulp
hulpmiddel traplift rolstoel bezorging ophaaldag inzameling stemlokaal stempas kwijtschelding aanslag aangifte bekendmaking loting wachttijd wachtlijst oppas gezinslid voogd kleinkind
spaarrekening bankpas pinpas bankrekening loonstrook jaaropgave huurcontract kopie origineel wachtwoord gebruikersnaam account knooppunt instructie onderwerp vluchteling asielzoeker`;
