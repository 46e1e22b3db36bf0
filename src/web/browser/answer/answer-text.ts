/** An answer on the page as plain text: to be copied, and to be read aloud. */

/** Words of an element without what is for a screen reader alone; a reference as `[1]`, or left out. */
export function wordsOf(node: Node, withReferences: boolean): string {
  return [...node.childNodes]
    .map((child) => {
      if (!(child instanceof HTMLElement)) return child.textContent ?? '';
      if (child.matches('.balie-hidden')) return '';
      // What stands beside it on the page, with a space that is of the style alone.
      if (child.matches('.balie-mark')) return ` (${child.textContent})`;
      if (child.matches('td, th')) return `${wordsOf(child, withReferences)}${child.nextElementSibling === null ? '' : withReferences ? ' | ' : ', '}`;
      if (!child.matches('.balie-reference')) return wordsOf(child, withReferences);
      return withReferences ? `[${child.textContent}]` : '';
    })
    .join('')
    .replaceAll(/ +([.,;:!?])/g, '$1')
    .replaceAll('\u00A0', ' ');
}

/** The elements of a text that are said one after another: paragraphs, items and rows. */
export function partsOf(text: Element): HTMLElement[] {
  return [...text.querySelectorAll<HTMLElement>('p, li, dt, dd, tr')].filter((part) => part.querySelector('p, li') === null);
}

/** Question, answer, and sources with their whole addresses. @param place where it is from, and when. */
export function turnText(turn: Element, place: string): string {
  const all = (selector: string) => [...turn.querySelectorAll<HTMLElement>(selector)];
  const lines = (selector: string) => all(selector).map((element) => wordsOf(element, true).trim());
  const answer = all('.balie-answer__text').flatMap((text) => partsOf(text).map((part) => `${markOf(part)}${wordsOf(part, true).trim()}`));
  const sources = all('.balie-source').map(sourceText);
  return [
    ...lines('.balie-question__text'),
    ...lines('.balie-answer__by'),
    ...lines('.balie-answer__note'),
    answer.join('\n'),
    all('.balie-terms__list > div').map(termText).join('\n'),
    [...lines('.balie-actions > .balie-sources__title'), ...all('.balie-action').map(actionText)].join('\n'),
    [...lines('.balie-sources > .balie-sources__title'), ...sources].join('\n'),
    ...lines('.balie-answer__check'),
    place,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function markOf(part: HTMLElement): string {
  if (part.tagName !== 'LI') return '';
  const list = part.parentElement;
  return list?.tagName === 'OL' ? `${part.getAttribute('value') ?? [...list.children].indexOf(part) + 1}. ` : '- ';
}

function termText(entry: HTMLElement): string {
  return [...entry.children].map((part) => wordsOf(part, false).trim()).join(': ');
}

/** With its whole address, in the place of the name of the site. */
function actionText(link: HTMLElement): string {
  const label = link.querySelector('.balie-action__label');
  return `- ${label === null ? '' : wordsOf(label, false).trim()}: ${link instanceof HTMLAnchorElement ? link.href : ''}`;
}

function sourceText(source: HTMLElement): string {
  const title = source.querySelector<HTMLElement>('.balie-source__title');
  const number = source.querySelector('.balie-source__number')?.textContent ?? '';
  const address = title instanceof HTMLAnchorElement ? ` ${title.href}` : '';
  return `[${number}] ${title === null ? '' : wordsOf(title, false).trim()}${address}`;
}
