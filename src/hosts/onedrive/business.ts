/** OneDrive of companies (SharePoint): a sharing link redirects visitors whom it lets in, and asks or refuses the others. */
import type { Conversation } from '#model/checker.ts'
import { verdict } from '#model/verdict.ts'
import { ask, BROWSER, get, Unrecognised } from '../kit.ts'
import type { Business } from './link.ts'
import { prompted } from './prompt.ts'

export function* businessShare({ business, code }: Business): Conversation {
  const response = yield* ask(get(business, { redirect: 'manual', headers: { 'user-agent': BROWSER, accept: 'text/html' } }), [404])
  const { status, headers, cookies } = response
  if (status === 404) return verdict('not-found', { detail: 'HTTP 404' })
  const to = headers.location === undefined ? null : URL.parse(headers.location, business)
  if (to === null || status < 300) {
    const prompt = prompted(response, code)
    if (prompt === undefined) throw new Unrecognised('a page instead of a redirect')
    return prompt
  }
  if (to.hostname === 'login.microsoftonline.com') return verdict('login-required', { detail: `sent to ${to.hostname}` })
  const id = to.searchParams.get('id') ?? ''
  const shown = to.hostname === new URL(business).hostname && to.pathname.endsWith('/onedrive.aspx') && id !== ''
  if (!shown || cookies.FedAuth === undefined) throw new Unrecognised(`sent to ${to.hostname}${to.pathname}`)
  const title = id.split('/').at(-1)
  return verdict('served', { facts: title ? { title } : {} })
}
