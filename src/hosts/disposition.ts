/** The name that an answer gives its file, by its header `content-disposition` (RFC 6266). */

/** `filename*=UTF-8''…` says the name in full; `filename="…"` may have lost its letters. */
export function fileNameIn(disposition = ''): string | undefined {
  const full = /filename\*\s*=\s*UTF-8'[^']*'"?([^";]+)/i.exec(disposition)?.[1]
  const [, quoted, bare] = /filename\s*=\s*(?:"([^"]+)"|([^";]+))/i.exec(disposition) ?? []
  const plain = quoted ?? bare?.trim()
  try {
    return full === undefined ? plain : decodeURIComponent(full.trim())
  } catch {
    return plain
  }
}
