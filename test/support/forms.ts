import { type DefaultTreeAdapterTypes as Tree, parse } from 'parse5';

type Node = Tree.ChildNode | Tree.Document;

/** A form as a page has it, with what a person would send who changes nothing. */
export interface PageForm {
  readonly action: string;
  readonly method: string;
  readonly fields: Readonly<Record<string, string>>;
  /** Names of the fields in which anything may be typed. */
  readonly typed: readonly string[];
}

const TYPED = new Set(['text', 'search', 'email', 'url', 'tel', 'password', 'date', 'time', 'number', 'hidden']);

/** All forms of a page. @param at where it is: for a form without an address. */
export function formsIn(html: string, at: string): PageForm[] {
  return all(parse(html), 'form').map((form) => {
    const fields: Record<string, string> = {};
    const typed: string[] = [];
    for (const field of [...all(form, 'input'), ...all(form, 'textarea'), ...all(form, 'select'), ...all(form, 'button')]) {
      const { name = '', type = field.tagName === 'input' ? 'text' : '', value = '' } = attributes(field);
      if (name === '') continue;
      if (field.tagName === 'textarea') fields[name] = textIn(field);
      else if (field.tagName === 'select') fields[name] = chosen(field);
      else if (field.tagName === 'button') fields[name] ??= value;
      else if (type === 'radio' || type === 'checkbox') fields[name] ??= value === '' ? 'on' : value;
      else if (type !== 'file') fields[name] = value;
      if (field.tagName === 'textarea' || (field.tagName === 'input' && TYPED.has(type))) typed.push(name);
    }
    const { action = at, method = 'get' } = attributes(form);
    return { action: action === '' ? at : action, method: method.toLowerCase(), fields, typed: [...new Set(typed)] };
  });
}

function all(node: Node, tag: string): Tree.Element[] {
  if (!('childNodes' in node)) return [];
  return node.childNodes.flatMap((child) => [...('tagName' in child && child.tagName === tag ? [child] : []), ...all(child, tag)]);
}

function attributes(element: Tree.Element): Readonly<Record<string, string>> {
  return Object.fromEntries(element.attrs.map(({ name, value }) => [name, value]));
}

function textIn(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textIn).join('') : '';
}

function chosen(select: Tree.Element): string {
  const options = all(select, 'option').map((option) => ({ selected: undefined, value: undefined, ...attributes(option), text: textIn(option) }));
  const one = options.find(({ selected }) => selected !== undefined) ?? options.find(({ value }) => value !== '');
  return one?.value ?? one?.text ?? '';
}
