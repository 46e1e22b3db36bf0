export function documentsPath(conversationId: string): string {
  return `/werk/gesprekken/${conversationId}/documenten`;
}

export function filesPath(conversationId: string): string {
  return `/werk/gesprekken/${conversationId}/bestanden`;
}
