/**
 * Words by which a language is known, also in a question of two to four words: its small words, those with which people ask, and
 * what they ask a municipality about. Lower case. A word that more languages have counts less.
 */
const LISTS: Readonly<Record<string, string>> = {
  nl: `de het een van en in is op te dat die voor met zijn niet aan er om ook als dan maar bij door over uit naar wordt worden kan of u uw wij we
    ze hij deze dit tot geen meer heeft wel wat waar wanneer hoe hoeveel hoelang wie welke welk waarom ik je jij mijn me mij moet moeten mag mogen
    wil willen heb hebben ben bent was waren kunt kun krijg krijgt krijgen kost kosten vraag aanvragen doe doen ga gaan kom nodig nog al zonder
    paspoort rijbewijs identiteitskaart verhuizen verhuizing vergunning parkeren parkeervergunning belasting afval vuilnis uitkering bijstand
    afspraak maken gemeente gemeentehuis geboorte aangeven trouwen huwelijk kind geld huis woning huur buurman hond boom straat kapot melden
    klacht bezwaar openingstijden open dicht vandaag morgen aub graag hallo goedemorgen bedankt dank alstublieft hulp legen ophalen kwijt
    gestolen verlopen vernieuwen verlengen inschrijven uitschrijven schulden subsidie stemmen bak kliko grofvuil`,
  en: `the a an of and in is on to that which for with are not at it this as but by from or you your we they he be been can will if have has no
    more must may i my me do does did how what where when who why much many long need get got apply want would could should there please hello hi
    thanks thank passport driving licence license id card renew move moving address permit parking park tax taxes waste garbage trash rubbish bin
    benefit benefits appointment make book town city council hall birth register registration marry marriage wedding child money house home rent
    dog tree street broken report complaint object objection opening hours open closed today tomorrow help lost stolen expired extend debt debts
    vote born baby was were when's cost costs price pay fee free died dead father mother find where's collect collected somebody someone question more works work working when's what's it's i'm don't can't`,
  de: `der die das ein eine einen und in ist auf zu dass für mit sind nicht an es um auch als aber bei durch über aus nach wird werden kann oder
    sie ihr wir er den dem des im von zum zur haben hat nur ich mein meine mich mir wie was wo wann wer warum welche viel viele lange brauche
    braucht bekomme bekommen beantragen beantrage möchte will muss müssen darf kostet kosten reisepass pass führerschein personalausweis ausweis
    umzug umziehen ummelden anmelden anmeldung abmelden adresse genehmigung parken parkausweis steuer steuern müll abfall sozialhilfe termin
    vereinbaren gemeinde stadt rathaus geburt melden heiraten hochzeit kind geld haus wohnung miete hund baum straße kaputt beschwerde widerspruch
    öffnungszeiten geöffnet offen heute morgen hilfe verloren gestohlen abgelaufen verlängern erneuern schulden bitte hallo danke guten tag
    geht nicht kein keine melde meinen meiner meinem wohne ziehe gibt ohne frage lampe gestorben vater mutter noch schon gebühr sperrmüll`,
  fr: `le la les un une de des du et en est sur à que qui pour avec sont ne pas au aux il elle ce cette par dans ou vous votre nous se plus peut
    être a ont si je j ai mon ma mes me comment combien où quand quoi quel quelle quels quelles pourquoi faut dois doit veux voudrais puis peux
    faire faites demander obtenir besoin coûte coute passeport permis conduire carte identité renouveler déménagement déménager adresse
    autorisation stationnement garer impôt impôts taxe déchets poubelle poubelles aide sociale rendez-vous rendez prendre commune mairie ville
    naissance déclarer mariage marier enfant argent maison logement loyer chien arbre rue cassé signaler plainte réclamation heures horaires
    ouverture ouvert fermé aujourd'hui demain perdu volé expiré dettes bonjour merci s'il plaît c'est qu'est-ce l'hôtel d'identité est-ce
    encombrants inscrire gratuit prix`,
  es: `el la los las un una de del y en es a que por para con no se su al lo como más o pero sus le si usted puede ser son ha este esta yo mi mis
    me cómo cuánto cuánta cuánto cuanto dónde donde cuándo cuando qué quién cuál cuáles por qué tengo tiene quiero necesito puedo debo hay hacer
    pedir solicitar sacar obtener cuesta pasaporte carnet carné conducir dni identidad renovar mudanza mudarme mudar dirección permiso licencia
    aparcamiento aparcar impuesto impuestos basura residuos ayuda social cita ayuntamiento municipio ciudad nacimiento registrar casarme casar
    matrimonio boda hijo hija dinero casa vivienda alquiler perro árbol calle roto avisar queja reclamación horario abierto cerrado hoy mañana
    perdido robado caducado deudas hola gracias favor buenos días empadronarme precio gratis funciona recogida puerta delante semanas lleva multa murió nació pregunta más nueva nuevo`,
  pt: `o os as um uma de do da dos das e em é que por para com não se ao no na nos como mais ou mas seu sua você pode ser são foi este esta ele eu
    meu minha quanto custa onde quando qual quais quem porquê preciso quero posso devo tenho tem há fazer pedir tirar obter passaporte carta
    condução carteira motorista identidade cartão cidadão renovar mudança mudar morada endereço licença autorização estacionamento estacionar
    imposto impostos lixo resíduos apoio ajuda marcação marcar câmara municipal prefeitura cidade nascimento registar registrar casar casamento
    filho filha dinheiro casa habitação renda aluguel cão árvore rua partido reclamação horário aberto fechado hoje amanhã perdi perdido roubado
    dívidas olá obrigado favor bom dia preço`,
  it: `il lo la i gli le un una di del della dei e in è a che per con non si al nel nella come più o ma sono suo sua può essere da dal questo questa
    ha lei io mio mia mi quanto costa dove quando quale quali chi perché cosa devo posso voglio vorrei ho fare chiedere richiedere ottenere
    serve passaporto patente guida carta identità rinnovare trasloco traslocare indirizzo permesso autorizzazione parcheggio parcheggiare tassa
    tasse imposta rifiuti spazzatura sussidio aiuto sociale appuntamento prenotare comune municipio città nascita registrare sposarmi sposarsi
    matrimonio figlio figlia soldi casa affitto cane albero strada rotto segnalare reclamo orari apertura aperto chiuso oggi domani perso
    rubato scaduto debiti ciao buongiorno grazie favore prezzo`,
  pl: `i w na z do się nie jest to że o od za po dla lub oraz jak przez przy który która są być może jego jej tym tego a ale czy można należy ile
    gdzie kiedy kto co dlaczego jaki jakie ja mój moja mam muszę chcę mogę potrzebuję kosztuje paszport paszportu prawo jazdy dowód osobisty
    dowodu wyrobić wymienić odnowić przeprowadzka przeprowadzkę adres adresu zezwolenie pozwolenie parkowanie parkować parkingowe podatek podatki
    śmieci odpady zasiłek pomoc wizyta wizytę umówić gmina gminy urząd urzędu miasto urodzenie zgłosić dziecko dziecka ślub pieniądze dom
    mieszkanie czynsz pies psa drzewo ulica zepsute skarga skargę godziny otwarcia otwarte zamknięte dzisiaj dziś jutro zgubiłem zgubiłam
    skradziony długi proszę dzień dobry dziękuję bez cena zameldować meldunek nowy nowa nowe adres działa zepsuty zepsuta pojemnik wziąć jeszcze jedno pytanie pomocy gdzie jest trwa darmo długach zmarł`,
  ro: `și în de la cu pe un o nu este sunt că care pentru din sau se mai ca dar prin al ai ale a fi au poate dumneavoastră această acest să eu meu
    mea cum cât cat costă costa unde când cand cine ce care de ce trebuie vreau pot am nevoie fac face cere obțin pașaport pasaport pașaportul
    permis conducere permisul buletin carte identitate reînnoi reînnoiesc mutare mut adresa autorizație permis parcare parca impozit taxe gunoi
    deșeuri ajutor social programare primărie primăria oraș naștere nașterea declar înregistrez căsătorie căsătoresc copil copilul bani casă
    locuință chirie câine copac stradă stricat plângere orar program deschis închis astăzi azi mâine pierdut furat expirat datorii bună ziua
    mulțumesc rog gratuit preț`,
  tr: `ve bir bu için ile de da olarak olan veya en daha gibi kadar sonra önce göre her ne ya var yok değil ise sizin siz ben benim bana mı mi mu mü
    nasıl nerede nereye nereden zaman kim neden hangi kaç para tutar lazım gerekli gerekiyor istiyorum alabilirim yapmam yapabilirim almak
    yenilemek yenilenir başvuru başvurusu pasaport pasaportu pasaportumu ehliyet ehliyetimi kimlik kartı kimliğimi taşınma taşındım adres
    adresimi izin izni ruhsat park otopark vergi vergisi çöp atık yardım sosyal yardımı randevu almak belediye belediyesi şehir doğum kayıt
    evlenmek evlilik nikah çocuk çocuğum ev kira konut köpek ağaç sokak bozuk bildirmek şikayet şikâyet saat saatleri açık kapalı bugün yarın
    kaybettim çalındı borç borcum merhaba teşekkürler lütfen ücret ücreti ücretsiz nedir kimlik süresi doldu ödemek yenileme yenilemek çalışmıyor bir soru daha sürer ücret eski yeni lazım öldü bebeğim doğdu istiyor`,
  so: `waa iyo in ku ka u oo la si ay uu aan ayaa baa miyaa maya haa sidee sideen intee immisa meeqa xagee halkee goorma maxaa maxay yaa kee waxaan waxaa
    rabaa doonayaa u baahanahay karaa karaan baasaboor baasaboorka baasaboorkayga liisanka laysanka darawalnimada aqoonsiga kaarka cusboonaysiin
    cusboonaysiiyaa codsan codsado guur guurista guuraa cinwaan cinwaanka ogolaansho rukhsad baarkin canshuur canshuurta qashin qashinka caawimaad
    caawimo ballan ballanta degmada dowladda hoose magaalada dhalasho dhalashada diiwaan gelin diiwaangeliyaa guursado ilmo ilmaha lacag guri guriga kirada
    eey geed waddo jabay cabasho saacadaha furan xiran maanta berri lumay lumiyay la xaday dayn deymo salaan mahadsanid fadlan kharash qiimaha dhigan gaarigayga baan guuray aniga labada inaan doonaa xaggee`,
};

export const LATIN_LANGUAGES = Object.keys(LISTS);

/** The languages that have a word, with how much it says for each: the fewer have it, the more. */
export const WORDS: ReadonlyMap<string, ReadonlySet<string>> = languagesOfWords();

function languagesOfWords(): Map<string, Set<string>> {
  const words = new Map<string, Set<string>>();
  for (const [code, list] of Object.entries(LISTS)) {
    for (const word of list.split(/\s+/)) {
      const known = words.get(word);
      if (known === undefined) words.set(word, new Set([code]));
      else known.add(code);
    }
  }
  return words;
}
