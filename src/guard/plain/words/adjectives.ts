/** Adjectives that everybody knows. Own list. */
export const ADJECTIVES = `oud nieuw groot goed kort snel laat vroeg ver langzaam geregistreerd ingeschreven toegankelijk aanwezig noodzakelijk haalbaar eenmalig automatisch rechtmatig aardig actief afhankelijk algemeen alleenstaand anoniem apart arm bang bekend belangrijk beleefd beperkt bereikbaar beschikbaar betrouwbaar bewust bezig
bezorgd bijzonder binnenlands blauw blij bleek bloot boos breed bruin buitenlands chronisch compleet correct dagelijks dankbaar deel definitief digitaal dik dom donker dood doof dringend
droog druk dubbel duidelijk dun duur echt eenvoudig eerlijk eigen eindelijk eng enkel erg ernstig extra fijn financieel fout fris gauw geboren geel geen gehandicapt geheim geldig gelijk
gelukkig gemakkelijk gemeentelijk gemengd gemiddeld geopend geschikt getrouwd gevaarlijk gevoelig gewend gewoon gezamenlijk gezellig gezond glad goedkoop grappig gratis grijs groen grof
handig hard heel heet heilig heftig hele helder hoog huidig ideaal internationaal jarig jong juist kaal kapot klaar klein koel koud krap kwaad kwijt laag laat lang langdurig lastig leeg lekker
lelijk leuk levend licht lichamelijk lief lokaal los maandelijks makkelijk maximaal medisch minderjarig minimaal mobiel modern moe moeilijk mogelijk mooi nat nationaal natuurlijk nederlands
netjes nieuw nodig normaal officieel onbekend onbeperkt ongeldig onmogelijk online onveilig oneens oneerlijk open openbaar oranje ouderwets overig paars particulier perfect persoonlijk plat
plotseling politiek positief praktisch prettig prive recent rechtstreeks regelmatig reizend rijk rond rood rustig saai scheef scherp schoon schriftelijk schuin simpel slank slecht slim slordig
snel sociaal soepel speciaal spannend stabiel stil stevig sterk stom streng strafbaar stuk tijdelijk tevreden tweedehands vast veilig verboden verdrietig vers verkeerd verplicht verschillend
vervelend vies viezig vlak vol volledig volwassen voldoende voorlopig vreemd vriendelijk vrij vrijwillig vroeg vuil waar waarschijnlijk warm wekelijks welkom werkloos wettelijk wit woonachtig
zacht zakelijk zelfstandig zichtbaar ziek zielig zoet zwaar zwak zwanger zwart jaarlijks mondeling hoogstens minstens uiterlijk binnenkort voortaan meestal onderweg eveneens zelfstandig
nederlandse europese verlopen gestolen geldige ingevuld ongeldig anoniem erkend gescheiden samenwonend inwonend thuiswonend meerderjarig bereid mogelijk bevoegd`;
