/** The form for the password of a share, which stands before those of companies and, by inference, before those of persons. */
import type { Response } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'
import { text } from '../kit.ts'

/** The verdict of a page that asks for a password, or undefined when it does not. */
export function prompted(page: Response, code: string | undefined): Verdict | undefined {
  if (!text(page).includes('txtPassword')) return undefined
  if (code === undefined) return verdict('passcode-missing', { detail: 'the page asks for a password' })
  return verdict('served', { detail: 'the page asks for a password; the one of the catalogue is not tried' })
}
