/** Asks identical questions of one host's night once: one page with five fragments, or a list with four hundred entries. */
import type { Request } from '#model/http.ts'
import { cookieHeader, type Jar } from './cookies.ts'
import type { Ask, Told } from './following.ts'

/** Bytes of answers, over all hosts, that are kept in case somebody asks for them a second time. */
const KEPT = 8 * 1024 * 1024

/** What an answer takes besides its body. */
const OVERHEAD = 4 * 1024

type Known = { readonly told: Promise<Told>; shared: boolean }

/**
 * Memories for hosts. What was asked for twice is remembered for as long as its memory lives; what was asked for once, only until
 * enough others came after it: a host with ten thousand pages shall not fill the machine with pages nobody asks for again.
 */
export function remembering(ask: Ask): () => Ask {
  const single = new Map<Known, { readonly bytes: number; forget(): void }>()
  let kept = 0

  const drop = (known: Known) => {
    kept -= single.get(known)?.bytes ?? 0
    single.delete(known)
  }
  const keep = (known: Known, bytes: number, forget: () => void) => {
    single.set(known, { bytes, forget })
    kept += bytes
    for (const [oldest, { forget }] of single) {
      if (kept <= KEPT) break
      drop(oldest)
      forget()
    }
  }

  return () => {
    const memory = new Map<string, Known>()
    return async (request, jar) => {
      const question = identity(request, jar)
      const before = memory.get(question)
      const known = before ?? { told: ask(request, jar), shared: false }
      if (before === undefined) memory.set(question, known)
      else {
        known.shared = true
        drop(known)
      }
      const told = await known.told
      if (before === undefined && !known.shared) keep(known, sizeOf(told), () => memory.delete(question))
      return before === undefined ? told : { ...told, exchange: { ...told.exchange, request } }
    }
  }
}

const sizeOf = ({ exchange }: Told) => OVERHEAD + ('response' in exchange ? exchange.response.body.length : 0)

/** Everything that can make an answer another one. The fragment is never sent. */
function identity({ method, url, headers = {}, body, redirect, limit, timeout, credential }: Request, jar: Jar): string {
  const cookies = jar.length > 0 && URL.canParse(url) ? cookieHeader(jar, new URL(url)) : undefined
  return JSON.stringify([method, url.split('#', 1)[0], Object.entries(headers).sort(), body, redirect, limit, timeout, credential, cookies])
}
