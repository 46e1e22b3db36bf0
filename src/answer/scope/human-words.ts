/**
 * The words in which people ask whether they talk with a human, by language. Closed lists: a question with any other word is about
 * something else. Written as people do; compared as `plainOf` makes them.
 */
export interface AskedWords {
  /** What one may take the desk for, that is no person: enough alone, as in "robot?". */
  readonly machine: string;
  /** A person: only with a word for who is spoken with. */
  readonly human: string;
  /** Who is spoken with: the other, this place, or the talk itself. */
  readonly other: string;
  /** All that may stand around these. */
  readonly around: string;
  /** Who says these wants something; unless it is to know. */
  readonly wish: string;
  readonly know: string;
}

const MACHINE = 'ai gpt chatgpt chat-gpt copilot gemini claude siri alexa llm bot bots chatbot chatbots robot robots';

export const HUMAN_WORDS: readonly AskedWords[] = [
  {
    machine: `${MACHINE} robotje chatrobot computer computers computerprogramma machine apparaat programma software kunstmatige intelligentie algoritme automaat automatisch automatische automatisering geautomatiseerd geautomatiseerde virtueel virtuele taalmodel`,
    human: 'mens mensen mensje menselijk menselijke persoon personen iemand medewerker medewerkers medewerkster assistent assistente ambtenaar ambtenaren collega man vrouw meneer mevrouw levend levende echt echte werkelijk vlees bloed',
    other: 'je jij u jullie jou dit dat het hier er daar deze die praat spreek chat typ app schrijf communiceer converseer praatte sprak antwoordt antwoord antwoorden beantwoordt reageert reactie zit zitten bedient tegenover',
    around: 'ben bent is zijn was word wordt een de of en nou nu eigenlijk dan wel niet geen gewoon soort ook maar toch even aan met door van achter op andere kant lijn scherm knoppen toetsenbord ik wij we mij me wie wat welke in mijn uw jouw hallo hoi hey dag goedemorgen goedemiddag goedenavond sorry vraag vraagje vertel zeg eerlijk eens alsjeblieft alstublieft aub serieus zo zeker ja nee hoor weten om te dus misschien soms helemaal volledig alleen nog steeds uit heb te maken hè he wij zelf allemaal praten spreken chatten gesprek contact verbinding gebruik gebruikt gebruiken balie digitaal digitale krijg krijgen geschreven gemaakt getypt',
    wish: 'wil wilde zou kan kun mag graag liever moet',
    know: 'weten vragen vraag',
  },
  {
    machine: `${MACHINE} computer computers machine machines program programme software automated automatic artificial intelligence algorithm virtual`,
    human: 'human humans person people real somebody someone anybody anyone employee staff man woman guy alive living being beings agent',
    other: 'you your u this that it here there talking speaking chatting typing answering answers responding using use behind',
    around: 'are is am was i im a an the to with or and be just actually really truly kind of some sort at all hello hi hey so not dealing who what whats which me we tell if whether on other side end right now live please honestly dont do does by like flesh blood still talk speak chat only from in case have',
    wish: 'want can could may would need let',
    know: 'know ask',
  },
  {
    machine: `${MACHINE} roboter computer maschine ki programm software künstliche künstlichen intelligenz algorithmus automat automatisch virtuell virtueller`,
    human: 'mensch menschen person echter echte echten echt mitarbeiter mitarbeiterin jemand jemandem mann frau richtiger richtige richtigen richtig lebendig menschlich',
    other: 'du sie dies das hier ihr ihnen dir euch da spreche rede schreibe chatte antwortet antworten dahinter',
    around: 'bist sind seid ist bin ein eine einem einer einen der die dem oder und mit ich es wirklich eigentlich etwa nur nicht kein keine denn auch wer was hallo gerade ob mir sagen sagt ehrlich von sitzt jetzt sprechen reden chatten',
    wish: 'will möchte kann könnte darf',
    know: 'wissen fragen',
  },
  {
    machine: `${MACHINE} ordinateur machine ia programme logiciel intelligence artificielle algorithme automatique virtuel`,
    human: 'humain humaine humains personne vraie vrai réel réelle employé employée quelqu’un homme femme vivant être',
    other: 'tu vous toi c’est c ce ceci cela ici parle parlé discute chatte répond répondez derrière',
    around: 'es êtes est suis un une le la l ou et je j a à ai avec il elle y t-il ton votre vraiment bien que qu qui quoi moi bonjour en train de d dites dis franchement de l’autre côté seulement pas s’agit-il sagit savoir si',
    wish: 'veux voudrais peux puis pourrais',
    know: 'savoir demander',
  },
  {
    machine: `${MACHINE} ordenador computadora máquina ia programa inteligencia artificial algoritmo automático virtual`,
    human: 'humano humana humanos persona real alguien empleado empleada hombre mujer ser vivo verdadera verdadero',
    other: 'eres es usted tú tu esto este hablo hablando chateando escribiendo aquí ahí responde contesta detrás vosotros ustedes son',
    around: 'un una o u y con el la lo de verdad realmente soy yo que quién qué hola estoy está hay al otro lado solo acaso me dime sinceramente si no saber',
    wish: 'quiero quisiera puedo podría',
    know: 'saber preguntar',
  },
  {
    machine: `${MACHINE} robotsun robotla robotsunuz bilgisayar bilgisayarla makine makineyle yapay zekâ zeka program yazılım otomatik sanal botla`,
    human: 'insan insanla insansın insansınız kişi kişiyle gerçek biri biriyle çalışan çalışanla canlı kadın erkek',
    other: 'sen siz misin misiniz musun musunuz mısın mısınız müsün bu burada karşımda konuşuyorum konuşuyor görüşüyorum yazışıyorum yazıyorum cevap veren',
    around: 'mi mu mı mü bir ile yoksa ya da veya gerçekten muyum miyim var olan merhaba acaba kim ne ben siz misiniz şu an',
    wish: 'istiyorum',
    know: 'bilmek öğrenmek',
  },
  {
    machine: `${MACHINE} روبوت الروبوت كمبيوتر حاسوب آلة الآلة آلي ذكاء الذكاء اصطناعي الاصطناعي برنامج بوت`,
    human: 'إنسان الإنسان بشر بشري شخص حقيقي موظف موظفة أحد إنسانا شخصا',
    other: 'أنت أنتم انتي هذا هنا أتحدث أتكلم تتحدث يجيب معي',
    around: 'مع أم أو هل أنا من هو هي إلى على هناك فعلا حقا مرحبا ما',
    wish: 'أريد يمكنني',
    know: 'أعرف',
  },
  {
    machine: `${MACHINE} robotem botem komputer komputerem maszyna maszyną sztuczna sztuczną inteligencja inteligencją program programem automat automatem`,
    human: 'człowiek człowiekiem osoba osobą prawdziwy prawdziwa prawdziwym prawdziwą ktoś kimś pracownik pracownikiem żywy żywa żywym kobieta mężczyzna ludzie',
    other: 'jesteś pan pani ty to rozmawiam rozmawia piszę tu tutaj państwo panem panią odpowiada',
    around: 'czy z ze jest są jestem lub albo a i naprawdę tylko kto co dzień dobry cześć po drugiej stronie',
    wish: 'chcę chciałbym chciałabym mogę',
    know: 'wiedzieć zapytać',
  },
  {
    machine: `${MACHINE} робот роботом бот ботом чатбот чат-бот чатботом комп'ютер комп'ютером машина машиною ші шi штучний штучним інтелект інтелектом програма програмою`,
    human: 'людина людиною людини людьми жива живою справжня справжньою хтось кимось працівник працівником особа особою реальна реальною',
    other: 'ви ти це тут я розмовляю спілкуюся говорю пишу відповідає',
    around: 'чи є з зі із або і й як дійсно справді хто що привіт добрий день тільки просто',
    wish: 'хочу можу',
    know: 'знати',
  },
];
