/**
 * What a page of another site loads to offer the desk: a button, and the desk in a frame once somebody presses it. One plain script
 * without imports. The frame keeps what is asked from the scripts of that page; the shadow root keeps that page's styles out.
 * Nothing is fetched, stored or counted before the button is pressed.
 */

const NAME = 'balie-widget';
/** So long a desk that is allowed here takes at most to say that it is there; a slow line included. */
const READY_MS = 15_000;
const OPEN = 'Stel uw vraag';
/** What the bar says is Dutch, and stands as Dutch does, whatever the page around it is in. */
const DUTCH = { lang: 'nl', dir: 'ltr' };

/**
 * `medium` is what the reader chose in the browser, whatever the page makes of its root. The page's own `!important` cannot win from
 * one in a shadow root.
 */
const STYLES = `
:host { all: initial !important; direction: ltr !important; unicode-bidi: isolate !important; display: block !important; position: fixed !important; visibility: visible !important; pointer-events: auto !important;
  font-family: "Noto Sans", system-ui, sans-serif !important; font-size: medium !important; line-height: 1.5 !important; color-scheme: light !important; }
section { position: fixed; z-index: 2147483647; inset: auto max(16px, env(safe-area-inset-right)) max(16px, env(safe-area-inset-bottom)) auto; margin: 0; padding: 0; border: 0; background: none; overflow: visible; }
:host([data-position="links"]) section { inset: auto auto max(16px, env(safe-area-inset-bottom)) max(16px, env(safe-area-inset-left)); }
* { box-sizing: border-box; }
.open, .bar a, .bar button, .lost a { font: inherit; cursor: pointer; }
.open { display: inline-flex; align-items: center; gap: .6em; min-height: 48px; padding: .6em 1.2em; border: 2px solid var(--balie-widget-color, #fff); border-radius: 999px;
  background: var(--balie-widget-background, #1f4ea3); color: var(--balie-widget-color, #fff); font-weight: 700; text-decoration: none; box-shadow: 0 2px 12px #0004; }
.open svg { flex: none; width: 1.4em; height: 1.4em; }
.open:hover { text-decoration: underline; }
:focus-visible { outline: 3px solid #000; outline-offset: 2px; box-shadow: 0 0 0 6px #fff; }
dialog { position: fixed; inset: 0; width: 100%; height: 100%; max-width: none; max-height: none; margin: 0; padding: 0; border: 0; background: #fff; color: #1a1a1a; overflow: hidden; }
dialog[open] { display: flex; flex-direction: column; }
dialog::backdrop { background: #0006; }
.bar { display: flex; align-items: center; gap: .5em; padding: .25em .5em .25em 1em; border-bottom: 1px solid #767676; }
.bar h2 { flex: 1; margin: 0; font-size: 1em; }
.bar a, .bar button { display: inline-flex; align-items: center; min-height: 44px; padding: 0 .75em; border: 0; border-radius: 6px; background: none; color: inherit; text-decoration: underline; }
.bar button { font-weight: 700; text-decoration: none; }
.bar a:hover, .bar button:hover { background: #0001; }
iframe { flex: 1; width: 100%; min-height: 0; border: 0; background: #fff; }
iframe.away { visibility: hidden; }
.lost, .wait { margin: auto; max-width: 30em; padding: 1.5em; }
.wait { position: absolute; inset: 40% 0 auto; text-align: center; }
[hidden] { display: none !important; }
@media (min-width: 600px) and (min-height: 420px) {
  dialog { inset: auto 16px 16px auto; width: min(440px, calc(100vw - 32px)); height: min(720px, calc(100vh - 32px)); border: 1px solid #767676; border-radius: 12px; box-shadow: 0 8px 40px #0005; }
  :host([data-position="links"]) dialog { inset: auto auto 16px 16px; }
}
@media (prefers-reduced-motion: no-preference) {
  dialog[open] { animation: in .18s ease-out; }
  @keyframes in { from { opacity: 0; translate: 0 12px; } }
}
@media (forced-colors: active) { .open { border-color: ButtonText; } }
@media print { :host { display: none !important; } }
`;

class BalieWidget extends HTMLElement {
  /** Address of the desk, without a path. */
  desk = '';
  assistant = '';
  label = '';
  /** What the page is in, where that is not Dutch: the desk is too, if it can. */
  language = '';
  readonly #root = this.attachShadow({ mode: 'closed' });
  readonly #dialog = make('dialog');
  readonly #wait = make('p', { class: 'wait', role: 'status' }, 'De digitale balie wordt geopend…');
  readonly #lost = make('p', { class: 'lost', role: 'alert', hidden: '' });
  #frame: HTMLIFrameElement | undefined;
  /** Whether the frame said that it is there. */
  #isReady = false;
  #notReady = 0;

