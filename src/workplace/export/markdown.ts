import { type Block, type Flow, type Inline, parseAnswer } from '../../web/answer-markup.ts';
import { type ExportDocument, MARK, SOURCE_TYPE, sourceWords } from './document.ts';

/** As a text that Markdown readers show, and people can read as it is. What was said can bring no markup of its own: no links, no pictures, no HTML. */
export function markdownOf({ title, publisher, made, asked, parts }: ExportDocument): string {
  // JSON is YAML: nothing that was said can end a value, or is a tag to who shows it as it is.
  const front = Object.entries({ title, date: made.at, publisher, digitalSourceType: SOURCE_TYPE, note: MARK }).map(([name, value]) => `${name}: ${JSON.stringify(value).replaceAll('<', String.raw`\u003c`)}`);
  return [
    `---\n${front.join('\n')}\n---`,
    `# ${literal(title)}`,
    `> **${MARK}**`,
    `${literal(publisher)}, ${made.words}`,
    ...parts.flatMap(({ question, answer, sources }) => [
      `## ${asked}`,
      paragraphs(question),
      '## Antwoord',
      ...parseAnswer(answer).map(blockText),
      ...(sources.length === 0 ? [] : ['### Bronnen', sources.map((source) => `- \\[${source.number}\\] ${literal(sourceWords(source))}: <${encodeURI(source.url)}>`).join('\n')]),
    ]),
    '',
  ].join('\n\n');
}

function blockText(block: Block): string {
  if (block.type !== 'quotation') return flowText(block);
  return block.blocks.map(flowText).join('\n\n').split('\n').map((line) => `> ${line}`.trimEnd()).join('\n');
}

function flowText(flow: Flow): string {
  switch (flow.type) {
    case 'paragraph':
      return inlineText(flow.inlines);
    case 'heading':
      return `### ${inlineText(flow.inlines)}`;
    case 'table': {
      const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
      const width = flow.rows[0]?.length ?? flow.headers.length;
      const headers = flow.headers.length > 0 ? flow.headers : Array.from({ length: width }, () => '');
      return [row(headers.map(literal)), `|${' --- |'.repeat(headers.length)}`, ...flow.rows.map((cells) => row(cells.map(inlineText)))].join('\n');
    }
    case 'numbers':
      return flow.items.map(({ value, inlines }, index) => `${value ?? index + 1}. ${inlineText(inlines)}`).join('\n');
    default:
      return flow.items.map(({ inlines }) => `- ${inlineText(inlines)}`).join('\n');
  }
}

function inlineText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => (inline.type === 'text' ? literal(inline.text) : inline.type === 'reference' ? `\\[${inline.number}\\]` : `**${inlineText(inline.children).trim()}**`))
    .join('');
}

function paragraphs(text: string): string {
  return text.split('\n').map((line) => literal(line)).join('\n');
}

/** Text that is text in any reader: what could be markup is escaped, at the beginning of a line too. */
function literal(text: string): string {
  return text
    .replaceAll(/[\\`*_[\]<>&|~]/g, String.raw`\$&`)
    .replaceAll(/^(\s*)([#+=-]|\d+[.)])/gm, (_, space: string, mark: string) => `${space}${mark.length > 1 ? mark.replace(/[.)]$/, String.raw`\$&`) : `\\${mark}`}`);
}
