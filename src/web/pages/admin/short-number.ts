/** The number of a conversation as staff see it: the whole of it opens the conversation of a resident to whoever has it. */
export function shortNumber(conversationId: string): string {
  return `${conversationId.slice(0, 8)}…`;
}
