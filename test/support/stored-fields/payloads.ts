/** Texts that would run in a browser if a page forgot to escape them, each with a number of its own. */
import { type DefaultTreeAdapterTypes as Tree, parse } from 'parse5';

const MARK = /vld(?<number>\d+)x/g;
const RUNS = 'onerror=q';
/** Attributes that are followed, or fetched. */
const ADDRESSES = new Set(['href', 'src', 'action', 'formaction', 'data', 'poster', 'srcset']);

export interface Payloads {
  /** A text that closes an attribute, and an element, and then shows a picture that cannot be loaded. */
  of(field: string): string;
  /** An address that is a program. */
  address(field: string): string;
  /** In the order in which they were made. */
  readonly fields: readonly string[];
  /** The fields of which something stands in a text. */
  fieldsIn(text: string): string[];
}

export function createPayloads(): Payloads {
  const fields: string[] = [];
  const mark = (field: string) => `vld${fields.push(field)}x`;
  return {
    fields,
    of: (field) => `${mark(field)}"'><img src=q ${RUNS}>`,
    address: (field) => `javascript:${mark(field)}`,
    fieldsIn: (text) => [...text.matchAll(MARK)].flatMap(({ groups }) => fields[Number(groups?.['number']) - 1] ?? []),
  };
}

/** What of a page would run, or could be made to. */
export function whatRuns(page: string): string[] {
  const found: string[] = [];
  const says = (text: string) => text.search(MARK) >= 0 || text.includes(RUNS);
  const visit = (node: Tree.Node, inside: string): void => {
    if (node.nodeName === '#comment' && says((node as Tree.CommentNode).data)) found.push(`comment ${(node as Tree.CommentNode).data}`);
    if (node.nodeName === '#text' && (inside === 'script' || inside === 'style') && says((node as Tree.TextNode).value)) found.push(`${inside} ${(node as Tree.TextNode).value}`);
    for (const { name, value } of 'attrs' in node ? node.attrs : []) {
      if (/^on|["'<>]/.test(name) || (name === 'src' && value === 'q') || name.search(MARK) >= 0) found.push(`<${node.nodeName} ${name}=${value}>`);
      if (ADDRESSES.has(name) && /^[\s\p{Cc}]*(?:javascript|data|vbscript)\s*:/iu.test(value)) found.push(`<${node.nodeName} ${name}=${value}>`);
      if ((name === 'style' || name === 'srcdoc') && says(value)) found.push(`<${node.nodeName} ${name}=${value}>`);
    }
    for (const child of 'childNodes' in node ? node.childNodes : []) visit(child, node.nodeName);
    if (node.nodeName === 'template') visit((node as Tree.Template).content, inside);
  };
  visit(parse(page), '');
  return found;
}

/** Headers in which a payload stands as it was written. */
export function headersThatSay(headers: Headers): string[] {
  return [...headers].filter(([, value]) => value.includes('<img') || value.includes('javascript:vld')).map(([name, value]) => `${name}: ${value}`);
}
