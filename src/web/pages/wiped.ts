/** In the place of a conversation that was erased: that it was, and the proof of that, in the language of the page. The page's own script gets the same. */
import { DUTCH, type SpokenPage } from '../markup/page/spoken.ts';
import { el, type Tree } from '../markup/tree.ts';
import { dutchIn, inLanguage } from '../markup/words-in.ts';

/** What the page says of an erasure. */
export interface WipedView {
  readonly conversationId: string;
  readonly turns: number;
  readonly at: Date;
  /** Of the entry in the audit log. */
  readonly number: number;
  readonly hash: string;
  /** Of what was passed on, if anything was: `unsent` where it is certain that none of it was sent. */
  readonly passedOn?: 'unsent' | 'maybe-sent';
}

interface Words {
  readonly proof: string;
  readonly unsent: string;
  readonly maybeSent: string;
  readonly download: string;
}

const NL: Words = {
  proof: 'Gewist: {{turns}} × vraag en antwoord, op {{at}}. In ons logboek is dat regel {{number}}, met kenmerk',
  unsent: 'Wat u had doorgegeven, was nog niet verstuurd. Het wordt niet meer verstuurd.',
  maybeSent: 'Wat u had doorgegeven, is misschien al verstuurd. Wat nog wachtte, wordt niet meer verstuurd.',
  download: 'Wisbewijs downloaden',
};

const WORDS: Readonly<Record<string, Words>> = {
  nl: NL,
  en: {
    proof: 'Erased: {{turns}} × question and answer, on {{at}}. In our log this is line {{number}}, with fingerprint',
    unsent: 'What you had passed on was not sent yet. It will not be sent any more.',
    maybeSent: 'What you had passed on may have been sent already. What was still waiting will not be sent any more.',
    download: 'Download proof of erasure',
  },
  de: {
    proof: 'Gelöscht: {{turns}} × Frage und Antwort, am {{at}}. In unserem Protokoll ist das Zeile {{number}}, mit Kennzeichen',
    unsent: 'Was Sie weitergeleitet hatten, war noch nicht verschickt. Es wird nicht mehr verschickt.',
    maybeSent: 'Was Sie weitergeleitet hatten, ist vielleicht schon verschickt. Was noch wartete, wird nicht mehr verschickt.',
    download: 'Löschnachweis herunterladen',
  },
  fr: {
    proof: 'Effacé : {{turns}} × question et réponse, le {{at}}. Dans notre journal, c’est la ligne {{number}}, avec l’empreinte',
    unsent: 'Ce que vous aviez transmis n’était pas encore envoyé. Cela ne sera plus envoyé.',
    maybeSent: 'Ce que vous aviez transmis a peut-être déjà été envoyé. Ce qui attendait encore ne sera plus envoyé.',
    download: 'Télécharger la preuve d’effacement',
  },
  es: {
    proof: 'Borrado: {{turns}} × pregunta y respuesta, el {{at}}. En nuestro registro es la línea {{number}}, con la huella',
    unsent: 'Lo que había transmitido aún no se había enviado. Ya no se enviará.',
    maybeSent: 'Es posible que lo que había transmitido ya se haya enviado. Lo que aún esperaba ya no se enviará.',
    download: 'Descargar el comprobante de borrado',
  },
  tr: {
    proof: 'Silindi: {{turns}} × soru ve yanıt, {{at}}. Kaydımızda bu {{number}}. satırdır, parmak izi',
    unsent: 'İlettiğiniz şey henüz gönderilmemişti. Artık gönderilmeyecek.',
    maybeSent: 'İlettiğiniz şey belki çoktan gönderildi. Hâlâ bekleyen artık gönderilmeyecek.',
    download: 'Silme kanıtını indir',
  },
  ar: {
    proof: 'تم المسح: {{turns}} × سؤال وجواب، في {{at}}. في سجلنا هذا هو السطر {{number}}، بالبصمة',
    unsent: 'ما قمت بتحويله لم يُرسل بعد. ولن يُرسل بعد الآن.',
    maybeSent: 'ربما أُرسل بالفعل ما قمت بتحويله. وما كان لا يزال ينتظر لن يُرسل بعد الآن.',
    download: 'تنزيل إثبات المسح',
  },
  pl: {
    proof: 'Usunięto: {{turns}} × pytanie i odpowiedź, {{at}}. W naszym dzienniku to wiersz {{number}}, z odciskiem',
    unsent: 'To, co Państwo przekazali, nie zostało jeszcze wysłane. Nie zostanie już wysłane.',
    maybeSent: 'To, co Państwo przekazali, być może zostało już wysłane. To, co jeszcze czekało, nie zostanie już wysłane.',
    download: 'Pobierz potwierdzenie usunięcia',
  },
  uk: {
    proof: 'Стерто: {{turns}} × запитання й відповідь, {{at}}. У нашому журналі це рядок {{number}}, з відбитком',
    unsent: 'Те, що ви передали, ще не було надіслано. Воно вже не буде надіслане.',
    maybeSent: 'Те, що ви передали, можливо, вже надіслано. Те, що ще чекало, вже не буде надіслане.',
    download: 'Завантажити підтвердження стирання',
  },
};

export const RECEIPT_PATH = '/gesprek/wisbewijs';

/** @param page absent: Dutch. */
export function wipedTree(page: SpokenPage | undefined, { conversationId, turns, at, number, hash, passedOn }: WipedView): Tree {
  const { words: { wiped, wipedMore }, language } = page ?? DUTCH;
  const own = WORDS[language];
  const { proof, unsent, maybeSent, download } = own ?? (NL);
  const tongue = own === undefined ? dutchIn(language) : inLanguage(language);
  const moment = new Intl.DateTimeFormat(own === undefined ? 'nl' : language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Amsterdam' }).format(at);
  const said = proof.replace('{{turns}}', String(turns)).replace('{{at}}', moment).replace('{{number}}', String(number));
  return el(
    'div',
    { class: 'balie-wiped', id: 'antwoord', tabindex: '-1' },
    el('p', 'utrecht-paragraph', el('strong', {}, wiped)),
    el('p', 'utrecht-paragraph', wipedMore),
    passedOn && el('p', { class: 'utrecht-paragraph', ...tongue }, passedOn === 'unsent' ? unsent : maybeSent),
    el('p', { class: 'utrecht-paragraph utrecht-paragraph--small balie-lines', ...tongue }, `${said}\n`, el('code', { dir: 'ltr' }, hash)),
    el(
      'form',
      { class: 'balie-buttons', method: 'post', action: RECEIPT_PATH, ...tongue },
      el('input', { type: 'hidden', name: 'conversationId', value: conversationId }),
      el('button', { class: 'utrecht-button utrecht-button--secondary-action', type: 'submit' }, download),
    ),
  );
}
