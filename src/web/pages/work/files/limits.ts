/** What one conversation takes, as its page says it before anything is sent; a test holds it to what the desk lets in. */
export const CHAT_FILE_LIMITS = { files: 20, bytes: 50 * 1024 * 1024 } as const;
