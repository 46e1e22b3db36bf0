import { need } from '../dom.ts';
import { openFiles } from './chat-files.ts';

const AFTER_FILES = 'Uw bestand wordt nog verstuurd. Uw vraag gaat daarna vanzelf mee.';

interface Options {
  /** In which is asked. */
  readonly form: HTMLFormElement;
  readonly announce: (text: string) => void;
  /** Undefined as long as none has begun. */
  readonly conversation: () => string | undefined;
  readonly refusal: () => string | undefined;
  /** A file is about to be sent: from here on there is something that is kept. */
  readonly begun: () => void;
  readonly taken: (conversationId: string) => void;
}

/** Files on the page where one asks, where that takes any. What is asked while one is on its way is asked once it is there: in its conversation. */
export function openWorkFiles({ form, announce, ...parts }: Options): void {
  const place = document.getElementById('bestanden-erbij');
  if (!(place instanceof HTMLDetailsElement)) return;
  const onTheWay = openFiles({ ...parts, announce, opened: () => (place.open = true) });
  form.addEventListener('submit', (event) => {
    const sending = onTheWay();
    if (sending === undefined) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const help = need('vraag-uitleg', HTMLSpanElement);
    if (help.textContent === AFTER_FILES) return;
    const before = [...help.childNodes];
    help.textContent = AFTER_FILES;
    announce(AFTER_FILES);
    void askAfter(sending, () => help.replaceChildren(...before));
  });

  async function askAfter(sending: Promise<void>, restore: () => void): Promise<void> {
    await sending;
    restore();
    form.requestSubmit();
  }
}
