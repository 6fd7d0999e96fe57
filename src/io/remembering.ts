/** Asks identical questions of one host's night once: one page with five fragments, or a list with four hundred entries. */
import type { Request } from '#model/http.ts'
import { cookieHeader, type Jar } from './cookies.ts'
import type { Ask, Told } from './following.ts'

/** Remembers every answer and every failure, with the cookies that came with it, for as long as the returned function lives. */
export function remembering(ask: Ask): Ask {
  const memory = new Map<string, Promise<Told>>()
  return async (request, jar) => {
    const question = identity(request, jar)
    const known = memory.get(question) ?? ask(request, jar)
    memory.set(question, known)
    const told = await known
    return { ...told, exchange: { ...told.exchange, request } }
  }
}

/** Everything that can make an answer another one. The fragment is never sent. */
function identity({ method, url, headers = {}, body, redirect, limit, timeout, credential }: Request, jar: Jar): string {
  const cookies = URL.canParse(url) ? cookieHeader(jar, new URL(url)) : undefined
  return JSON.stringify([method, url.split('#', 1)[0], Object.entries(headers).sort(), body, redirect, limit, timeout, credential, cookies])
}