  connectedCallback(): void {
    if (this.#root.childNodes.length > 0) return;
    const styles = new CSSStyleSheet();
    styles.replaceSync(STYLES);
    // A sheet that is made so is not a style of the page: no policy of the page forbids it.
    this.#root.adoptedStyleSheets = [styles];
    // A text of the page's own is in the page's language.
    const ofPage = this.label === OPEN ? {} : { lang: document.documentElement.lang || 'nl', dir: 'auto' };
    // A link, so that an old browser and a press with the middle button open the desk itself.
    const button = make('a', { class: 'open', href: `${this.desk}/${this.#wish}`, target: '_blank', rel: 'noopener', role: 'button', 'aria-haspopup': 'dialog', ...ofPage }, icon(), this.label);
    button.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.#open();
    });
    button.addEventListener('keydown', (event) => {
      if (event.key !== ' ') return;
      event.preventDefault();
      this.#open();
    });
    const landmark = make('section', { 'aria-label': 'Digitale balie', popover: 'manual', ...DUTCH }, button);
    this.#root.append(landmark, this.#dialog);
    // Above the page, whatever that does to its layers. A browser that cannot keeps it within the page.
    if (typeof Reflect.get(landmark, 'showPopover') === 'function') landmark.showPopover();
    else landmark.removeAttribute('popover');
  }

  get #wish(): string {
    return this.language === '' ? '' : `?taal=${this.language}`;
  }

  #open(): void {
    if (!this.#dialog.hasChildNodes()) this.#fill();
    // What did not open is tried again each time: a line that was gone comes back.
    if (!this.#isReady) this.#load();
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  #fill(): void {
    const title = make('h2', { id: 'titel' }, 'Digitale balie');
    const close = make('button', { type: 'button', 'aria-label': 'Sluiten' }, '✕');
    const away = make('a', { href: `${this.desk}/${this.#wish}`, target: '_blank', rel: 'noopener' }, 'Groot scherm');
    this.#lost.append('De digitale balie opent hier niet. ', make('a', { href: `${this.desk}/${this.#wish}`, target: '_blank', rel: 'noopener' }, 'Open de digitale balie op een eigen pagina'), '.');
    addEventListener('message', ({ source, origin, data }) => {
      if (source !== this.#frame?.contentWindow || origin !== this.desk) return;
      if (data === 'balie-close') this.#dialog.close();
      if (data === 'balie-new') this.#frame.src = this.#address;
      if (data === 'balie-ready') this.#ready();
    });
    close.addEventListener('click', () => this.#dialog.close());
    // A press beside it.
    this.#dialog.addEventListener('click', (event) => event.target === this.#dialog && this.#dialog.close());
    for (const [name, value] of Object.entries({ 'aria-labelledby': 'titel', ...DUTCH })) this.#dialog.setAttribute(name, value);
    this.#dialog.append(make('div', { class: 'bar' }, title, away, close), this.#wait, this.#lost);
  }

  /** A frame of its own each time: one that failed holds a page of the browser, which does not always let itself be led elsewhere. */
  #load(): void {
    this.#frame?.remove();
    this.#isReady = false;
    this.#frame = make('iframe', {
      title: 'Digitale balie',
      // The desk learns which site it stands in, and no more; whatever that site's own policy is.
      referrerpolicy: 'origin',
      // It may not lead the page itself elsewhere.
      sandbox: 'allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals',
      allow: 'clipboard-write',
      src: this.#address,
    });
    this.#dialog.append(this.#frame);
    this.#show('wait');
    clearTimeout(this.#notReady);
    this.#notReady = setTimeout(() => this.#show('lost'), READY_MS);
  }

  /** Also where it was given up already: it was only slow. */
  #ready(): void {
    clearTimeout(this.#notReady);
    this.#isReady = true;
    this.#show('frame');
    // Who is in it already stays where they are: a page that loads anew in its frame is ready once more.
    if (this.#dialog.open && this.#root.activeElement !== this.#frame) this.#frame?.focus();
  }

  /** A frame that is not ready has its place already, out of sight: nothing moves when it comes. */
  #show(shown: 'wait' | 'lost' | 'frame'): void {
    this.#wait.hidden = shown !== 'wait';
    this.#lost.hidden = shown !== 'lost';
    if (this.#frame === undefined) return;
    this.#frame.classList.toggle('away', shown === 'wait');
    this.#frame.hidden = shown === 'lost';
  }

  get #address(): string {
    return `${this.desk}/widget/${encodeURIComponent(this.assistant)}${this.#wish}`;
  }
}

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, attributes: Readonly<Record<string, string>> = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function icon(): SVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const bubble = document.createElementNS(space, 'path');
  bubble.setAttribute('fill', 'currentColor');
  bubble.setAttribute('d', 'M4 3h16a2 2 0 0 1 2 2v11a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zm3 5v2h10V8zm0 4v2h7v-2z');
  svg.append(bubble);
  return svg;
}

const script = document.currentScript;
// Twice on one page it is there once; a browser without what it is made of keeps the page as it was.
if (script instanceof HTMLScriptElement && typeof HTMLDialogElement === 'function' && 'adoptedStyleSheets' in document && !customElements.get(NAME)) {
  customElements.define(NAME, BalieWidget);
  const { assistant = 'loket', label = OPEN, position } = script.dataset;
  const widget = new BalieWidget();
  const language = /^(?!nl\b)[a-z]{2,3}\b/i.exec(document.documentElement.lang)?.[0].toLowerCase() ?? '';
  Object.assign(widget, { desk: new URL(script.src).origin, assistant, label, language });
  if (position === 'links') widget.dataset['position'] = position;
  // Not in the body: a page that moves or hides its body keeps the desk.
  document.documentElement.append(widget);
}
