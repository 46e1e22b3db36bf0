import { need } from '../dom.ts';
import { openFiles } from './chat-files.ts';

const AFTER_FILES = 'Uw bestand wordt nog verstuurd en gelezen. Uw vraag gaat daarna vanzelf mee.';
const NOT_READ = 'Uw vraag is nog niet gesteld: een bestand is niet gelezen. Kijk bij de bestanden wat er mis is, of stel uw vraag zonder dat bestand.';

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

/** Files on the page where one asks, where that takes any. What is asked while one is on its way is asked once it has been read: in its conversation. */
export function openWorkFiles({ form, announce, ...parts }: Options): void {
  const place = document.getElementById('bestanden-erbij');
  if (!(place instanceof HTMLDetailsElement)) return;
  const onTheWay = openFiles({ ...parts, announce, opened: () => (place.open = true) });
  let before: readonly Node[] | undefined;
  form.addEventListener('submit', (event) => {
    const reading = onTheWay();
    const help = need('vraag-uitleg', HTMLSpanElement);
    if (reading === undefined) {
      if (help.textContent === NOT_READ) restore(help);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (help.textContent === AFTER_FILES) return;
    before ??= [...help.childNodes];
    help.textContent = AFTER_FILES;
    announce(AFTER_FILES);
    void askAfter(reading, help);
  });

  async function askAfter(reading: Promise<boolean>, help: HTMLSpanElement): Promise<void> {
    if (await reading) {
      restore(help);
      form.requestSubmit();
      return;
    }
    // The question stands in its field as it was typed.
    help.textContent = NOT_READ;
    announce(NOT_READ);
  }

  function restore(help: HTMLSpanElement): void {
    help.replaceChildren(...(before ?? []));
    before = undefined;
  }
}
