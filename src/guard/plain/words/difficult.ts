/** Words of letters from the town hall that many people do not know or stumble over, with what one may say instead. Own list. */
export const DIFFICULT = `aangaande aangezien aanhangig aanhouden aanmerking aanmerkelijk aanschrijving aansprakelijk aanvang aanvangen aanwenden aanzienlijk abusievelijk adequaat afdoende
akkoordverklaring alsdan alsmede alsnog alvorens ambtshalve anderszins anticiperen behoeve behoudens bekrachtigen belanghebbende belanghebbenden belasten beoogd beoordelingskader bescheiden
beschikking beschikkingen bestuursorgaan bestuursorganen betreffende betreffen betreft betrokkene betrokkenen bewerkstelligen bewerkstelligd bezigen bezwaarde bezwaarschrift bijgevolg binnentreden casu
cohesie complementair conform consequentie conserveren consulteren convenant creëren daaromtrent daartoe daaruit dan-wel danwel delegeren derhalve dermate derden derde-belanghebbende desalniettemin
desbetreffend desbetreffende desgevraagd desgewenst deswege dezelve dien dienaangaande dienen dient diende diens dienovereenkomstig dientengevolge dispensatie distinctief doch doeleinden draagkracht draagvlak
dusdanig dwangsom echter eensluidend effectief effectueren elders eerstgenoemde eerdergenoemde essentieel evenals eveneens evenmin evenredig evident exploitant exploitatie expliciet faciliteren finaliseren
formaliteiten fungeren garanderen geacht gebreke gedeponeerd gedurende geenszins gegadigde gehoord gelet gelieve gemachtigde genoemde genoodzaakt genoegzaam geschiedt geschieden geschil gestand gevolmachtigde
gezien grieven griffie handhaving hangende heden herroepen herziening hetgeen hetwelk hierbij hieromtrent hiertoe honoreren houdende houder hunnerzijds iedereen immers implementatie implementeren impliceren
incidenteel indachtig indexering indicatie indien ingaande ingevolge ingezetene ingezetenen initiëren inherent inachtneming inachtgenomen inroepen inspanningsverplichting instantie instemming integraal
interveniëren intrekken inwilligen inwinnen inzake jegens juridisch kenbaar kenmerk krachtens legitimeren legitimatiebewijs leges lid machtiging mandaat mededeling mededelen medegedeeld mededeelt middels mits
modaliteiten monitoren motivering naar-aanleiding namens navolgende nadien naderhand nader nadere niettemin nihil nochtans nietig omtrent omvatten onderhavig onderhavige onderscheidenlijk onverlet onverminderd
onverwijld ontheffing ontvankelijk onroerende opschorten opschorting opschortende optimaliseren overeenkomstig overleggen overlegging participeren passend participatie periodiek perceel percelen peildatum
plegen preventief primair prioriteren procedureel proces-verbaal realiseren rechthebbende rechtsgeldig rechtsmiddel rechtswege rechtsgevolgen redelijkerwijs referentie relevant respectievelijk ressorteren
restitutie retributie schrijven separaat slechts sommatie specificeren stringent strekken strekt strekkende stukken substantieel subsidiair synergie teneinde tenuitvoerlegging terbeschikkingstelling termijnen
terzake teneur terstond terugvordering ter-zake toetsing toetsen toekenning toereikend toezenden traject uitvaardigen uitsluitend uitvloeisel uitvoeringsorganisatie vaststelling vereist vereiste verbeuren
verdagen verhaal verlening verlenen verleend verleent vermeld vermelde vernietiging verrekening verschaffen verschuldigd verschuldigde verstrekken verstrekt verstrekking verstrijken vervat vervreemding
verweerschrift verwerende verwezenlijken verzoeker verzuim vigerend vigerende vide voldaan voldoening volgaarne volmacht voorbehoud voorhanden voormelde voornemen voornoemd voornoemde voorschrift voorschriften
voorts voorshands vorderen vordering vrijstelling waaromtrent waartoe wederpartij wederrechtelijk weerlegging wezenlijk wettig wijlen zienswijze zienswijzen zodanig zodanige zorgdragen zulks zijdens`;
/** Sayings of officials, in which each word alone is ordinary. */
export const DIFFICULT_PHRASES = [
  'met betrekking tot', 'ten aanzien van', 'ten behoeve van', 'in het kader van', 'op grond van', 'naar aanleiding van', 'ter zake van', 'met inachtneming van', 'in overeenstemming met',
  'in verband met', 'met het oog op', 'door middel van', 'als gevolg van', 'ten gevolge van', 'uit hoofde van', 'onder meer', 'dan wel', 'al dan niet', 'te allen tijde', 'van rechtswege', 'ten laste van', 'ten name van',
  'ter beschikking', 'in aanmerking', 'voor zover', 'met dien verstande', 'het bepaalde in', 'bedoeld in', 'genoemd in', 'zoals bedoeld', 'als bedoeld', 'in behandeling nemen', 'een beroep doen op', 'zorg te dragen', 'dient te',
  'dienen te', 'te dienen', 'buiten behandeling', 'in gebreke', 'van toepassing', 'ter inzage', 'onder vermelding van', 'tot stand', 'in werking', 'op basis van', 'ter verkrijging', 'ten tijde van', 'in geval van', 'bij gebreke van',
] as const;
/** Abbreviations that have to be spelled out to be read. */
export const ABBREVIATIONS = /(?<![\p{L}.])(?:m\.?b\.?t|i\.?v\.?m|d\.?m\.?v|t\.?a\.?v|t\.?b\.?v|o\.?g\.?v|a\.?h\.?v|n\.?a\.?v|i\.?p\.?v|t\.?z\.?t|e\.?e\.?a|c\.?q|jl|d\.?d|art|lid|resp|evt|i\.?h\.?k\.?v|m\.?u\.?v|t\.?g\.?v|o\.?a|w\.?o|a\.?g\.?v|juncto|jo|incl|excl|ca|max|min|nr|bijv|etc|enz)\.(?!\p{L})/giu;
