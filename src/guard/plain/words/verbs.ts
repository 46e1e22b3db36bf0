/** Verbs that everybody knows, of which the forms follow the rules. Own list. */
export const VERBS = `aanbieden aandoen aangeven aankomen aankruisen aanleveren aanmelden aannemen aanpassen aanraken aansluiten aantonen aanvragen aanvullen aanwijzen
achterhalen achterlaten afgeven afhalen afhangen afkeuren aflopen afmaken afmelden afnemen afsluiten afspreken afstuderen aftrekken afvragen afwassen afwijken afwijzen
antwoorden arriveren baden bakken begeleiden begraven behandelen behoren bekijken bellen beloven bepalen bereiken berekenen beschadigen beschermen beschrijven besluiten
bespreken bestaan bestellen besteden bestuderen betekenen bevallen bevestigen bewaren bewegen bewijzen bezoeken bezorgen bijhouden bijwonen binden blazen bloeden boeken
bouwen branden bukken combineren controleren dalen danken dansen delen doorgaan doorgeven doorlopen doorsturen doortrekken douchen downloaden draaien drogen drukken duren
durven duwen eindigen erven ervaren fietsen gebeuren gebruiken geloven genieten genezen gieten gooien groeien groeten haasten halen hakken handelen herhalen herinneren
herkennen herstellen hoesten hopen horen huilen huren inchecken indienen informeren ingaan ingeven inhalen inleveren inloggen innemen inpakken inrichten inschrijven
inspreken instappen instellen inschatten invoeren invullen inzamelen inzien jagen kammen kappen kennen keren kijken klagen klappen kleuren klikken klimmen kloppen knippen
koken kosten kwijtraken lachen laden leggen leiden lenen leren letten leven leveren lijden lijken lijmen logeren lopen lukken luisteren maaien maken melden meedoen meegaan
meekomen meenemen meesturen meetellen merken meten missen naaien nadenken nakijken nalaten noemen noteren oefenen omgaan omkijken omruilen onderhouden onderschrijven
ondertekenen onderzoeken ontbijten ontdekken onthouden ontmoeten ontslaan ontstaan ontvangen ontwikkelen opbellen opbergen opbrengen openen opeten opgeven ophalen ophangen
ophouden opknappen opletten oplossen opmaken opmerken opnemen oppassen oprichten opruimen opschrijven opslaan opstaan opstarten opsturen optellen opvangen opvoeden opvragen
opzeggen opzoeken overdragen overhandigen overleggen overlijden overmaken overnemen overstappen oversteken overtuigen overwegen parkeren passen pakken plaatsen plannen
planten plakken poetsen praten printen proberen proeven raden raken rapporteren reageren redden regelen regenen reizen rekenen reserveren roepen roken ruiken ruilen rusten
scannen schaatsen schaden schatten schelden schenken scheren schieten schijnen schilderen schoonmaken schoppen schrikken schudden schuiven slagen slopen sluiten smaken
smelten sneeuwen snijden snoeien snuiten solliciteren sorteren sparen spelen sporten springen spuiten stappen starten steken stellen stemmen stijgen stoppen storen storten
straffen strijken stromen studeren takelen tanken tekenen telefoneren tellen terugbetalen terugbellen terugbrengen teruggaan teruggeven terugkomen terugkrijgen terugsturen
testen toekomen toestaan toesturen toevoegen tonen trainen treffen trouwen twijfelen typen uitgaan uitgeven uithuizen uitkomen uitkijken uitleggen uitlenen uitloggen
uitnodigen uitprinten uitrekenen uitschrijven uitstappen uitstellen uitvinden uitvoeren uitzetten uitzoeken vangen varen vastleggen vaststellen vechten veranderen verbazen
verbeteren verbieden verblijven verbouwen verbranden verdelen verdienen verdwijnen verdwalen veranderen vergelijken vergeten vergissen vergoeden verhogen verhuren verkeren
verklaren verkleden verlagen verlengen verliezen verlopen vermelden verminderen vernielen vernieuwen veroorzaken verplaatsen verplichten verschillen verschijnen versieren
verslaan versturen vertalen vertellen vertrouwen vervallen vervangen vervelen vervoeren verwachten verwarmen verwerken verwijderen verwijzen verzamelen verzekeren verzenden
verzetten verzinnen verzorgen vieren vliegen voelen voeren volgen voldoen volgooien voorbereiden voorkomen voorlezen voorstellen vormen vouwen vragen vriezen vullen wachten
wandelen warmen wassen wegbrengen weggaan weggooien weghalen wegen weigeren wennen wensen werken weten wijzigen winkelen winnen wisselen wonen zakken zetten zingen zorgen
zwemmen uitbetalen kloppen opvragen meebrengen inbrengen melden ophoesten nakomen doorverwijzen starten verhelpen legen schoonhouden verzamelen trouwen erkennen aftekenen
ondersteunen samenwonen inwonen bewonen verstaan verzoeken gelden toezeggen omzetten bekendmaken uitkeren opbouwen oefenen inplannen annuleren bijbetalen aanzetten`;
