/** Any text as a part of a URL; half a character, which a URL cannot hold, becomes a replacement character. */
export const encoded = (text: string): string => encodeURIComponent(text.toWellFormed())
