/** What the page for people is made with besides data: its style, its script, and the digest by which it names them. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

const PAGE = new URL('../report/page/', import.meta.url)

export async function pageAssets(): Promise<{ readonly style: string; readonly script: string }> {
  const [style, script] = await Promise.all(['style.css', 'client.js'].map((file) => readFile(new URL(file, PAGE), 'utf8')))
  return { style: style ?? '', script: script ?? '' }
}

/** In base64, as a Content-Security-Policy wants it. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64')
