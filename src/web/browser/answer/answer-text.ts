/** An answer on the page as plain text: to be copied, and to be read aloud. */

/** Words of an element without what is for a screen reader alone; a reference as `[1]`, or left out. */
export function wordsOf(node: Node, withReferences: boolean): string {
  return [...node.childNodes]
    .map((child) => {
      if (!(child instanceof HTMLElement)) return child.textContent ?? '';
      if (child.matches('.balie-hidden')) return '';
      if (!child.matches('.balie-reference')) return wordsOf(child, withReferences);
      return withReferences ? `[${child.textContent}]` : '';
    })
    .join('')
    .replaceAll(/ +([.,;:!?])/g, '$1');
}

/** The elements of a text that are said one after another: paragraphs and items. */
export function partsOf(text: Element): HTMLElement[] {
  return [...text.querySelectorAll<HTMLElement>('p, li, dt, dd')].filter((part) => part.querySelector('p, li') === null);
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
    ...lines('.balie-terms__list > div').map((line) => line.replace('\n', ': ')),
    [...lines('.balie-sources__title'), ...sources].join('\n'),
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

function sourceText(source: HTMLElement): string {
  const title = source.querySelector<HTMLElement>('.balie-source__title');
  const number = source.querySelector('.balie-source__number')?.textContent ?? '';
  const address = title instanceof HTMLAnchorElement ? ` ${title.href}` : '';
  return `[${number}] ${title === null ? '' : wordsOf(title, false).trim()}${address}`;
}
