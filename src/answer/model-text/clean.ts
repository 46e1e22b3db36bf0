/** Text of a model as the desk can show it: what its markup does not know is taken away, and what was in it is judged as text. */

const TAG = /<\/?[a-z!][^<>\n]{0,300}>/gi;
const IMAGE = /!\[([^\]\n]{0,200})\]\([^)\n]{0,400}\)/g;
const LINK = /\[([^\]\n]{0,200})\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,400}\)/g;
const RULE = /^[\s|:*_-]*$/;
const INVISIBLE = /[\p{Cf}\p{Co}\p{Cs}]/gu;

/** A sentence or line without tags, links, images, headings, tables, fences and characters that nobody sees. The white space before it stays. */
export function clean(piece: string): string {
  const text = piece.replaceAll('\r', '').replaceAll(INVISIBLE, '').replaceAll(IMAGE, '').replaceAll(LINK, '$1').replaceAll(TAG, '').replaceAll('`', '');
  const lead = /^\s*/.exec(text)?.[0] ?? '';
  return lead + line(text.slice(lead.length), lead.includes('\n') || lead === '').trimEnd();
}

function line(text: string, isStart: boolean): string {
  if (RULE.test(text)) return '';
  if (!isStart) return inline(text);
  if (text.startsWith('|')) return inline(text.split('|').map((cell) => cell.trim()).filter((cell) => cell !== '').join(', '));
  return inline(text.replace(/^#{1,6}\s+/, '').replace(/^(?:>\s*)+/, '').replace(/^(?:[*•+–]|\d{1,2}[.)])\s+/, '- '));
}

/** Bold stays where it is closed; other emphasis goes. */
function inline(text: string): string {
  const parts = text.replaceAll('__', '').split('**');
  const closed = parts.join(parts.length % 2 === 1 ? '**' : '');
  return closed.replaceAll(/(?<![*\w])[*_](?!\*)([^*_\n]{1,200})[*_](?![*\w])/g, '$1').replaceAll(/\*\*\s*\*\*/g, '');
}
