/** Small words of Dutch, and forms that follow no rule. Own list. */
export const SMALL = `opnieuw verder zodat eens voor een allebei hierbij dezelfde hetzelfde vooral mogelijk tevoren erbij betreft ene beide vanwege plus de het een en of maar want dus dan als dat die dit deze er hier daar waar wie wat welk welke wanneer hoe hoeveel hoelang waarom ik jij je u hij
zij ze wij we jullie mij me jou hem haar ons onze hun hen zich zichzelf elkaar mijn jouw uw zijn men iemand niemand iets niets alles allemaal iedereen ieder
iedere elk elke sommige enkele enige veel weinig meer minder meest minst genoeg alle al beide geen niet wel nog ook al weer zo zelf zelfs alleen samen maar toch
te aan achter af bij binnen boven buiten door in langs met na naar naast om omdat onder op over per rond sinds tegen tijdens tot totdat tussen uit van vanaf vanuit
via volgens voor voordat voorbij zonder terug heen mee toe vooraf achteraf nu straks later eerder eerst daarna daarvoor daarbij daarmee daarom daardoor daarop
daarover daarvan daarna hierbij hiervoor hierna hierover hiermee waarbij waarmee waarvoor waarna waarop waarvan waardoor erbij erop erin eruit ermee ervan ervoor
erna erover soms altijd nooit vaak meestal steeds bijna ongeveer precies zeker misschien graag even heel erg zeer te ja nee niemand nergens ergens overal vandaag
morgen gisteren ochtend middag avond nacht dag week maand jaar uur minuut keer zodra terwijl hoewel tenzij behalve bovendien ook namelijk zoals bijvoorbeeld
eigenlijk natuurlijk gewoon meteen direct snel langzaam vroeg laat lang kort nieuw oud goed beter best slecht slechter groot klein hoog laag ver dichtbij links
rechts midden voorkant achterkant buurt half hele anders ander andere anderen eigen zelfde volgende vorige laatste eerste tweede derde vierde vijfde nul een twee
drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien twintig dertig veertig vijftig zestig zeventig
tachtig negentig honderd duizend miljoen januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag woensdag donderdag
vrijdag zaterdag zondag weekend ben bent is was waren geweest heb hebt heeft hebben had hadden gehad word wordt worden werd werden geworden zal zult zullen zou
zouden kan kun kunt kunnen kon konden gekund mag mogen mocht mochten moet moeten moest moesten wil wilt willen wilde wilden gewild hoef hoeft hoeven hoefde ga gaat
gaan ging gingen gegaan doe doet doen deed deden gedaan kom komt komen kwam kwamen gekomen sta staat staan stond stonden gestaan zie ziet zien zag zagen gezien weet
weten wist wisten geweten krijg krijgt krijgen kreeg kregen gekregen geef geeft geven gaf gaven gegeven neem neemt nemen nam namen genomen breng brengt brengen
bracht brachten gebracht denk denkt denken dacht gedacht koop koopt kopen kocht gekocht zoek zoekt zoeken zocht gezocht vind vindt vinden vond vonden gevonden
vraag vraagt vragen vroeg vroegen gevraagd zeg zegt zeggen zei zeiden gezegd lees leest lezen las lazen gelezen schrijf schrijft schrijven schreef schreven
geschreven spreek spreekt spreken sprak gesproken blijf blijft blijven bleef bleven gebleven begin begint beginnen begon begonnen help helpt helpen hielp geholpen
houd houdt hou houden hield hielden gehouden laat laten liet lieten gelaten lig ligt liggen lag lagen gelegen zit zitten zat zaten gezeten loop loopt lopen liep
gelopen rijd rijdt rij rijden reed gereden sluit sluiten sloot gesloten stuur stuurt sturen stuurde gestuurd trek trekt trekken trok getrokken val valt vallen viel
vielen gevallen verlies verliest verliezen verloor verloren verkoop verkoopt verkopen verkocht eet eten at gegeten drink drinken dronk slaap slaapt slapen sliep
geslapen draag draagt dragen droeg gedragen kies kiest kiezen koos kozen gekozen bied biedt bieden bood geboden beslis beslist beslissen besliste steel steelt stelen
stal gestolen breek breekt breken brak gebroken betaal betaalt betalen betaalde betaald verhuis verhuist verhuizen verhuisde verhuisd geldt gelden gold vertrek
vertrekt vertrekken vertrok vertrokken ontvang ontvangt ontvangen ontving verlaat verlaten hang hangt hangen hing gehangen wijs wijst wijzen wees gewezen begrijp
begrijpt begrijpen begreep begrepen scheid scheidt scheiden scheidde gescheiden sterf sterft sterven stierf gestorven overleden geboren open dicht online digitaal
gratis samen thuis buitenland hallo dank bedankt alstublieft sorry euro cent procent meter kilometer kilo liter graden pagina website internet e-mail mail app sms
telefoon computer tv radio foto video www nl pdf sms bsn digid aow wmo ozb woz gft id iban btw`;
