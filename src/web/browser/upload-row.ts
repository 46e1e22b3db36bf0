/** One file in the list: its name, its bar, how it stands and what can be done. Names and faults only ever become text. */

export type Tone = 'calm' | 'good' | 'warning' | 'bad';

interface Actions {
  readonly cancel: () => void;
  readonly retry: () => void;
}

export class FileRow {
  readonly element = document.createElement('li');
  private readonly tag = piece('span', 'balie-tag balie-tag--calm');
  private readonly text = piece('p', 'balie-row__facts');
  private readonly note = piece('p', 'balie-row__facts');
  private readonly bar = document.createElement('progress');
  private readonly cancelButton: HTMLButtonElement;
  private readonly retryButton: HTMLButtonElement;
  private readonly name: HTMLElement;

  constructor(name: string, size: string, { cancel, retry }: Actions) {
    this.element.className = 'balie-row balie-upload__row';
    this.name = piece('span', 'balie-row__name', name);
    const head = piece('p', 'balie-row__head');
    head.append(this.name, piece('span', 'balie-upload__size', size), this.tag);
    this.bar.className = 'balie-bar';
    this.bar.max = 100;
    this.bar.setAttribute('aria-label', `Voortgang van ${name}`);
    this.cancelButton = press('Annuleren', name, cancel);
    this.retryButton = press('Opnieuw proberen', name, retry);
    const buttons = piece('div', 'balie-buttons');
    buttons.append(this.retryButton, this.cancelButton);
    this.note.hidden = true;
    this.element.append(head, this.bar, this.text, this.note, buttons);
    this.show('wacht', 'calm', 'Wacht tot het aan de beurt is.');
    this.offer({ cancel: true });
  }

  show(tag: string, tone: Tone, text: string): void {
    this.tag.textContent = tag;
    this.tag.className = `balie-tag balie-tag--${tone}`;
    this.text.textContent = text;
    this.bar.hidden = true;
  }

  /** What it says of how it stands. */
  said(): string {
    return this.text.textContent;
  }

  /** Stays beside whatever the state says: that it replaces another document, or was chosen twice. */
  remark(text: string): void {
    this.note.textContent = text;
    this.note.hidden = text === '';
  }

  progress(share: number): void {
    this.bar.hidden = false;
    this.bar.value = Math.round(share * 100);
    this.text.textContent = share < 1 ? `${Math.round(share * 100)}% verstuurd` : 'Verstuurd. De balie legt het vast.';
  }

  /** The document's own page, once there is one. */
  link(address: string): void {
    const link = document.createElement('a');
    link.className = 'utrecht-link utrecht-link--html-a';
    link.href = address;
    link.textContent = this.name.textContent;
    this.name.replaceChildren(link);
  }

  offer({ cancel = false, retry = false }: { cancel?: boolean; retry?: boolean }): void {
    const hadFocus = this.element.contains(document.activeElement);
    this.cancelButton.hidden = !cancel;
    this.retryButton.hidden = !retry;
    // A button that goes while it has the focus would throw who uses a keyboard back to the top.
    if (!hadFocus || this.element.querySelector('button:not([hidden]):focus') !== null) return;
    this.element.tabIndex = -1;
    (this.element.querySelector<HTMLElement>('button:not([hidden])') ?? this.element).focus();
  }
}

function piece(tag: string, className: string, text = ''): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

function press(text: string, about: string, onPress: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'utrecht-button utrecht-button--secondary-action balie-press';
  button.append(text, piece('span', 'balie-hidden', ` ${about}`));
  button.addEventListener('click', onPress);
  return button;
}
