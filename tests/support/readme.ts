/** Blocks of the README that show what the tool prints; tests hold them to it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')

/** The text of the block that follows `<!-- usage: name -->`. */
export function usageBlock(name: string): string {
  const block = README.split(`<!-- usage: ${name} -->\n`)[1]
  const text = /^```\w*\n(.*?)^```$/ms.exec(block ?? '')?.[1]
  if (text === undefined) throw new Error(`the README has no block "${name}"`)
  return text
}
