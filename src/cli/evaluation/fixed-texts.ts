import { unwrapped } from '../../answer/replies.ts';
import type { Config } from '../../config/config.ts';
import { contactSentences } from '../../handover/channels.ts';
import type { AssistantFolder } from '../../models/prompts/assistants.ts';
import { channelsOf } from '../desk/contact.ts';

/** What an assistant says without a source, with the ways to a person as they are said now. */
export function fixedTexts(config: Config, assistant: AssistantFolder | undefined): string {
  const contact = contactSentences(channelsOf(config), new Date());
  const said = [...Object.values<string>(assistant?.replies ?? {}), ...(assistant?.scope?.smallTalk ?? []).map(({ say }) => say)];
  return said.map((reply) => unwrapped(reply).replaceAll('{{contact}}', `\n${contact}\n`)).join('\n');
}
