/** Links as the real command asks them, and servers that answer as the tests of the hostile web need. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { parseLink } from '#core/malformed.ts'
import { probe } from '#core/probe.ts'
import generic from '#hosts/generic/checker.ts'
import type { Network } from '#io/network.ts'
import type { Exchange } from '#model/http.ts'
import { type Verdict, verdict } from '#model/verdict.ts'

export type Judged = { readonly verdict: Verdict; readonly evidence: readonly Exchange[]; readonly asked: readonly string[] }

/** Asks links one after the other, each in a conversation of its own, as one host's night does. */
export function asking(network: Network): (link: string) => Promise<Omit<Judged, 'asked'>> {
  const session = network.session()
  return async (link) => {
    const url = parseLink(link)
    if (!(url instanceof URL)) return { verdict: verdict(url.invalid, { detail: url.detail }), evidence: [] }
    const target = generic.match(url, { url: link, access: 'open' })
    if (target === undefined || 'invalid' in target) throw new Error(`not a link for the generic checker: ${link}`)
    const night = { peers: [target], secrets: new Set<string>(), elsewhere: () => generic.check(target, night) }
    return probe(generic.check(target, night), session.converse())
  }
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A server of these paths; every other is 404, or `otherwise`. */
export const site =
  (paths: Readonly<Record<string, Answer>>, otherwise: Answer = (_, response) => void response.writeHead(404).end()): RequestListener =>
  (request, response) =>
    (paths[request.url?.split('?')[0] ?? ''] ?? otherwise)(request, response)

/** A page; `head` goes beside its title. */
export const page =
  (title: string, body = `<h1>${title}</h1><p>Scans of the retina.</p>`, head = ''): Answer =>
  (_, response) =>
    void response
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><html><head><title>${title}</title>${head}</head><body>${body}</body></html>`)

/** A file that is served whole or in parts, to GET and to HEAD. */
export const file =
  (bytes: Buffer, type = 'application/octet-stream'): Answer =>
  ({ method, headers }, response) => {
    const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? []
    const part = first === undefined || bytes.length === 0 ? bytes : bytes.subarray(Number(first), Number(last) + 1)
    const range = part === bytes ? {} : { 'content-range': `bytes ${first}-${Number(first) + part.length - 1}/${bytes.length}` }
    response.writeHead(part === bytes ? 200 : 206, { 'content-type': type, 'accept-ranges': 'bytes', 'content-length': part.length, ...range })
    response.end(method === 'HEAD' ? undefined : part)
  }
