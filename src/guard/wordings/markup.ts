import type { Wording } from './wording.ts';

/** What is no language of people: tags of chat formats, calls of tools, fences. */
export const MARKUP: readonly Wording[] = [
  { reason: 'system-tag', weight: 0.85, pattern: String.raw`<\|?/?(?:im_start|im_end|system|assistant|developer|endoftext|begin_of_text|end_of_text|start_header_id|end_header_id|eot_id|user|channel|message|start|end|instructions?|prompt|sys)\|?>` },
  { reason: 'system-tag', weight: 0.85, pattern: String.raw`\[/?(?:INST|SYS|SYSTEM|ASSISTANT|system message|systeem)\]|<</?SYS>>|<start_of_turn>|<end_of_turn>|</s>` },
  { reason: 'system-tag', weight: 0.7, pattern: String.raw`(?:^|[\n"'\x60#*>]) {0,3}#{0,6} {0,2}\*{0,3}(?:system|systeem|developer|assistant|assistent|ontwikkelaar|admin|system prompt|system message|systeembericht|systeemmelding)\*{0,3} {0,2}(?:override|message|bericht|note)?[ :>-]{0,2}:` },
  { reason: 'system-tag', weight: 0.65, pattern: String.raw`"role"\s{0,3}:\s{0,3}"(?:system|assistant|developer|tool)"|role\s{0,2}=\s{0,2}["']?(?:system|developer)` },
  { reason: 'system-tag', weight: 0.7, pattern: String.raw`\[/?(?:admin|root|developer|debug|sudo|override|jailbreak)\]|<\|[a-z_]{2,24}\|>` },
  { reason: 'tool-syntax', weight: 0.7, pattern: String.raw`<\/?(?:tool_call|tool_response|function_call|function|tool|invoke|antml:invoke|function_calls|tool_use|python_tag)\b[^>\n]{0,80}>|\[TOOL_CALLS?\]|<\|python_tag\|>` },
  { reason: 'tool-syntax', weight: 0.65, pattern: String.raw`["']?(?:tool_calls?|function_call|tool_name|tool_use|tool)["']?\s{0,3}:\s{0,3}[\[{"']|(?:tool|function)_calls?\s{0,2}[:=(]|"name"\s{0,3}:\s{0,3}"[\w.-]{1,60}"\s{0,3},\s{0,3}"(?:arguments|parameters|input)"` },
  { reason: 'tool-syntax', weight: 0.6, pattern: String.raw`(?:os\.system|subprocess\.|eval\(|exec\(|import os\b|rm -rf|drop table|select \* from|union select|;\s{0,3}--|\$\{[^}\n]{1,60}\}|\{\{[^}\n]{1,60}\}\}|\{%[^%\n]{1,60}%\}|curl https?:|wget https?:)` },
  { reason: 'fence', weight: 0.55, pattern: String.raw`(?:\x60{3,10}|~{3,10})\s{0,3}(?:system|instructions?|prompt|end|einde|json|text)?\s{0,3}\n?[^\n]{0,40}(?:system|systeem|instruct|nieuwe regels|new rules|negeer|ignore|opdracht)` },
  { reason: 'fence', weight: 0.6, pattern: String.raw`(?:-{3,20}|={3,20}|#{3,20}|\*{3,20}|<{2,6}|\[)\s{0,3}(?:end|einde|stop|begin|start|new|nieuw\p{L}?)\s{1,3}(?:of |van )?(?:the |de |het )?(?:user |gebruikers?|system |systeem)?-?\s?(?:input|invoer|prompt|instructions?|instructies|context|document|bron|bronnen|source|sources|data|passage|passages|vraag|bericht|gesprek|conversation|query)` },
  { reason: 'fence', weight: 0.6, pattern: String.raw`</?(?:document|documents|bron|bronnen|source|sources|context|passage|passages|vraag|question|user_input|input|data|data_block|quote|untrusted)\b[^>\n]{0,40}>` },
];
