/** Characters that nobody sees: links copied from chats and pages bring them along. */

/** What is written, as it is seen. */
export const visible = (written: string): string => written.replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
